import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planStory, resultsStory } from "../../../tests/support/exchange-story.ts";
import { Problem } from "../../kit/problem.ts";
import type { PlanContent, ResultsContent } from "./exchange.contract.ts";
import { exchangeUuid, readProps, writeProps } from "./oscal-props.ts";
import { readExchange } from "./read-exchange.ts";
import { writeAssessmentResults, writePlanOfAction } from "./write-exchange.ts";

/** Texts of all kinds that a record may hold: several lines, blanks, marks, other scripts. */
const text = (most: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: most }),
    fc.constantFrom(" two\nlines ", "SIMULATED: x", "{}", "\u2028", "a\tb", "“”", "null"),
  );
const day = fc.constantFrom("2026-01-31", "2026-12-01", "2027-03-31");
const instant = fc.constantFrom("2026-11-22T10:00:00.000001Z", "2026-11-23T00:00:00.000000Z");
const digest = fc.constantFrom("0".repeat(64), "ab".repeat(32));
const money = fc.option(fc.nat(1_000_000));
const severity = fc.constantFrom("low" as const, "moderate" as const, "high" as const);
const maybe = fc.oneof(fc.constant(""), text(40));
const evidence = fc.array(
  fc.record({
    kind: fc.constantFrom("link", "file", "collection", "leaf", "paper"),
    ref: text(30),
    note: maybe,
  }),
  { maxLength: 3 },
);
const organisation = fc.constantFrom("office-of-tides", "office-of-charts");
const ids = (letter: string) =>
  fc.uniqueArray(
    fc.integer({ min: 1, max: 4 }).map((no) => `${letter}-${no}`),
    { maxLength: 3 },
  );
const items = fc.uniqueArray(fc.constantFrom("GV.OC", "AC-2(1)", "1.2.3"), { maxLength: 3 });

const standing = (simulated: boolean, letter: string, states: readonly string[]) => ({
  id: fc.integer({ min: 1, max: 9999 }).map((no) => `${letter}-${no}`),
  review: fc.constant("tides-2026"),
  simulated: fc.constant(simulated),
  organisation: fc.option(organisation),
  organisation_name: maybe,
  state: fc.constantFrom(...states),
  state_reason: maybe,
  state_evidence: evidence,
  by: text(20),
  known_at: instant,
  leaf: digest,
  added_at: instant,
});
const records = <T>(record: fc.Arbitrary<T & { id: string }>) =>
  fc.uniqueArray(record, { selector: ({ id }) => id, maxLength: 4 });

const findings = (simulated: boolean) =>
  records(
    fc.record({
      ...standing(simulated, "F", ["open", "closed"]),
      content: fc.record({
        organisation,
        title: text(40),
        criteria: text(40),
        condition: text(40),
        cause: maybe,
        effect: maybe,
        sample: maybe,
        severity,
        system: maybe,
        items,
        evidence,
      }),
    }),
  );
const risks = (simulated: boolean) =>
  records(
    fc.record({
      ...standing(simulated, "R", ["open", "closed"]),
      content: fc.record({
        organisation,
        title: text(40),
        statement: text(40),
        severity,
        effect: text(40),
        cost: money,
        findings: ids("F").filter((list) => list.length > 0),
        items,
      }),
    }),
  );
const what = fc.oneof(
  fc.record({ kind: fc.constant("practice"), practice: text(30), measure: maybe }),
  fc.record({ kind: fc.constant("budget"), amount: money, purpose: text(30), period: maybe }),
  fc.record({
    kind: fc.constant("workforce"),
    role: text(30),
    posts: fc.option(fc.nat(100)),
    step: fc.constantFrom("hire", "train", "retain", "reassign"),
    cost: money,
  }),
);
const recommendations = (simulated: boolean) =>
  records(
    fc.record({
      ...standing(simulated, "C", ["open", "in-progress", "done", "dropped"]),
      response: fc.option(
        fc.record({ answer: fc.constantFrom("agree", "partly", "disagree"), text: maybe }),
      ),
      order: fc.constantFrom("", "order-two"),
      content: fc.record({
        addressee: fc.constantFrom("organisation", "enterprise", "legislature", "private-sector"),
        organisation: fc.constantFrom("", "office-of-tides"),
        title: text(40),
        text: text(60),
        what,
        due: fc.option(day),
        due_task: fc.constantFrom("", "reply"),
        risks: ids("R"),
        findings: ids("F"),
      }),
    }),
  );
