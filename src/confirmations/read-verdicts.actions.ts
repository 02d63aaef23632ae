import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { Type } from "typebox";
import { recordedDigests } from "../determination/determination.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { accountNames } from "../platform/identity/account-names.ts";
import { stageOf, type VerdictMatter, agreedRating } from "./verdict-stage.ts";
import {
  type FinalWord,
  FinalPoint,
  type Reply,
  ReplyPoint,
  type Signed,
  type Verdict,
} from "./verdicts.contract.ts";
import {
  latestSignatures,
  latestWords,
  newestVerdicts,
  type SignedRow,
  type VerdictRow,
  type WordsRow,
} from "./verdicts.store.ts";

/** What verdicts are read of. */
export interface VerdictsAsked {
  readonly review: string;
  readonly simulated: boolean;
  /** The day on which it is asked: what is late hangs on it. */
  readonly today: string;
}

const ReplyWords = Type.Object({ text: Type.String(), points: Type.Array(ReplyPoint) });
const FinalWords = Type.Object({ text: Type.String(), points: Type.Array(FinalPoint) });
const ExtensionWords = Type.Object({ until: Type.String(), reason: Type.String() });
const field = (path: readonly (string | number)[]) => ({ field: pathInWords(path) });

/** A verdict with the number of its draft. */
export interface ReadVerdict {
  readonly draftNo: number;
  readonly verdict: Verdict;
}

/**
 * The newest verdict of each organisation with everything that was said about it; only of those that
 * are named, where any are. The number of queries does not grow with them.
 */
export async function readVerdicts(
  transaction: Transaction,
  asked: VerdictsAsked,
  organisations: readonly string[] | null,
): Promise<ReadVerdict[]> {
  const rows = await newestVerdicts(transaction, asked.review, organisations);
  const drafts = [...new Set(rows.map((row) => row.draft_no))];
  const words = await latestWords(transaction, drafts, organisations);
  const signed = await latestSignatures(transaction, drafts, organisations);
  const names = await accountNames(transaction, [
    ...words.map(({ by }) => by),
    ...signed.map(({ account }) => account),
  ]);
  const days = [...new Set(rows.map((row) => row.on_day))];
  const newest = await recordedDigests(transaction, asked.review, days);
  const said = Map.groupBy(words, keyOf);
  const signatures = Map.groupBy(signed, keyOf);
  const named = (account: string): string => names.get(account) ?? account;
  return rows.map((row) => ({
    draftNo: row.draft_no,
    verdict: verdictOf(asked, row, {
      words: said.get(keyOf(row)) ?? [],
      signed: signatures.get(keyOf(row)) ?? [],
      superseded: newest.get(row.on_day) !== row.determination,
      named,
    }),
  }));
}

const keyOf = (row: { draft_no: number; organisation: string }): string =>
  `${row.draft_no} ${row.organisation}`;

interface Around {
  readonly words: readonly WordsRow[];
  readonly signed: readonly SignedRow[];
  readonly superseded: boolean;
  readonly named: (account: string) => string;
}

function verdictOf(asked: VerdictsAsked, row: VerdictRow, around: Around): Verdict {
  const { words, signed, superseded, named } = around;
  const sayer = (each: WordsRow) => ({
    by: each.by,
    by_name: named(each.by),
    known_at: each.known_at,
    leaf: each.leaf,
  });
  const last = (kind: string) => words.find(({ said }) => said === kind);
  const [replied, finished, extended] = [last("reply"), last("final-word"), last("extension")];
  const reply: Reply | null = replied
    ? { ...checkShape(ReplyWords, JSON.parse(replied.words), field), ...sayer(replied) }
    : null;
  const final_word: FinalWord | null = finished
    ? { ...checkShape(FinalWords, JSON.parse(finished.words), field), ...sayer(finished) }
    : null;
  const extension = extended
    ? { ...checkShape(ExtensionWords, JSON.parse(extended.words), field), ...sayer(extended) }
    : null;
  const signatures = signed
    // A signature counts for the reply and the final word that its officer had read.
    .filter(
      (each) =>
        each.reply === (reply?.leaf ?? null) && each.final_word === (final_word?.leaf ?? null),
    )
    .map((each): Signed => ({
      rating: each.rating,
      reason: each.reason,
      key: each.key,
      by: each.account,
      by_name: named(each.account),
      known_at: each.known_at,
      leaf: each.leaf,
    }));
  const matter: VerdictMatter = {
    computed: row.computed,
    replyBy: extension?.until ?? row.reply_by,
    reply,
    finalWord: final_word,
    signatures,
  };
  return {
    review: asked.review,
    organisation: row.organisation,
    name: row.name,
    simulated: asked.simulated,
    stage: stageOf(matter, asked.today),
    draft: row.draft,
    on: row.on_day,
    as_of: row.as_of,
    determination: row.determination,
    computed: row.computed,
    at_best: row.at_best,
    headline: row.headline,
    inputs: row.inputs,
    sent_at: row.known_at,
    reply_by: row.reply_by,
    reply_extended: extension,
    reply,
    final_word,
    signatures,
    confirmed: agreedRating(signatures),
    superseded,
  };
}

/** What stages and signatures hang on, of a verdict. */
export function matterOf(verdict: Verdict): VerdictMatter {
  return {
    computed: verdict.computed,
    replyBy: verdict.reply_extended?.until ?? verdict.reply_by ?? "",
    reply: verdict.reply,
    finalWord: verdict.final_word,
    signatures: verdict.signatures,
  };
}
