import type { Step } from "./check-entry.ts";

const counted = (count: number): string => count.toLocaleString("en-GB");

/** What was done, in words that follow the name of whoever did it. */
const acts: ReadonlyMap<string, string> = new Map([
  ["access.refused", "was refused something"],
  ["account.created", "made an account"],
  ["account.password-set", "set a password"],
  ["grant.given", "gave a role"],
  ["grant.withdrawn", "withdrew a role"],
  ["link.made", "made a one-time link"],
  ["session.started", "signed in"],
  ["session.ended", "signed out"],
  ["token.created", "made an API token"],
  ["log.key-rotated", "replaced the key of the log"],
  ["token.revoked", "revoked an API token"],
  ["alias.approved", "approved another name"],
  ["assessment.stage-changed", "brought an assessment to another stage"],
  ["assessment.extended", "granted more time for an assessment"],
  ["determination.recorded", "recorded a determination"],
  ["edition.published", "published an edition on public evidence"],
  ["evidence.corrected", "corrected evidence"],
  ["evidence.due", "said when evidence is due"],
  ["evidence.imported", "imported evidence"],
  ["evidence.retired", "retired a source of evidence"],
  ["mapping.imported", "brought a mapping"],
  ["methodology.imported", "brought a methodology"],
  ["office.assigned", "put a holder into an office"],
  ["office.vacated", "recorded that an office is vacant"],
  ["order.accepted", "entered an acceptance"],
  ["order.amended", "amended an order"],
  ["order.blocked", "recorded that a task cannot be done yet"],
  ["order.closed", "closed an order"],
  ["order.decided", "decided how a date counts"],
  ["order.delivered", "entered a delivery"],
  ["order.extended", "granted a later date"],
  ["order.heads-named", "named the heads that an order speaks to"],
  ["order.imported", "brought an order"],
  ["order.postponed", "postponed a signing"],
  ["order.received", "entered a receipt"],
  ["order.returned", "returned a product"],
  ["order.scheduled", "scheduled a signing"],
  ["order.signed", "signed an order"],
  ["order.subscription-made", "made a link by which calendars read an order's dates"],
  ["order.subscription-revoked", "revoked a link to an order's dates"],
  ["order.superseded", "recorded that an order was superseded"],
  ["order.waived", "waived a task"],
  ["waiting.calendar-made", "made a link by which a calendar reads their own dates"],
  ["waiting.calendar-revoked", "revoked a link to their own dates"],
  ["verdict.drafted", "sent draft verdicts for a reply"],
  ["verdict.replied", "replied to a draft verdict"],
  ["verdict.reply-extended", "gave an organisation more days for its reply"],
  ["verdict.answered", "gave the final word on a reply"],
  ["verdict.confirmed", "signed ratings as a determining officer"],
  ["review.carried-over", "took over from an earlier review what still holds"],
  ["product.begun", "began a joint product"],
  ["product.section-written", "wrote a section of a joint product"],
  ["product.signed", "signed a joint product as an author"],
  ["attestation.signed", "signed for an organisation"],
  ["decision.prepared", "prepared decisions on risks"],
  ["delegation.ended", "ended a delegation"],
  ["delegation.given", "let somebody else sign"],
  ["key.approved", "approved a person's key"],
  ["key.confirmed", "confirmed the fingerprint of a key"],
  ["key.rejected", "rejected a person's key"],
  ["key.replaced", "replaced a person's key"],
  ["key.requested", "asked for a key to sign with"],
  ["key.revocation-asked", "asked to revoke a key"],
  ["key.revoked", "revoked a person's key"],
  ["organisation.head-office-set", "said which office heads an organisation"],
  ["signatures.due-set", "said until when heads are to sign"],
  ["organisation.changed", "recorded a change of organisations"],
  ["organisation.imported", "imported organisations"],
  ["profile.proposed", "proposed how an organisation tailors a yardstick"],
  ["profile.approved", "approved a tailored profile"],
  ["profile.returned", "returned a tailored profile"],
  ["profile.withdrawn", "withdrew a tailored profile"],
  ["post.declared", "declared a post that somebody held"],
  ["post.withdrawn", "withdrew a declared post"],
  ["rating.recorded", "recorded a rating"],
  ["report.published", "published a report"],
  ["review.list-changed", "changed the list of a review"],
  ["review.made", "made a review"],
  ["review.profile-approved", "recorded which items do not apply to an organisation"],
  ["review.round-opened", "opened a round of scores"],
  ["review.sample-closed", "closed the sample of independent scores"],
  ["review.sampled", "fixed the sample of independent scores"],
  ["review.terms-set", "set the terms of a review: blindness and due days"],
  ["review.withheld", "withheld something from public editions"],
  ["review.withholding-lifted", "lifted a withholding"],
  ["score-file.kept", "kept a file that a score rests on"],
  ["score.given", "gave a score"],
  ["scores.imported", "imported scores"],
  ["finding.added", "added a finding"],
  ["finding.amended", "amended a finding"],
  ["finding.closed", "closed a finding"],
  ["finding.reopened", "reopened a finding"],
  ["findings.imported", "imported findings"],
  ["risk.added", "made a risk"],
  ["risk.amended", "amended a risk"],
  ["risk.closed", "closed a risk"],
  ["risk.reopened", "reopened a risk"],
  ["risks.imported", "imported risks"],
  ["recommendation.added", "added a recommendation"],
  ["recommendation.amended", "amended a recommendation"],
  ["recommendation.state-set", "said how a recommendation stands"],
  ["recommendation.responded", "answered a recommendation"],
  ["recommendation.order-started", "started an order from a recommendation"],
  ["recommendations.imported", "imported recommendations"],
  ["action.added", "added an action to the plan"],
  ["action.amended", "amended an action of the plan"],
  ["action.state-set", "said how an action of the plan stands"],
  ["actions.imported", "imported actions of the plan"],
  ["oscal.imported", "imported a document of OSCAL"],
  ["yardstick.imported", "brought a yardstick"],
  ["yardstick.mapped", "brought a map between two yardsticks"],
  ["yardstick.strategy-chosen", "chose what becomes of answers under a newer yardstick"],
]);

