import fc from "fast-check";
import { expect, test } from "vitest";
import { linkSecret, returnPath } from "./link-secret.ts";

test("the secret of a link is found behind # or in the query", () => {
  expect(linkSecret({ hash: "#abc", search: "" })).toBe("abc");
  expect(linkSecret({ hash: "#token=abc", search: "" })).toBe("abc");
  expect(linkSecret({ hash: "", search: "?token=abc" })).toBe("abc");
  expect(linkSecret({ hash: "", search: "" })).toBe("");
});

test("signing in leads back to the page that was asked for", () => {
  expect(returnPath("?return=%2Freviews%2Fweb%3Fon%3D2020-06-08")).toBe(
    "/reviews/web?on=2020-06-08",
  );
});

test("signing in never leads to another site, whatever the address says", () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.webUrl().map((url) => url.replace(/^https?:/u, "")),
    fc.constantFrom("//evil.example", "/\\evil.example", "javascript:alert(1)", "/ /evil.example"),
  );
  fc.assert(
    fc.property(hostile, (asked) => {
      const path = returnPath(`?${new URLSearchParams({ return: asked })}`);
      expect(new URL(path, "https://muster.example").origin).toBe("https://muster.example");
    }),
  );
});
