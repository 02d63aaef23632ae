import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { inTotoPayloadType } from "../attestations/attestations.contract.ts";
import { activeKeyOf } from "../attestations/shown-keys.actions.ts";
import { signedByActor } from "../attestations/signed-by.actions.ts";
import type { DsseEnvelope } from "../kit/dsse.ts";
import { accountNames } from "../platform/identity/account-names.ts";
import { Refusal } from "../platform/identity/refusal.ts";
import { lastKnownAt, todayOf } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { listedReview } from "../reviews/reviews.actions.ts";
import { chosenIn, confirmationStatement } from "./confirmation-statement.ts";
import { labelsOf } from "./rating-labels.actions.ts";
import { matterOf, readVerdicts, type ReadVerdict } from "./read-verdicts.actions.ts";
import { notReadyBecause } from "./verdict-stage.ts";
import { type ConfirmationKept, type ConfirmationView } from "./confirmation-views.contract.ts";
import {
  type ConfirmationStatement,
  SignableConfirmation,
  type Verdict,
} from "./verdicts.contract.ts";
import { hasConfirmation, insertConfirmation, lockVerdicts } from "./verdicts.store.ts";

interface Confirming {
  readonly summary: {
    readonly review: string;
    readonly title: string;
    readonly simulated: boolean;
    readonly methodology: string;
  };
  readonly today: string;
  readonly verdicts: readonly ReadVerdict[];
  readonly officer: { readonly account: string; readonly name: string };
}

async function gather(
  work: Work,
  review: string,
  organisations: readonly string[] | null,
): Promise<Confirming> {
  const { transaction, actor } = work;
  const asOf = await lastKnownAt(transaction);
  const { summary } = await listedReview(transaction, review, asOf, null);
  const today = await todayOf(transaction);
  const asked = { review, simulated: summary.simulated, today };
  const verdicts = await readVerdicts(transaction, asked, organisations);
  const names = await accountNames(transaction, [actor.account]);
  const officer = { account: actor.account, name: names.get(actor.account) ?? actor.name };
  return { summary, today, verdicts, officer };
}

/** Whether an officer has something to sign on a verdict. */
function isReady(verdict: Verdict, today: string, account: string): boolean {
  return (
    !verdict.superseded &&
    verdict.confirmed === null &&
    notReadyBecause(matterOf(verdict), today) === "" &&
    !verdict.signatures.some(({ by }) => by === account)
  );
}

/** What an officer would sign: every verdict of the newest draft that is ready, or that of one organisation. */
export async function showConfirmation(
  work: Work,
  review: string,
  organisation: string | undefined,
): Promise<ConfirmationView> {
  const around = await gather(work, review, organisation === undefined ? null : [organisation]);
  const { summary, today, verdicts, officer } = around;
  const labels = await labelsOf(work.transaction, summary.methodology);
  const key = (await activeKeyOf(work.transaction, officer.account))?.fingerprint ?? null;
  const ready = verdicts
    .map(({ verdict }) => verdict)
    .filter((each) => isReady(each, today, officer.account));
  const draft = ready.at(0)?.draft;
  const those = ready.filter((each) => each.draft === draft);
  if (those.length === 0) return { statement: null, because: nothingBecause(around), labels, key };
  const parts = { simulated: summary.simulated, review: idAndTitle(summary), officer };
  return {
    statement: confirmationStatement({ ...parts, verdicts: those, chosen: new Map() }),
    because: "",
    labels,
    key,
  };
}

function nothingBecause({ verdicts, today, officer }: Confirming): string {
  const [only, ...others] = verdicts.map(({ verdict }) => verdict);
  if (only === undefined) return "No draft verdict was sent yet.";
  if (others.length > 0) return "No verdict waits for your signature.";
  if (only.superseded) return "Ratings were recorded anew since; send the new draft first.";
  if (only.confirmed !== null) return "Two officers have signed this verdict.";
  if (only.signatures.some(({ by }) => by === officer.account)) {
    return "You have signed this verdict; another officer signs it too.";
  }
  return notReadyBecause(matterOf(only), today);
}

const idAndTitle = ({ review, title }: Confirming["summary"]) => ({ id: review, title });

/**
 * Keeps what a determining officer signed: ratings as they were computed, or others with a reason.
 * The statement is put together again from what is known and compared byte for byte.
 * Leaf: `verdict.confirmed`. Refuses: a statement that is another than the one shown, verdicts that
 * are not ready, a departure without a reason, an officer who heads an organisation of it.
 */
