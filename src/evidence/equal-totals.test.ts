import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collection, observed, organisation, story } from "../../tests/support/evidence-story.ts";
import {
  fixtureMapping,
  publishedFilesAreHere,
  readPublished,
} from "../../tests/support/published-files.ts";
import { shippedMapping } from "../../tests/support/federal-facts.ts";
import { countEvidence } from "./count-evidence.ts";
import type { ItemEvidence } from "./item-evidence.ts";
import type { ObservedUnit } from "./evidence-facts.ts";

const mapping = fixtureMapping("pshtt-supports");
const owner = "Somebody";

const seen = (names: readonly string[], pattern: string): ObservedUnit[] =>
  names.map((unit) => ({ owner, unit, pattern }));

/** The first item on the day of the later scan, held against the earlier scan or against a list. */
function counted(
  earlier: readonly string[],
  later: readonly string[],
  against: "list" | "scan",
): ItemEvidence | undefined {
  const registry = shippedMapping("dotgov-2017-1");
  const { held_against: _held, ...free } = mapping.kind === "units" ? mapping : fail();
  const used = against === "list" ? mapping : free;
  const first =
    against === "list"
      ? {
          collection: collection({
            id: "dotgov-2017-05-31",
            kind: "inventory",
            source: "dotgov",
            day: "2017-05-31",
            mapping: "dotgov-2017@1",
          }),
          observed: observed("2017-05-31", { units: seen(earlier, "||") }),
        }
      : {
          collection: collection({
            id: "parents-2017-05-31",
            source: "parents",
            day: "2017-05-31",
            mapping: "pshtt-supports@1",
          }),
          observed: observed("2017-05-31", { units: seen(earlier, "ggg||") }),
        };
  const facts = story({
    organisations: [organisation(owner)],
    yardstick: {
      format: "muster/yardstick/1",
      id: "story",
      version: "1",
      title: "Story",
      sources: [{ title: "Story" }],
      items: ["H-1", "H-2", "H-3"].map((id) => ({
        id,
        title: id,
        text: id,
        scale: "share",
        units: "domains",
        measured_by: "parents",
      })),
      digest: "ab".repeat(32),
    },
    mappings: [used, registry],
    deliveries: [
      first,
      {
        collection: collection({
          id: "parents-2017-08-09",
          source: "parents",
          day: "2017-08-09",
          mapping: "pshtt-supports@1",
        }),
        observed: observed("2017-08-09", { units: seen(later, "ggg||") }),
      },
    ],
  });
  const asOf = "9999-01-01T00:00:00.000000Z";
  return countEvidence(facts, { on: "2017-08-09", asOf, maximumAgeDays: 365 }).organisations[0]
    ?.items[0];
}

function fail(): never {
  throw new Error("domains are units");
}

/** Two sets of one size that share some names and not all. */
const sameSize = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .map(([shared, apart]) => {
    const both = Array.from({ length: shared }, (_, at) => `both${at}.gov`);
    const some = (name: string) => Array.from({ length: apart }, (_, at) => `${name}${at}.gov`);
    return { shared, apart, earlier: [...both, ...some("old")], later: [...both, ...some("new")] };
  });

describe("totals that agree while the sets do not", () => {
  test.each(["list", "scan"] as const)(
    "hide nothing: what the %s has and the scan has not stays in the total as unseen",
    (against) => {
      fc.assert(
        fc.property(sameSize, ({ shared, apart, earlier, later }) => {
          expect(earlier).toHaveLength(later.length);
          expect(counted(earlier, later, against)).toMatchObject({
            good: shared + apart,
            unseen: apart,
            n: shared + 2 * apart,
            held_against: against === "list" ? "inventory" : "earlier-collections",
          });
          // The same sets, and nothing is unseen.
          expect(counted(later, later, against)).toMatchObject({ unseen: 0, n: shared + apart });
        }),
      );
    },
  );

  if (publishedFilesAreHere) {
    test("are found in real scans: 643 sites of Veterans Affairs are still listed, and none was seen", async () => {
      const sites = shippedMapping("site-scan-sites-1");
      const file = "site-scan-sites-2025-01-11.csv.gz";
      const found = await readPublished({ file, mapping: sites });
      const veterans = found.units.filter(
        (unit) => unit.owner === "Department of Veterans Affairs",
      );
      expect(veterans).toHaveLength(643);
      expect(new Set(veterans.map((unit) => unit.pattern))).toEqual(new Set(["??||"]));
      // A site that stands in the lists of two agencies counts once.
      const before = await readPublished({
        file: "site-scan-sites-2025-01-09.csv.gz",
        mapping: sites,
      });
      expect([before.rows, before.units.length]).toEqual([21_583, 20_055]);
    });
  }
});
