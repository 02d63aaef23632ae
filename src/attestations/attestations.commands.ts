import type { Command } from "commander";
import { canonicalJson } from "../kit/canonical-json.ts";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { counted } from "../kit/counted-words.ts";
import { signEnvelope } from "../kit/dsse.ts";
import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { refuseWhatIsNoFile, writeWhole } from "../platform/terminal/write-file.ts";
import {
  namedReview,
  organisationPath,
  type ReviewOption,
  reviewWords,
} from "../reviews/named-review.commands.ts";
import {
  type Attestation,
  AttestationPage,
  Attested,
  DelegationGiven,
  DelegationPage,
  Envelope,
  inTotoPayloadType,
  type SignableStatement,
  StatementView,
} from "./attestations.contract.ts";
import { jsonOf, openKeyFile } from "./key-files.commands.ts";
import { readStatement } from "./signed-statement.ts";
import { changesInWords } from "./statement.ts";

interface SignOptions {
  readonly key: string;
  readonly out?: string;
  readonly send?: boolean;
  readonly passphraseFile?: string;
}
interface DelegateOptions extends ReviewOption {
  readonly to?: string;
  readonly from?: string;
  readonly until?: string;
  readonly reason?: string;
  readonly end?: string;
}

/** Adds `statement`, `sign`, `attestation` and `delegate` to the command line. */
export function attestationsCommands(program: Command, terminal: Terminal): void {
  program
    .command("statement")
    .description("what the head of an organisation is shown and signs")
    .command("export <ORG>")
    .description("write the statement of an organisation to a file, to be signed offline")
    .requiredOption("--out <FILE>", "where it goes")
    .option("--review <R>", reviewWords)
    .action((organisation: string, options: ReviewOption & { out: string }) =>
      exportStatement(terminal, organisation, options),
    );
  program
    .command("sign <STATEMENT>")
    .description("sign an exported statement with your key; needs no server")
    .requiredOption("--key <FILE>", "the file of your key")
    .option("--out <FILE>", "where the signed statement goes; beside the statement if left out")
    .option("--send", "send it to the server too")
    .option("--passphrase-file <FILE>", "take the passphrase from the first line of this file")
    .action((file: string, options: SignOptions) => sign(terminal, file, options));
  addAttestation(program, terminal);
  program
    .command("delegate <ORG>")
    .description("let somebody else sign, list who may, or end it")
    .option("--review <R>", reviewWords)
    .option("--to <ACCOUNT>", "who may sign; without it, those who may are listed")
    .option("--from <DATE>", "the first day")
    .option("--until <DATE>", "the last day")
    .option("--reason <WORDS>", "why")
    .option("--end <DELEGATION>", "end this delegation")
    .action((organisation: string, options: DelegateOptions) =>
      delegate(terminal, organisation, options),
    );
}

function addAttestation(program: Command, terminal: Terminal): void {
  const attestation = program
    .command("attestation")
    .description("statements that heads have signed");
  attestation
    .command("list <ORG>")
    .description("list what was signed, and what changed since")
    .option("--review <R>", reviewWords)
    .action((organisation: string, options: ReviewOption) => list(terminal, organisation, options));
  attestation
    .command("send <FILE>")
    .description("send a statement that you have signed")
    .action((file: string) => sendFile(terminal, file));
  attestation
    .command("export <ORG>")
    .description("write a signed statement with all that is needed to verify it offline")
    .requiredOption("--out <FILE>", "where it goes")
    .option("--review <R>", reviewWords)
    .option("--attestation <ID>", "an earlier one than the newest")
    .action((organisation: string, options: ExportOptions) =>
      exportAttestation(terminal, organisation, options),
    );
}

interface ExportOptions extends ReviewOption {
  readonly out: string;
  readonly attestation?: string;
}

async function exportStatement(
  terminal: Terminal,
  organisation: string,
  options: ReviewOption & { readonly out: string },
): Promise<void> {
  await refuseWhatIsNoFile(options.out);
  const path = await organisationPath(terminal, organisation, options);
  const view = await terminal.api.get(StatementView, `${path}/statement`);
  await writeWhole(options.out, new TextEncoder().encode(canonicalJson(view.statement)));
  if (terminal.wantsJson) {
    const { may_sign, because } = view;
    return terminal.json({ file: options.out, may_sign, because });
  }
  const { signer } = view.statement.predicate;
  terminal.out(
    `${options.out} is to be signed by ${signer.name === "" ? "nobody yet" : signer.name}.`,
  );
  if (!view.may_sign) terminal.out(view.because);
}

/** What is about to be signed, in a few lines, with the sentence of consent. */
function tell(terminal: Terminal, { predicate }: SignableStatement): void {
  const { organisation, review, totals, since, consent } = predicate;
  const { open_risks, undecided, expired, items, not_answered } = totals;
  terminal.note(`${organisation.name}, in ${review.title}, as of ${predicate.as_of}`);
  terminal.note(
    `${counted(open_risks, "open risk")}, ${undecided} undecided, ${expired} expired; ${counted(items, "item")}, ${not_answered} not answered`,
  );
  if (since !== null && since.changes.length > 0) {
    terminal.note(`Since the last signature: ${changesInWords(since.changes)}`);
  }
  terminal.note(`\n${consent}\n`);
}