export async function confirm(
  work: Work,
  review: string,
  envelope: DsseEnvelope,
): Promise<ConfirmationKept> {
  const { transaction } = work;
  await lockVerdicts(transaction, review);
  const signed = await signedByActor(work, envelope, inTotoPayloadType);
  const field = (path: readonly (string | number)[]) => ({ field: pathInWords(path) });
  const { predicate } = checkShape(SignableConfirmation, signed.payload, field);
  const organisations = predicate.verdicts.map(({ organisation }) => organisation);
  const around = await gather(work, review, organisations);
  const answer = {
    review,
    simulated: around.summary.simulated,
    confirmation: signed.digest,
    verdicts: organisations.length,
  };
  if (await hasConfirmation(transaction, signed.digest)) {
    return { ...answer, confirmed: confirmedCount(around), unchanged: true };
  }
  requireOthersHeads(work, organisations);
  const labels = await labelsOf(work.transaction, around.summary.methodology);
  requireSound(around, predicate, signed.text, labels);
  const draftNo = around.verdicts[0]?.draftNo ?? 0;
  const known_at = await work.knownAt();
  const leaf = await work.append({
    kind: "verdict.confirmed",
    subject: `review/${review}`,
    data: {
      confirmation: signed.digest,
      key: signed.key.fingerprint,
      simulated: answer.simulated,
      draft: predicate.draft,
      verdicts: predicate.verdicts.map(({ organisation, rating, computed }) => ({
        organisation,
        rating,
        computed,
      })),
    },
  });
  const kept = {
    confirmation: signed.digest,
    draftNo,
    account: work.actor.account,
    key: signed.key.fingerprint,
    payload: signed.text,
    envelope: canonicalJson({ ...envelope, signatures: [...envelope.signatures] }),
    known_at,
    leaf,
  };
  await insertConfirmation(transaction, kept, predicate.verdicts);
  const after = await gather(work, review, organisations);
  return { ...answer, confirmed: confirmedCount(after), unchanged: false };
}

const confirmedCount = ({ verdicts }: Confirming): number =>
  verdicts.filter(({ verdict }) => verdict.confirmed !== null).length;

/** Whoever answers for an organisation does not confirm its rating. */
function requireOthersHeads(work: Work, organisations: readonly string[]): void {
  const own = work.actor.grants.find(
    ({ role, organisation }) =>
      (role === "head" || role === "security-lead") &&
      organisation !== null &&
      organisations.includes(organisation),
  );
  if (!own) return;
  throw new Refusal(
    `You answer for ${own.organisation ?? ""}; its rating is confirmed by other officers.`,
    "rule",
  );
}

function requireSound(
  { summary, today, verdicts, officer }: Confirming,
  predicate: ConfirmationStatement,
  text: string,
  labels: readonly { readonly label: string }[],
): void {
  const known = verdicts.map(({ verdict }) => verdict);
  if (known.length !== predicate.verdicts.length) {
    throw new Problem("refused", "the statement names organisations without a draft verdict.");
  }
  for (const verdict of known) {
    const who = verdict.organisation;
    if (verdict.superseded) {
      const sentence = `ratings were recorded anew since the draft to ${who}; send the new draft first.`;
      throw new Problem("refused", sentence);
    }
    const because = notReadyBecause(matterOf(verdict), today);
    if (because !== "") throw new Problem("refused", `${who}: ${because}`);
  }
  for (const { organisation, rating, computed, reason } of predicate.verdicts) {
    if (rating === computed) continue;
    if (!labels.some(({ label }) => label === rating)) {
      throw new Problem("bad-input", `“${rating}” is no label of ${summary.methodology}.`);
    }
    if (reason.trim() === "") {
      const sentence = `say why the rating of ${organisation} departs from what was computed.`;
      throw new Problem("bad-input", sentence, { field: "reason" });
    }
  }
  const again = confirmationStatement({
    simulated: summary.simulated,
    review: idAndTitle(summary),
    officer,
    verdicts: known,
    chosen: chosenIn(predicate.verdicts),
  });
  if (canonicalJson(again) === text) return;
  const sentence =
    "what was signed is another statement than the one that stands now; read it again and sign that.";
  throw new Problem("conflict", sentence);
}