const milestone = fc.record({
  title: text(30),
  due: day,
  state: fc.constantFrom("open", "done", "dropped"),
  done_on: fc.option(day),
  slips: fc.array(fc.record({ from: day, to: day, reason: text(20) }), { maxLength: 2 }),
});
const actions = (simulated: boolean) =>
  records(
    fc.record({
      ...standing(simulated, "A", ["open", "in-progress", "done", "dropped"]),
      content: fc.record({
        organisation,
        title: text(40),
        text: maybe,
        system: maybe,
        end_of_support: fc.option(day),
        owner: maybe,
        cost: money,
        funded: money,
        blocked_note: maybe,
        blocked_by: fc.uniqueArray(fc.constantFrom("money", "people", "vacancy", "authority")),
        risks: ids("R"),
        recommendations: ids("C"),
        milestones: fc.array(milestone, { maxLength: 3 }),
      }),
    }),
  );
const value = fc.oneof(
  fc.record({ level: fc.integer({ min: 1, max: 5 }) }),
  fc.constant({ from: 2, to: 4 }),
  fc.constantFrom({ answer: "yes" }, { answer: "unknown" }, { missing: "not-examined" }),
  fc.constant({ share: { good: 45, bad: 3, n: 50 } }),
);
const source = fc.oneof(
  fc.record({ link: fc.constant("https://tides.example/a?b=c#d") }),
  fc.record({ link: fc.constant("https://tides.example/"), title: text(20) }),
  fc.record({ file: digest, name: text(20) }),
  fc.record({ collection: text(20) }),
);
const score = fc.record({
  organisation,
  item: fc.constantFrom("GV.OC", "AC-2(1)", "1.2.3"),
  kind: fc.constantFrom("self", "independent"),
  value,
  day,
  known_at: instant,
  by: text(20),
  on_behalf: fc.boolean(),
  wording: digest,
  leaf: digest,
  note: maybe,
  evidence: fc.array(source, { maxLength: 3 }),
  tool: fc.option(
    fc.record({
      name: text(10),
      version: maybe,
    }),
  ),
  overrides: fc.option(digest),
  after_lock: fc.boolean(),
});
const scores = fc
  .uniqueArray(score, {
    selector: (each) => `${each.organisation} ${each.item} ${each.kind}`,
    maxLength: 6,
  })
  .map((list) =>
    list.toSorted(
      (one, other) => Number(one.kind === "independent") - Number(other.kind === "independent"),
    ),
  );

