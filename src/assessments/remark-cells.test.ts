import fc from "fast-check";
import { expect, test } from "vitest";
import { safeText } from "../kit/csv-write.ts";
import { readRemark, readSources, sourcesText } from "./remark-cells.ts";
import { noRemark, remarkOf, sameRemark, type StandingBefore } from "./remarks.ts";

const words = fc
  .string({ minLength: 1, maxLength: 40, unit: "grapheme-ascii" })
  .map((text) => text.replaceAll(/\s+/gu, " ").trim())
  .filter((text) => text !== "" && !text.includes(" ; "));
const hex = fc.stringMatching(/^[0-9a-f]{64}$/u);
const source = fc.oneof(
  fc.record({ link: fc.webUrl().filter((url) => /^https?:\/\/[^\s<>"']+$/u.test(url)) }),
  fc.record({
    link: fc.webUrl().filter((url) => /^https?:\/\/[^\s<>"']+$/u.test(url)),
    title: words,
  }),
  fc.record({ file: hex, name: words }),
  fc.record({ collection: fc.stringMatching(/^[a-z0-9-]{1,40}$/u) }),
);

test("sources that are written into a cell come back as they were", () => {
  fc.assert(
    fc.property(fc.array(source, { maxLength: 6 }), (sources) => {
      expect(readSources(sourcesText(sources))).toEqual(sources);
    }),
  );
});

test("whatever a cell holds is read or refused with one sentence, and never throws otherwise", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400, unit: "binary" }), (text) => {
      try {
        readSources(text);
      } catch (error) {
        expect(String(error)).toMatch(/^Problem: .+\.$/u);
      }
    }),
  );
});

test("an address that runs something is no source", () => {
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "=HYPERLINK(1)"]) {
    expect(() => readSources(bad)).toThrow(/no source/u);
  }
});

test("a note that was made safe for spreadsheets comes back as it was", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const note = text.trim();
      fc.pre(!note.startsWith("'"));
      const cells = { evidence: null, tool: null, toolVersion: null };
      expect(readRemark({ note: safeText(note), ...cells })).toEqual({ note });
    }),
  );
});

test("a table without the columns of a remark says nothing of it, an empty cell that there is none", () => {
  const without = { note: null, evidence: null, tool: null, toolVersion: null };
  expect(readRemark(without)).toEqual({});
  expect(readRemark({ ...without, note: "", evidence: "" })).toEqual({ note: "", evidence: [] });
});

test("a person who replaces what a tool said keeps naming the tool's score, until a tool speaks again", () => {
  const tool = { name: "scanner", version: "4" };
  const said: StandingBefore = { ...noRemark, tool, leaf: "a".repeat(64) };
  const replaced = remarkOf({ note: "seen by hand" }, said, false);
  expect(replaced.overrides).toBe(said.leaf);
  const again = remarkOf({}, { ...replaced, leaf: "b".repeat(64) }, false);
  expect(again.overrides).toBe(said.leaf);
  const anew = remarkOf({ tool }, { ...again, leaf: "c".repeat(64) }, false);
  expect([anew.overrides, anew.tool]).toEqual([null, tool]);
  expect(sameRemark({ tool }, anew)).toBe(true);
  expect(sameRemark({ note: "x", tool }, anew)).toBe(false);
});