/** The kind under which an entry stands whose content may not be read yet by whoever asks. */
export const hiddenKind = "hidden";

interface About {
  readonly subject: string;
  readonly subject_name: string | null;
}

/** What an entry is about: `order eo-13800` for `order/eo-13800`, `account Ada` for an account. */
function aboutInWords({ subject, subject_name: name }: About): string {
  if (name !== null) return `account ${name}`;
  const parts = subject.split("/");
  const pairs = parts.flatMap((part, at) =>
    at % 2 === 0 ? [[part, parts[at + 1] ?? ""].join(" ").trim()] : [],
  );
  return pairs.join(" · ");
}

interface Act extends About {
  readonly kind: string;
  /** Empty when nobody was signed in yet. */
  readonly actor: string;
  readonly actor_name: string;
}

/** Who did what. Whoever signs in was not signed in before, and is named all the same. */
function whoDid(act: Act): string {
  const isOwn = act.actor === "" && /^(?:session|account)\./u.test(act.kind);
  if (act.kind === hiddenKind) return "An act that you may not read yet";
  const who = isOwn ? (act.subject_name ?? act.actor_name) : act.actor_name;
  return `${who} ${actInWords(act.kind)}`;
}

/** What an entry tells of: "recorded a rating". A kind without words is quoted. */
export function actInWords(kind: string): string {
  return acts.get(kind) ?? `wrote “${kind}”`;
}

