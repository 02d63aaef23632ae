import { inTotoPayloadType } from "../attestations/attestations.contract.ts";
import { confirm, showConfirmation } from "../confirmations/confirm.actions.ts";
import { sendDraft } from "../confirmations/drafts.actions.ts";
import {
  extendReply,
  giveFinalWord,
  reply,
  showVerdict,
} from "../confirmations/verdicts.actions.ts";
import { recordDetermination } from "../determination/record-determination.actions.ts";
import { addSpan } from "../kit/calendar.ts";
import { signEnvelope } from "../kit/dsse.ts";
import { workIn } from "../platform/perform-work.ts";
import type { Work } from "../platform/work.ts";
import { storyKey } from "./federation-people.ts";
import { thrownFrom } from "./federation-scores.ts";
import { federationReview as review, type Story } from "./federation-told.ts";

/** Ratings of the day, recorded and sent for a reply. */
export async function sendVerdicts({ transaction, days, today, offices }: Story): Promise<void> {
  await recordDetermination(workIn(transaction, offices.determining[0]), { review, on: days.on });
  const reply_by = addSpan(today, { days: 14 });
  await sendDraft(workIn(transaction, offices.determining[0]), review, { on: days.on, reply_by });
}

/** Some reply, the office has the final word, and two officers confirm what was answered. */
export async function answerVerdicts(
  { transaction, organisations, heads, offices, told, today }: Story,
  risksOf: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const [first, second] = offices.determining;
  const officer = (): Work => workIn(transaction, first);
  const replying = organisations.filter(({ name }) => thrownFrom(`reply of ${name}`)(100) < 55);
  for (const organisation of replying) {
    const pair = { review, organisation: organisation.id };
    const { draft } = await showVerdict(officer(), pair);
    const head = heads.get(organisation.id);
    if (draft === null || head === undefined) continue;
    const [risk] = risksOf.get(organisation.name) ?? [];
    const disputes = risk !== undefined && thrownFrom(`dispute of ${organisation.name}`)(3) === 0;
    const point = { risk: risk ?? "", position: "partly", text: "Two were mended since." } as const;
    await reply(workIn(transaction, head), pair, {
      draft,
      text: disputes
        ? "SIMULATED: We see most of this, and one thing otherwise."
        : "SIMULATED: We have read the draft and agree.",
      points: disputes ? [point] : [],
    });
    told.replied += 1;
    const word = { risk: risk ?? "", word: "upheld", text: "The rest still stands." } as const;
    await giveFinalWord(officer(), pair, {
      draft,
      text: "SIMULATED: Read and weighed.",
      points: disputes ? [word] : [],
    });
  }
  const [waiting] = organisations.filter((each) => !replying.includes(each));
  if (waiting) {
    const pair = { review, organisation: waiting.id };
    const { draft } = await showVerdict(officer(), pair);
    const until = addSpan(today, { days: 28 });
    const reason = "SIMULATED: the head is away";
    if (draft !== null) await extendReply(officer(), pair, { draft, until, reason });
  }
  for (const who of [first, second]) {
    const view = await showConfirmation(workIn(transaction, who), review, undefined);
    if (view.statement === null) continue;
    const envelope = await signEnvelope(
      inTotoPayloadType,
      view.statement,
      await storyKey(who.name),
    );
    told.confirmed = (await confirm(workIn(transaction, who), review, envelope)).confirmed;
  }
}
