/** What is left out of properties because it is so by default. */
export const scoreDefaults = {
  organisation: "",
  item: "",
  kind: "self",
  value: null,
  wording: "",
  known_at: "",
  by: "",
  on_behalf: false,
  leaf: "",
  tool: null,
  overrides: null,
  after_lock: false,
  simulated: false,
} as const;

/** Of every record. */
export const standingDefaults = {
  id: "",
  organisation: null,
  organisation_name: "",
  simulated: false,
  state_reason: "",
  state_evidence: [],
  by: "",
  known_at: "",
  leaf: "",
  added_at: "",
  /** Only where the title does not stand on one line. */
  title: "",
} as const;
export const findingDefaults = {
  ...standingDefaults,
  about: "",
  criteria: "",
  cause: "",
  effect: "",
  sample: "",
  severity: "",
  system: "",
  items: [],
} as const;
export const riskDefaults = {
  ...standingDefaults,
  about: "",
  severity: "",
  cost: null,
  findings: [],
  items: [],
} as const;
export const recommendationDefaults = {
  ...standingDefaults,
  state: "open",
  addressee: "",
  about: "",
  what: null,
  due: null,
  due_task: "",
  risks: [],
  findings: [],
  response: null,
  order: "",
} as const;
export const actionDefaults = {
  ...standingDefaults,
  state: "open",
  about: "",
  system: "",
  end_of_support: null,
  owner: "",
  cost: null,
  funded: null,
  blocked_by: [],
  blocked_note: "",
  risks: [],
  recommendations: [],
  /** Only where no risk of the document holds them as tasks. */
  milestones: [],
} as const;
export const milestoneDefaults = { state: "open", done_on: null, slips: [], title: "" } as const;