/** Words of the log. */
export const words = {
  log: "Log",
  reading: "Reading the log …",
  titleCount: (size: number) =>
    size === 1
      ? "1 act stands in the log, under a signed root"
      : `${counted(size)} acts stand in the log, under one signed root`,
  lede: "Every change leaves a leaf of 32 bytes in the moment it is saved. Nobody can read an act from its leaf; whoever is shown the act can check that it was written, and that nothing before it was changed.",
  filteredTitle: (subject: string) => `Acts about ${subject}`,
  kindTitle: (kind: string) => `Acts of the kind ${kind}`,
  waiting: (count: number) =>
    count === 1
      ? "1 act is saved and waits for its number."
      : `${counted(count)} acts are saved and wait for their numbers.`,
  newest: "Newest acts",
  furtherBack: "Further back",
  caption: "Acts, newest first",
  when: "When",
  act: "Act",
  about: "About",
  leaf: "Leaf",
  number: "Number",
  numberFollows: "number follows",
  older: "Older acts",
  toNewest: "Back to the newest",
  allActs: "All acts",
  onlyKind: (kind: string) => `Only acts of the kind ${kind}`,
  onlyAbout: (subject: string) => `Only acts about ${subject}`,
  emptyTitle: "No act fits this",
  empty:
    "The log has no act of this kind about this subject. Changes appear here as they are made.",
  whoDid,
  folded: (count: number, kind: string) =>
    `${counted(count)} more of the same change: ${actInWords(kind)}. Show all of this kind`,
  aboutInWords,
  numbered: (index: number, size: number) =>
    `Number ${counted(index)} of ${counted(size)}, counted from 0.`,
  saved: "Saved; its number follows within a second.",
  checking: "Checking in this browser …",
  cannotCheck:
    "This browser hashes only over HTTPS or on the machine itself, so nothing was checked here. The way by hand stands below.",
  verdict: {
    holds: (steps: number) => `This browser has checked it: all ${steps} steps hold.`,
    fails: "This does not hold: a step below fails. Keep this page and the checkpoint as evidence.",
    untold: "What could be checked in this browser holds; the rest is said below.",
  },
  written: "What was written",
  who: "Who",
  kind: "Kind",
  digest: "Digest",
  salt: "Salt",
  event: "Event, as it was hashed",
  expired: "expired; its leaf was kept",
  hidden: "not to be read by you before both sides of the assessment are in",
  veiled:
    "You audit, and of some organisations not both sides are in: acts that tell of their scores are left out. Their leaves stand in the log.",
  steps: "From the act to the signature",
  stepsNote:
    "Computed in this browser from what the server sent. A sibling is the hash of other leaves; it tells nothing of them.",
  joins: (count: number) =>
    count === 1 ? "1 sibling leads to the root" : `${count} siblings lead to the root`,
  step: {
    digest: "Salt and event give the digest",
    leaf: "The digest gives the hash of the leaf",
    root: "This is the root in the checkpoint",
    signature: "The key of the log signed the checkpoint",
  },
  stepFails: {
    digest: "Salt and event do not give the digest",
    root: "This is not the root in the checkpoint",
    signature: "The checkpoint is not signed by the key of the log",
  },
  stepUntold: {
    digest: "The content has expired, so the digest cannot be recomputed",
    root: "The root was not compared",
    signature: "This browser cannot check Ed25519 signatures",
  },
  join: (from: number, to: number, side: "left" | "right") =>
    to - from === 1
      ? `Leaf ${counted(from)} on the ${side}`
      : `Leaves ${counted(from)} to ${counted(to - 1)} on the ${side}`,
  signedBy: (signer: string, size: number) => `${signer}, over ${counted(size)} leaves`,
  computed: "gives",
  sibling: "with",
  signed: "signed",
  mark: { holds: "holds", fails: "fails", untold: "not told" } satisfies Record<
    Step["verdict"],
    string
  >,
  checkpoint: "Checkpoint",
  checkpointNote:
    "Name of the log, number of leaves, root, signature. Keep a copy: later it proves that nothing before it was changed.",
  byHand: "Check it without us",
  byHandDigest: "The digest, from salt and event:",
  byHandLeaf: "The hash of the leaf:",
  byHandLog: "The whole log, with a key that you have from elsewhere:",
  byHandTools:
    "The log speaks C2SP tlog-tiles, so golang.org/x/mod/sumdb and other tools read it too.",
  footCheckpoint: (size: number) => `Log: checkpoint ${counted(size)}`,
  footText: "Checkpoint",
  footKey: "Verifier key",
  printed: (digest: string) => `Leaf ${digest}`,
} as const;