const head = (simulated: boolean) => ({
  review: fc.constant("tides-2026"),
  title: text(40),
  simulated: fc.constant(simulated),
  yardstick: fc.constant("tides@1"),
  as_of: instant,
  organisations: fc.constant([
    { id: "office-of-charts", name: "Office of Charts" },
    { id: "office-of-tides", name: " Office\nof Tides" },
  ]),
});
const both = <T>(make: (simulated: boolean) => fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.boolean().chain(make);
// The shapes are held against the contract again by the reader.
const results = both((simulated) =>
  fc.record({
    ...head(simulated),
    scores,
    findings: findings(simulated),
    risks: risks(simulated),
    recommendations: recommendations(simulated),
  }),
) as unknown as fc.Arbitrary<ResultsContent>;
const plan = both((simulated) =>
  fc.record({
    ...head(simulated),
    findings: findings(simulated),
    risks: risks(simulated),
    actions: actions(simulated).filter((list) => list.length > 0),
  }),
) as unknown as fc.Arbitrary<PlanContent>;

describe("what goes out as OSCAL", () => {
  test("comes back in without loss: scores, findings, risks, recommendations", () => {
    fc.assert(
      fc.property(results, (content) => {
        expect(readExchange(writeAssessmentResults(content), "a.json")).toEqual({
          kind: "assessment-results",
          content,
        });
      }),
    );
  });

  test("comes back in without loss: the plan with its actions and milestones", () => {
    fc.assert(
      fc.property(plan, (content) => {
        expect(readExchange(writePlanOfAction(content), "p.json")).toEqual({
          kind: "plan-of-action",
          content,
        });
      }),
    );
  });

  test("has the same bytes each time, and the same identifiers for the same thing", () => {
    expect(writeAssessmentResults(resultsStory)).toBe(writeAssessmentResults(resultsStory));
    expect(exchangeUuid("tides-2026", "record", "F-1")).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    const later = { ...resultsStory, as_of: "2027-01-01T00:00:00.000000Z" };
    const uuids = (written: string): string[] =>
      [...written.matchAll(/"uuid":"([^"]+)"/gu)].map(([, uuid = ""]) => uuid);
    expect(uuids(writeAssessmentResults(later))).toEqual(
      uuids(writeAssessmentResults(resultsStory)),
    );
  });

  test("carries SIMULATED in every title and every object of a review that is invented", () => {
    const written: unknown = JSON.parse(
      writeAssessmentResults({ ...resultsStory, simulated: true }),
    );
    const result = Object(written)["assessment-results"];
    expect(result.metadata.title).toMatch(/^SIMULATED: /);
    for (const each of result.results) expect(each.title).toMatch(/^SIMULATED: /);
  });

  test("takes over what another tool changed in OSCAL's own fields", () => {
    const changed = writePlanOfAction(planStory)
      .replaceAll("Buy a second gauge", "Buy two gauges")
      .replaceAll("2027-03-31T00:00:00Z", "2027-04-30T00:00:00+00:00");
    const { content } = readExchange(changed, "p.json");
    const [action] = "actions" in content ? content.actions : [];
    expect(action?.content.title).toBe("Buy two gauges");
    expect(action?.content.milestones[0]?.due).toBe("2027-04-30");
  });

  test("is refused where there is no action, for OSCAL knows no empty plan", () => {
    expect(() => writePlanOfAction({ ...planStory, actions: [] })).toThrow("add one first");
  });
});

describe("what comes in as OSCAL", () => {
  const refused = (content: string): string => {
    try {
      readExchange(content, "a.json");
    } catch (error) {
      if (error instanceof Problem) return error.message;
      throw error;
    }
    return "";
  };

  test("is refused in one sentence where it is another model, another's, or broken", () => {
    expect(refused(`{"catalog":{}}`)).toContain("expected `assessment-results` or");
    expect(refused("[]")).toContain("found none");
    expect(refused("{")).toContain("a.json");
    const written = writeAssessmentResults(resultsStory);
    expect(refused(written.replaceAll("urn:muster:assessment", "urn:other"))).toContain(
      "not written by Muster",
    );
    expect(refused(written.replaceAll(`"value":"moderate"`, `"value":"middling"`))).toContain(
      "severity",
    );
    expect(refused(written.replace(String.raw`"{\"level\":4}"`, `"{"`))).toContain(
      "said to be JSON",
    );
  });

  test("whose bytes were changed anywhere is read or refused in one sentence", () => {
    const written = Buffer.from(writePlanOfAction(planStory));
    fc.assert(
      fc.property(fc.nat(written.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(written);
        changed[at] = byte;
        try {
          readExchange(changed, "p.json");
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
    );
  });

  test("keeps any JSON in a property, and refuses one that stands twice", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const props = writeProps({ own: json }, {});
        for (const { value: written } of props) expect(written).toMatch(/^\S(.*\S)?$/u);
        // JSON itself knows no minus zero.
        expect(readProps(props, { own: null }, "x")["own"]).toEqual(
          JSON.parse(JSON.stringify(json)),
        );
        expect(() => readProps([...props, ...props], { own: null }, "x")).toThrow(
          "stands here twice",
        );
      }),
    );
  });
});
