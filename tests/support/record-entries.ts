import fc from "fast-check";
import type { FindingContent } from "../../src/findings/findings.contract.ts";
import { type ActionContent, blockers } from "../../src/findings/plan.contract.ts";
import type {
  RecommendationContent,
  Recommended,
} from "../../src/findings/recommendations.contract.ts";
import type { EvidenceRef, Severity } from "../../src/findings/records.contract.ts";
import type { RiskContent } from "../../src/findings/risks.contract.ts";

/** Words that spreadsheets, parsers and lists in cells trip over. */
const signs = fc.constantFrom(
  "=1+1",
  "+",
  "-2",
  "@sum",
  "'",
  "''=",
  '"',
  ",",
  ";",
  "|",
  "\\",
  "\n",
  "\r\n",
  "\t",
  " ",
  "ä",
  "漢",
  "🜂",
  "＝",
  "plain",
  "words",
  "R-1",
  "null",
  "0",
);
const text = fc.array(signs, { maxLength: 8 }).map((parts) => parts.join(""));
const said = text.map((words) => `${words}a${words}`);
const line = text.map((words) => `a ${words}`.slice(0, 200));
const day = fc
  .integer({ min: 0, max: 3650 })
  .map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));
const money = fc.option(fc.integer({ min: 0, max: 1_000_000_000_000 }));
const severity = fc.constantFrom<Severity>("low", "moderate", "high");
const numbered = (letter: string) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 4 })
    .map((numbers) => numbers.map((number) => `${letter}-${number}`));
const items = fc.uniqueArray(fc.constantFrom("GV.OC", "GV.RM", "PR.AA", "ID.AM"), { maxLength: 3 });
const organisation = fc.constantFrom("ministry-of-finance", "ministry-of-health");

const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
const evidence: fc.Arbitrary<EvidenceRef[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("link" as const),
      ref: fc.constantFrom("https://example.org/a?b=1|2", "http://example.org/\\x"),
      note: text,
    }),
    fc.record({ kind: fc.constantFrom("file" as const, "leaf" as const), ref: digest, note: text }),
    fc.record({ kind: fc.constant("paper" as const), ref: line, note: text }),
  ),
  { maxLength: 3 },
);

const findings: fc.Arbitrary<FindingContent> = fc.record({
  organisation,
  title: line,
  criteria: said,
  condition: said,
  cause: text,
  effect: text,
  sample: text,
  severity,
  system: text,
  items,
  evidence,
});

const risks: fc.Arbitrary<RiskContent> = fc.record({
  organisation,
  title: line,
  statement: said,
  severity,
  effect: said,
  cost: money,
  findings: numbered("F").filter((list) => list.length > 0),
  items,
});

const whats: fc.Arbitrary<Recommended> = fc.oneof(
  fc.record({ kind: fc.constant("practice" as const), practice: said, measure: text }),
  fc.record({ kind: fc.constant("budget" as const), amount: money, purpose: said, period: text }),
  fc.record({
    kind: fc.constant("workforce" as const),
    role: line,
    posts: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
    step: fc.constantFrom(
      "hire" as const,
      "train" as const,
      "retain" as const,
      "reassign" as const,
    ),
    cost: money,
  }),
  fc.record({
    kind: fc.constant("authority" as const),
    duty: said,
    office: line,
    present_basis: text,
    adequacy: fc.constantFrom("adequate" as const, "partial" as const, "none" as const),
    text_wanted: text,
    stage: fc.constantFrom("not-started" as const, "drafted" as const, "enacted" as const),
  }),
  fc.record({
    kind: fc.constant("incentive" as const),
    option: said,
    cost: money,
    legal_need: text,
    effect: text,
    uptake: text,
  }),
);

const recommendations: fc.Arbitrary<RecommendationContent> = fc
  .tuple(
    fc.constantFrom<RecommendationContent["addressee"]>(
      ...(["organisation", "enterprise", "legislature", "private-sector"] as const),
    ),
    fc.record({
      organisation,
      title: line,
      text: said,
      what: whats,
      due: fc.option(day),
      risks: numbered("R"),
      findings: numbered("F"),
    }),
  )
  .map(([addressee, rest]) => ({
    ...rest,
    addressee,
    organisation: addressee === "organisation" ? rest.organisation : "",
    due_task: "",
  }));

const milestone = fc
  .record({
    title: line,
    days: fc.uniqueArray(day, { minLength: 1, maxLength: 4 }),
    state: fc.constantFrom("open" as const, "done" as const, "dropped" as const),
    done: day,
    reason: said,
  })
  .map(({ title, days, state, done, reason }) => ({
    title,
    due: days.at(-1) ?? "2027-01-01",
    state,
    done_on: state === "done" ? done : null,
    slips: days.slice(1).map((to, at) => ({ from: days[at] ?? to, to, reason })),
  }));

const actions: fc.Arbitrary<ActionContent> = fc
  .record({
    organisation,
    title: line,
    text,
    system: text,
    end_of_support: fc.option(day),
    owner: text,
    cost: money,
    funded: money,
    blocked_by: fc.uniqueArray(fc.constantFrom(...blockers)),
    blocked_note: text,
    risks: numbered("R"),
    recommendations: numbered("C"),
    milestones: fc.array(milestone, { maxLength: 3 }),
  })
  .map((action) => ({
    ...action,
    blocked_note: action.blocked_by.length === 0 ? "" : action.blocked_note,
    milestones: action.milestones.map((each, at) => ({ ...each, title: `${at} ${each.title}` })),
  }));

/** Everything that can be entered into each register, as whoever enters it may write it. */
export const entries = { findings, risks, recommendations, actions } as const;
