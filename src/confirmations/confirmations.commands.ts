import type { Command } from "commander";
import { inTotoPayloadType } from "../attestations/attestations.contract.ts";
import { openKeyFile } from "../attestations/key-files.commands.ts";
import { counted } from "../kit/counted-words.ts";
import { signEnvelope } from "../kit/dsse.ts";
import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import {
  namedReview,
  organisationPath,
  type ReviewOption,
  reviewWords,
} from "../reviews/named-review.commands.ts";
import { ConfirmationKept, ConfirmationView } from "./confirmation-views.contract.ts";
import {
  DraftSent,
  type SignableConfirmation,
  ShownVerdict,
  type Verdict,
  VerdictChanged,
  VerdictPage,
} from "./verdicts.contract.ts";
import { stageInWords, verdictInWords } from "./verdict-words.ts";

interface SayOptions extends ReviewOption {
  readonly text: string;
  readonly point: readonly string[];
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

/** Adds `verdict`, `reply` and `confirm` to the command line. */
export function confirmationsCommands(program: Command, terminal: Terminal): void {
  addVerdict(
    program.command("verdict").description("draft verdicts, replies, final words"),
    terminal,
  );
  program
    .command("reply <ORG>")
    .description("reply to the draft verdict of an organisation")
    .requiredOption("--text <WORDS>", "what the organisation says")
    .option("--point <RISK=POSITION:WORDS>", "agree, partly or disagree with one risk", collect, [])
    .option("--review <R>", reviewWords)
    .action((organisation: string, options: SayOptions) =>
      say(terminal, organisation, options, "reply"),
    );
  program
    .command("confirm [ORG]")
    .description("sign ratings as a determining officer: all that wait for you, or one")
    .requiredOption("--key <FILE>", "the file of your key")
    .option("--review <R>", reviewWords)
    .option("--rating <LABEL>", "depart from the computed rating of ORG")
    .option("--reason <WORDS>", "why you depart from it")
    .option("--passphrase-file <FILE>", "take the passphrase from the first line of this file")
    .action((organisation: string | undefined, options: ConfirmOptions) =>
      confirm(terminal, organisation, options),
    );
}

function addVerdict(verdict: Command, terminal: Terminal): void {
  verdict
    .command("send [ORGS...]")
    .description("send recorded ratings for a reply: to the whole list, or to some")
    .requiredOption("--on <DATE>", "the day spoken of")
    .requiredOption("--reply-by <DATE>", "the last day for a reply")
    .option("--as-of <INSTANT>", "which recorded ratings, where there are several of the day")
    .option("--review <R>", reviewWords)
    .action((organisations: string[], options: SendOptions) =>
      send(terminal, organisations, options),
    );
  verdict
    .command("list")
    .description("list where verdicts stand")
    .option("--stage <STAGE>", "only those at this stage, such as replied")
    .option("--review <R>", reviewWords)
    .action((options: ReviewOption & { stage?: string }) => list(terminal, options));
  verdict
    .command("show <ORG>")
    .description("show a verdict with reply, final word and signatures")
    .option("--review <R>", reviewWords)
    .action(async (organisation: string, options: ReviewOption) => {
      const path = await organisationPath(terminal, organisation, options);
      const answer = await terminal.api.get(ShownVerdict, `${path}/verdict`);
      if (terminal.wantsJson) return terminal.json(answer);
      for (const line of verdictInWords(answer)) terminal.out(line);
    });
  verdict
    .command("answer <ORG>")
    .description("give the final word on a reply")
    .requiredOption("--text <WORDS>", "the final word")
    .option(
      "--point <RISK=WORD:WORDS>",
      "upheld, changed or withdrawn, with the reason",
      collect,
      [],
    )
    .option("--review <R>", reviewWords)
    .action((organisation: string, options: SayOptions) =>
      say(terminal, organisation, options, "final-word"),
    );
  verdict
    .command("extend <ORG>")
    .description("give an organisation more days for its reply")
    .requiredOption("--until <DATE>", "the new last day")
    .requiredOption("--reason <WORDS>", "why")
    .option("--review <R>", reviewWords)
    .action((organisation: string, options: ReviewOption & { until: string; reason: string }) =>
      extend(terminal, organisation, options),
    );
}

interface SendOptions extends ReviewOption {
  readonly on: string;
  readonly replyBy: string;
  readonly asOf?: string;
}

async function send(
  terminal: Terminal,
  organisations: readonly string[],
  options: SendOptions,
): Promise<void> {
  const review = encodeURIComponent(await namedReview(terminal, options));
  const answer = await terminal.api.send(DraftSent, "POST", `/api/reviews/${review}/drafts`, {
    on: options.on,
    reply_by: options.replyBy,
    ...(options.asOf === undefined ? {} : { as_of: options.asOf }),
    ...(organisations.length === 0 ? {} : { organisations }),
  });
  if (terminal.wantsJson) return terminal.json(answer);
  terminal.out(
    answer.unchanged
      ? "Everybody was sent these ratings already."
      : `Sent to ${counted(answer.organisations, "organisation")}, for a reply by ${answer.reply_by}.`,
  );
}

async function list(
  terminal: Terminal,
  options: ReviewOption & { readonly stage?: string },
): Promise<void> {
  const review = encodeURIComponent(await namedReview(terminal, options));
  const verdicts: Verdict[] = [];
  let after: string | null = "";
  let first: VerdictPage | undefined;
  while (after !== null) {
    const page: VerdictPage = await terminal.api.get(
      VerdictPage,
      `/api/reviews/${review}/verdicts`,
      { stage: options.stage, after, limit: 500 },
    );
    first ??= page;
    verdicts.push(...page.verdicts);
    after = page.next;
  }
  if (terminal.wantsJson) return terminal.json({ ...first, verdicts, next: null });
  for (const [stage, count] of Object.entries(first?.stages ?? {})) {
    terminal.out(`${String(count).padStart(6)}  ${stageInWords(stage)}`);
  }
  for (const each of verdicts) {
    terminal.out(`${each.organisation}  ${each.computed}  ${stageInWords(each.stage)}`);
  }
}

/** Reads points such as `R-1=disagree:Three of nine are switched off`. */
function pointsOf(given: readonly string[]): { risk: string; said: string; text: string }[] {
  return given.map((each) => {
    const [, risk, said, text] = /^([^=]+)=([a-z]+)(?::(.*))?$/su.exec(each) ?? [];
    if (risk !== undefined && said !== undefined) return { risk, said, text: text ?? "" };
    const sentence = `“${each.slice(0, 60)}” is no point; write it as R-1=disagree:why.`;
    throw new Problem("bad-input", sentence, { field: "--point" });
  });
}

async function say(
  terminal: Terminal,
  organisation: string,
  options: SayOptions,
  what: "reply" | "final-word",
): Promise<void> {
  const path = await organisationPath(terminal, organisation, options);
  const { draft } = await terminal.api.get(ShownVerdict, `${path}/verdict`);
  const points = pointsOf(options.point).map(({ risk, said, text }) =>
    what === "reply" ? { risk, position: said, text } : { risk, word: said, text },
  );
  const body = { draft, text: options.text, points };
  told(terminal, await terminal.api.send(VerdictChanged, "POST", `${path}/${what}`, body));
}

async function extend(
  terminal: Terminal,
  organisation: string,
  { until, reason, ...options }: ReviewOption & { readonly until: string; readonly reason: string },
): Promise<void> {
  const path = await organisationPath(terminal, organisation, options);
  const { draft } = await terminal.api.get(ShownVerdict, `${path}/verdict`);
  const body = { draft, until, reason };
  told(terminal, await terminal.api.send(VerdictChanged, "POST", `${path}/reply-extension`, body));
}

function told(terminal: Terminal, answer: VerdictChanged): void {
  if (terminal.wantsJson) return terminal.json(answer);
  for (const line of verdictInWords(answer.verdict)) terminal.out(line);
}

interface ConfirmOptions extends ReviewOption {
  readonly key: string;
  readonly rating?: string;
  readonly reason?: string;
  readonly passphraseFile?: string;
}

async function confirm(
  terminal: Terminal,
  organisation: string | undefined,
  options: ConfirmOptions,
): Promise<void> {
  const review = encodeURIComponent(await namedReview(terminal, options));
  const path = `/api/reviews/${review}`;
  const view = await terminal.api.get(ConfirmationView, `${path}/confirmation`, { organisation });
  if (view.statement === null) throw new Problem("refused", view.because);
  const statement = chosen(view.statement, organisation, options);
  const { predicate } = statement;
  for (const each of predicate.verdicts) {
    const other = each.rating === each.computed ? "" : ` instead of ${each.computed}`;
    terminal.note(`${each.name}: ${each.rating}${other}`);
  }
  terminal.note(`\n${predicate.consent}\n`);
  const key = await openKeyFile(terminal, options.key, options.passphraseFile);
  const envelope = await signEnvelope(inTotoPayloadType, statement, key.pair);
  const kept = await terminal.api.send(ConfirmationKept, "POST", `${path}/confirmations`, {
    envelope,
  });
  if (terminal.wantsJson) return terminal.json(kept);
  const those = counted(kept.verdicts, "verdict");
  terminal.out(`You signed ${those}; ${kept.confirmed} of them by two officers now.`);
}

function chosen(
  statement: SignableConfirmation,
  organisation: string | undefined,
  { rating, reason = "" }: ConfirmOptions,
): SignableConfirmation {
  if (rating === undefined) return statement;
  if (organisation === undefined || reason.trim() === "") {
    const sentence = "name the organisation and give --reason where you depart from its rating.";
    throw new Problem("bad-input", sentence, { field: "--rating" });
  }
  const { predicate } = statement;
  const verdicts = predicate.verdicts.map((each) => ({ ...each, rating, reason }));
  return { ...statement, predicate: { ...predicate, verdicts } };
}
