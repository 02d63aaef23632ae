import { grouped } from "../../charts/bar-geometry.ts";
import type { Capacity, HeadStatement } from "../../src/attestations/attestations.contract.ts";
import type { Accountability } from "../../src/decisions/decisions.contract.ts";
import type { HeadOn } from "../../src/organisations/heads.contract.ts";
import { counted } from "../../src/kit/counted-words.ts";
import { dayInWords, instantInWords } from "../app/days.ts";
import type { Standing } from "./standing.ts";

const are = (count: number): string => (count === 1 ? "is" : "are");

/** Words of the pages on which heads decide and sign. */
export const words = {
  reading: "Reading the statement …",
  title: (name: string) => `Decide and sign: risk statement of ${name}`,
  order: (order: string) => `Order ${order}`,
  due: (weekday: string, day: string, days: number) => {
    const on = `due ${weekday} ${dayInWords(day)}`;
    if (days > 0) return `${on}, in ${counted(days, "day")}`;
    return days === 0 ? `${on}, today` : on;
  },
  late: (days: number) => `${counted(days, "day")} late`,
  noDue: "No last day is set for the signature",
  ledeSign: (risks: number) =>
    risks === 0
      ? "No risk is open. Read the statement; what you see below is, byte for byte, what your key will sign."
      : `You answer for ${risks === 1 ? "this decision" : `these ${grouped(risks)} decisions`}. Read the statement; what you see below is, byte for byte, what your key will sign.`,
  ledeSigned: "You have signed what you see below, and nothing has changed since.",
  ledePrepare:
    "You prepare the decisions; only the holder of the office signs them. What you see below is what they will sign.",
  ledeRead: "This is what the head is shown, and signs byte for byte.",
  sums: ({ totals, risks }: HeadStatement) => {
    const costs = risks.flatMap(({ decision }) => (decision === null ? [] : [decision.cost]));
    const sum = costs.reduce<number>((all, cost) => all + (cost ?? 0), 0);
    const silent = costs.filter((cost) => cost === null).length;
    const money =
      costs.length === 0
        ? ""
        : ` What is decided costs ${grouped(sum)}${silent === 0 ? "." : `, and ${counted(silent, "decision")} without a stated cost.`}`;
    return `${counted(totals.open_risks, "open risk")}, ${totals.undecided} undecided, ${totals.expired} with an expired acceptance.${money}`;
  },
  alwaysNow: "This page is always of now: the day chosen above does not change what is signed.",
  statementOf: (title: string) => `Statement of the ${title}`,
  noTitle: "head",
  risk: "Risk",
  decision: "Decision",
  what: "What, who and by when",
  otherwise: "Otherwise:",
  severity: { low: "Low", moderate: "Moderate", high: "High" },
  riskCost: (cost: number | null) =>
    cost === null ? "its cost is not stated" : `it would cost ${grouped(cost)}`,
  from: (findings: readonly string[]) => `From ${findings.join(", ")}`,
  kinds: { mitigate: "Mitigate", accept: "Accept", transfer: "Transfer", avoid: "Avoid" },
  undecided: "Undecided",
  notFixed: "known, not fixed",
  by: (day: string) => `By ${dayInWords(day)}`,
  acceptedFrom: (day: string) => `From ${dayInWords(day)}`,
  expires: (day: string) => `until ${dayInWords(day)}`,
  expired: (day: string) => `Expired on ${dayInWords(day)}`,
  answers: (owner: string) => `${owner} answers for it`,
  cost: (cost: number | null) => (cost === null ? "cost not stated" : `costs ${grouped(cost)}`),
  prepared: (by: string, instant: string) =>
    `Prepared by ${by}, ${dayInWords(instant.slice(0, 10))}`,
  changedSince: "changed since the last signature",
  noRisks: "No risk of this organisation is open in this review, so there is nothing to decide.",
  items: (all: number, answered: number) =>
    `${counted(all, "item")}, ${grouped(answered)} answered, ${grouped(all - answered)} without an answer`,
  item: "Item",
  itemTitle: "What is asked",
  value: "Answer",
  day: "Day",
  notAnswered: "not answered",
  noDay: "none",
  since: (instant: string) =>
    `What changed since the statement that was signed on ${instantInWords(instant)}`,
  sinceNothing: "Nothing.",
  first: "No statement was signed before this one.",
  moreChanges: (count: number) => `All ${grouped(count)} changes`,
  facts: {
    review: "Review",
    by: "Measured by",
    head: "Head",
    signer: "Signed by",
    preparers: "Prepared by",
    shown: "Shown on",
    due: "Last day",
    account: "Account",
    delegation: "Delegation",
  },
  byPolicy: (yardstick: string, methodology: string) => `${yardstick}, ${methodology}`,
  nobody: "nobody",
  asOf: (on: string, asOf: string) => `${dayInWords(on)}, as known at ${instantInWords(asOf)}`,
  head: ({ state, title, office, holder, from_day: from, until }: HeadOn) => {
    const name = title ?? office ?? "";
    const since = from === null ? "" : ` since ${dayInWords(from)}`;
    const last = until === null ? "" : `, until ${dayInWords(until)}`;
    const who = holder ?? "somebody without a name here";
    return {
      held: `${name}: held by ${who}${since}, not acting`,
      acting: `${name}: ${who} acts${since}${last}`,
      vacant: `${name}: vacant${since}`,
      unknown: name === "" ? "no head office is set" : `${name}: nobody was entered for this day`,
    }[state];
  },
  capacity: {
    holder: "holder",
    acting: "acting holder",
    delegate: "by delegation of the holder",
  } satisfies Record<Capacity, string>,
  bytes: "The bytes that are signed",
  bytesNote: "Canonical JSON (RFC 8785), the payload of an in-toto statement in a DSSE envelope.",
  sign: "Sign",
  standing: {
    unsigned: "Not signed yet.",
    late: "Late: not signed, although its last day is past.",
    signed: "Signed. Nothing has changed since.",
    stale: "Stale: signed, and not what stands now.",
  } satisfies Record<Standing, string>,
  acting: (until: string | null) =>
    until === null
      ? "You sign as acting holder."
      : `You sign as acting holder; your appointment ends on ${dayInWords(until)}.`,
  delegate: "You sign by delegation of the holder, and that shows.",
  notReady: "Not ready",
  notReadyWhat: (risk: string, title: string) => `${risk} is undecided: ${title}`,
  notReadyExpired: (risk: string, day: string) =>
    `the acceptance of ${risk} expired on ${dayInWords(day)}`,
  notReadyMeans:
    "What is undecided counts against the rating. It can be signed all the same, and the sentence says so.",
  signAnyway: "Sign it all the same …",
  signAgain: "Sign it again …",
  passphrase: "Passphrase of your key",
  doSign: "Sign with my key",
  signing: "Opening the key and signing …",
  notNow: "Not now",
  notSigned: "Not signed.",
  tickFirst: "tick that you have read the statement; only then is it signed.",
  signedNow: (leaf: string) => `Signed. Leaf ${leaf}, number follows.`,
  keyNote: (key: string) =>
    `Key ${key}: stays in this browser, sealed. Signing cannot be undone; a later statement can replace it.`,
  noKey: "You have no key that signs yet.",
  noKeyWhat: "Make one under “My key”; two officers approve it, and you confirm it.",
  otherBrowser: (key: string) => `Your key ${key} is not in this browser.`,
  otherBrowserWhat:
    "Take its file in under “My key”, use the browser in which it was made, or sign an exported statement on the command line.",
  toKeys: "My key",
  cannot: "You cannot sign this.",
  decide: "Decide …",
  change: "Change …",
  decideRisk: (risk: string) => `Decision on ${risk}`,
  kind: "Decision",
  reason: "Reason: what is done, or why nothing is",
  costLabel: "Cost in whole units",
  costHint: "Left empty: not stated.",
  dateLabel: "Day",
  dateHint: "By when it is done; of an acceptance, from when it counts.",
  ownerLabel: "Who answers for it",
  ownerHint: "An office, such as Head of Operations.",
  expiresLabel: "Last day of the acceptance",
  costWrong: "the cost is a whole number without a sign, such as 250000, or empty.",
  save: "Save the decision",
  whatHappens: "What will happen",
  steps: {
    prepared: "Decisions prepared",
    signed: "Signed by the head",
    draft: "Draft verdict sent",
    reply: "Reply of the organisation",
    confirmed: "Confirmed by two officers",
  },
  stepUndecided: (open: number, all: number) =>
    `${grouped(open)} of ${grouped(all)} open risks undecided`,
  stepUntil: (day: string) => `by ${dayInWords(day)}`,
  stepReply: (day: string) => `by ${dayInWords(day)}`,
  stepSigned: (count: number) => `${count} of 2 signatures`,
  stepBy: (name: string, instant: string) => `${name}, ${dayInWords(instant.slice(0, 10))}`,
  earlier: "Earlier signature",
  signature: "Signature",
  noneEarlier: "None.",
  signedBy: (name: string, capacity: Capacity, instant: string) =>
    `Signed by ${name}, ${words.capacity[capacity]}, on ${instantInWords(instant)}.`,
  signedLate: "After its last day.",
  stale: "Stale.",
  staleWhat: "Since then:",
  superseded: "replaced by a later one",
  earlierAll: (count: number) => `Statements signed before (${grouped(count)})`,
  goesStale: "It goes stale when",
  goesStaleWhat:
    "a risk is added, closed or says something else; a decision, its date or cost is another one; an acceptance expires; an answer changes; the office changes hands.",
  digest: "Digest of the statement",
  digestSigned: "Digest of the signed statement",
  digestWaits: "Computing …",
  digestNone: "This browser computes no digest at an address without HTTPS.",
  links: "See also",
  toFindings: "Findings and risks of the organisation",
  toOrganisation: "Rating and reasons",
  toScores: "Scores",
  toDelegations: "Who may sign instead",
  proof: "Signed, with proof",
  proofDigest: "Digest",
  proofKey: "Key",
  proofLeaf: "Leaf in the log",
  download: "Download the signed statement with its proof",
  checkOffline: "How to check it offline",
  checkSteps: [
    "Take the file to any machine with Muster; no server is needed.",
    "Write the key of the log into a file KEYS: not from here, but from where it was printed or published. Add the fingerprint of the head's key on a line of its own, if you have it from the head.",
    "Run the command below. It checks the bytes, the signature, who held the office then, and that all of it stands in the log.",
  ],
  checkIs:
    "It is a proof that nothing was changed, and of who holds the key. It is not a qualified electronic signature.",
  checkCommand: (file: string) => `./muster verify ${file} --trust KEYS`,

  tab: "Decisions",
  tabHeadline: (signed: number, all: number) =>
    `${grouped(signed)} of ${counted(all, "organisation")} ${are(signed)} signed for`,
  tabLede: (undecided: number, late: number, stale: number, after: number) =>
    `${counted(undecided, "open risk")} without a decision that is signed. ${counted(late, "organisation")} late, ${grouped(stale)} with a signature that is stale, ${grouped(after)} signed after the last day.`,
  show: "Which organisations",
  filters: {
    "": "All",
    undecided: "Risks not signed for",
    unsigned: "Unsigned",
    late: "Late",
    stale: "Stale",
    signed: "Signed",
  },
  table: "Decisions and signatures",
  search: "Find an organisation",
  organisation: "Organisation",
  headColumn: "Head",
  openRisks: "Open risks",
  undecidedColumn: "Undecided",
  preparedColumn: "Prepared",
  expiredColumn: "Expired",
  signatureColumn: "Signature",
  dueColumn: "Last day",
  nothingFound: "No organisation is in this list.",
  vacant: "vacant",
  noHead: "not known",
  notSet: "not set",
  actingHead: (title: string) => `${title}, acting`,
  signatures: {
    none: "Unsigned",
    signed: "Signed",
    stale: "Stale",
    late: "Late",
  } satisfies Record<Accountability["signature"], string>,
  signedLateShort: "Signed late",
  lateBy: (days: number) => `${counted(days, "day")} late`,
  setDue: "Set the last day for signatures …",
  setDueDay: "Last day",
  why: "Why",
  doSetDue: "Set it for all organisations",
  ownTitle: "Decisions and signatures",
  ownLede: "Here heads decide what becomes of each risk, and sign for it.",
  ownNone: "You have no role in an organisation of this review.",
  ownOpen: (organisation: string) => `Decide and sign: ${organisation}`,

  delegations: "Who may sign instead of the holder",
  delegationsLede:
    "The holder of the head office may let somebody else sign, in one review, on some days. It shows in what they sign, and ends when the office changes hands.",
  delegationsNone: "Nobody may sign instead of the holder.",
  delegationsTable: "Delegations",
  delegatedTo: "Delegate",
  givenBy: "Given by",
  inReview: "Review",
  days: "Days",
  state: "State",
  stateOf: { open: "in force", later: "not yet", over: "over", ended: "ended" },
  daysOf: (from: string, until: string) => `${dayInWords(from)} to ${dayInWords(until)}`,
  endedOn: (instant: string) => `on ${dayInWords(instant.slice(0, 10))}`,
  give: "Let somebody else sign",
  giveTo: "Name of the account",
  giveFrom: "First day",
  giveUntil: "Last day",
  giveHint: "At most a year.",
  doGive: "Give the delegation",
  doEnd: "End it",
  onlyHolder: (head: string) => `Only the holder gives and ends delegations. ${head}.`,
  further: "Further",
  fromStart: "From the start",
  back: "Decide and sign",
} as const;