async function sign(terminal: Terminal, file: string, options: SignOptions): Promise<void> {
  const out = options.out ?? file.replace(/(\.json)?$/u, ".signed.json");
  await refuseWhatIsNoFile(out);
  const statement = readStatement(jsonOf(await terminal.readText(file), file), file);
  tell(terminal, statement);
  const key = await openKeyFile(terminal, options.key, options.passphraseFile);
  const { account, name } = statement.predicate.signer;
  if (account !== key.file.account) {
    const whom = name === "" ? "nobody: the office has no holder" : name;
    throw new Problem(
      "refused",
      `this statement is to be signed by ${whom}, and the key is another person's.`,
    );
  }
  const envelope = await signEnvelope(inTotoPayloadType, statement, key.pair);
  await writeWhole(out, new TextEncoder().encode(canonicalJson(envelope)));
  if (options.send === true) return sendFile(terminal, out);
  if (terminal.wantsJson) return terminal.json({ file: out, key: key.file.fingerprint });
  terminal.out(`Signed: ${out}. Send it with attestation send ${out}.`);
}

async function sendFile(terminal: Terminal, file: string): Promise<void> {
  const text = await terminal.readText(file);
  const value = jsonOf(text, file);
  const envelope = checkShape(Envelope, value, (path) => ({ file, field: pathInWords(path) }));
  const payload = jsonOf(Buffer.from(envelope.payload, "base64").toString(), file);
  const { review, organisation } = readStatement(payload, file).predicate;
  const path = await organisationPath(terminal, organisation.id, { review: review.id });
  const answer = await terminal.api.send(Attested, "POST", `${path}/attestations`, { envelope });
  if (terminal.wantsJson) return terminal.json(answer);
  const known = answer.unchanged ? " (it was there already)" : "";
  terminal.out(`${attestationInWords(answer.attestation)}${known}`);
}

function attestationInWords(attestation: Attestation): string {
  const { signed_at, name, title, capacity, state, changes, late, simulated } = attestation;
  const as = { holder: title, acting: `acting ${title}`, delegate: `by delegation of ${title}` };
  const what = changes.length === 0 ? "" : `: ${changesInWords(changes)}`;
  const marks = `${late ? ", late" : ""}${simulated ? ", SIMULATED" : ""}`;
  return `Signed on ${signed_at.slice(0, 10)} by ${name} (${as[capacity]}${marks}): ${state}${what}`;
}

async function list(
  terminal: Terminal,
  organisation: string,
  options: ReviewOption,
): Promise<void> {
  const path = await organisationPath(terminal, organisation, options);
  const answer = await terminal.api.get(AttestationPage, `${path}/attestations`, { limit: 200 });
  if (terminal.wantsJson) return terminal.json(answer);
  if (answer.attestations.length === 0) terminal.out("Nothing was signed yet.");
  for (const each of answer.attestations) terminal.out(attestationInWords(each));
}

async function exportAttestation(
  terminal: Terminal,
  organisation: string,
  options: ExportOptions,
): Promise<void> {
  await refuseWhatIsNoFile(options.out);
  const path = await organisationPath(terminal, organisation, options);
  const { attestation } = options;
  const bytes = await terminal.api.download(`${path}/attestation.json`, { attestation });
  await writeWhole(options.out, bytes);
  if (terminal.wantsJson) return terminal.json({ file: options.out, bytes: bytes.length });
  terminal.out(`${options.out}: check it with muster verify ${options.out} --trust KEYFILE.`);
}

async function delegate(
  terminal: Terminal,
  organisation: string,
  options: DelegateOptions,
): Promise<void> {
  const path = `/api/organisations/${encodeURIComponent(organisation)}/delegations`;
  const { to, from, until, reason, end } = options;
  if (end !== undefined) {
    return told(await terminal.api.send(DelegationGiven, "POST", `${path}/${end}/end`));
  }
  if (to === undefined) return listDelegations(terminal, path);
  const review = await namedReview(terminal, options);
  const body = { to, review, from, until, reason };
  return told(await terminal.api.send(DelegationGiven, "POST", path, body));

  function told(answer: DelegationGiven): void {
    if (terminal.wantsJson) terminal.json(answer);
    else terminal.out(delegationInWords(answer.delegation));
  }
}

async function listDelegations(terminal: Terminal, path: string): Promise<void> {
  const answer = await terminal.api.get(DelegationPage, path, { limit: 200 });
  if (terminal.wantsJson) return terminal.json(answer);
  if (answer.delegations.length === 0) terminal.out("Nobody else may sign.");
  for (const each of answer.delegations) terminal.out(delegationInWords(each));
}

function delegationInWords(delegation: DelegationGiven["delegation"]): string {
  const { to_name, by_name, review, from, until, ended_at } = delegation;
  const ended = ended_at === null ? "" : `, ended on ${ended_at.slice(0, 10)}`;
  return `${to_name} may sign instead of ${by_name} in ${review} from ${from} until ${until}${ended} (${delegation.delegation.slice(0, 12)}…)`;
}
