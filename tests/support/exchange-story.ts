import type { PlanContent, ResultsContent } from "../../src/findings/oscal/exchange.contract.ts";

const head = {
  review: "tides-2026",
  title: "The offices of the sea 2026",
  simulated: false,
  yardstick: "tides@1",
  as_of: "2026-11-22T10:00:00.000000Z",
  organisations: [{ id: "office-of-tides", name: "Office of Tides" }],
};
const standing = {
  review: head.review,
  simulated: false,
  organisation: "office-of-tides",
  organisation_name: "Office of Tides",
  state: "open" as const,
  state_reason: "",
  state_evidence: [],
  by: "auditor-1",
  known_at: "2026-11-21T09:00:00.000000Z",
  leaf: "ab".repeat(32),
  added_at: "2026-11-20T09:00:00.000000Z",
};
const score = {
  organisation: "office-of-tides",
  item: "AC-2(1)",
  day: "2026-03-31",
  known_at: standing.known_at,
  by: "head-1",
  on_behalf: false,
  wording: "cd".repeat(32),
  leaf: "ef".repeat(32),
  note: "Seen on paper.\nThe list is from March.",
  evidence: [{ link: "https://tides.example/list" }, { file: "01".repeat(32), name: "list.pdf" }],
  tool: null,
  overrides: null,
  after_lock: false,
};
const findings: ResultsContent["findings"] = [
  {
    ...standing,
    id: "F-1",
    content: {
      organisation: "office-of-tides",
      title: "Accounts outlive their people",
      criteria: "Accounts end with the post.",
      condition: "Nine of forty accounts belong to nobody.",
      cause: "Nobody is told who leaves.",
      effect: "",
      sample: "Forty accounts, drawn by lot.",
      severity: "moderate",
      system: "Gauges",
      items: ["AC-2(1)"],
      evidence: [
        { kind: "link", ref: "https://tides.example/accounts", note: "The list" },
        { kind: "paper", ref: "Interview of 3 March", note: "" },
      ],
    },
  },
];
const risks: ResultsContent["risks"] = [
  {
    ...standing,
    id: "R-1",
    content: {
      organisation: "office-of-tides",
      title: "Somebody uses an old account",
      statement: "Whoever left can still change gauges.",
      severity: "moderate",
      effect: "Ships are told a wrong depth.",
      cost: 40_000,
      findings: ["F-1"],
      items: ["AC-2(1)"],
    },
  },
];

/** A small review with one of everything that goes out as OSCAL assessment results. */
export const resultsStory: ResultsContent = {
  ...head,
  scores: [
    { ...score, kind: "self", value: { level: 4 } },
    {
      ...score,
      kind: "independent",
      value: { from: 2, to: 3 },
      tool: { name: "account-lister", version: "2.1" },
    },
  ],
  findings,
  risks,
  recommendations: [
    {
      ...standing,
      id: "C-1",
      response: { answer: "agree", text: "By spring." },
      order: "",
      content: {
        addressee: "organisation",
        organisation: "office-of-tides",
        title: "Tell who leaves",
        text: "Tell the keepers of accounts on the day.",
        what: { kind: "practice", practice: "A list of leavers each week.", measure: "" },
        due: "2027-03-31",
        due_task: "",
        risks: ["R-1"],
        findings: ["F-1"],
      },
    },
  ],
};

/** The same review's plan. */
export const planStory: PlanContent = {
  ...head,
  findings,
  risks,
  actions: [
    {
      ...standing,
      id: "A-1",
      content: {
        organisation: "office-of-tides",
        title: "Buy a second gauge",
        text: "",
        system: "Gauges",
        end_of_support: "2027-06-30",
        owner: "Keeper of Gauges",
        cost: 40_000,
        funded: null,
        blocked_by: ["money"],
        blocked_note: "",
        risks: ["R-1"],
        recommendations: ["C-1"],
        milestones: [
          {
            title: "Ordered",
            due: "2027-03-31",
            state: "open",
            done_on: null,
            slips: [{ from: "2027-01-31", to: "2027-03-31", reason: "No money yet." }],
          },
        ],
      },
    },
    {
      ...standing,
      id: "A-2",
      organisation: "office-of-tides",
      content: {
        organisation: "office-of-tides",
        title: "Close the old accounts",
        text: "All nine.",
        system: "",
        end_of_support: null,
        owner: "",
        cost: null,
        funded: null,
        blocked_by: [],
        blocked_note: "",
        risks: [],
        recommendations: [],
        milestones: [
          { title: "Closed", due: "2026-12-31", state: "open", done_on: null, slips: [] },
        ],
      },
    },
  ],
};
