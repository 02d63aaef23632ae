import { counted } from "../kit/counted-words.ts";
import type { Command } from "commander";
import { Type } from "typebox";
import { dayInWords } from "../kit/calendar.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { writeWhole } from "../platform/terminal/write-file.ts";
import { Publication, PublicationList, type PublicationRequest } from "./bundle.contract.ts";
import { Edition } from "./edition.contract.ts";
import { reportCommand } from "./report.commands.ts";
import { previewInWords, previewOf } from "./withholdings.commands.ts";

interface PublishOptions {
  readonly review: string;
  readonly on?: string;
  readonly asOf?: string;
  readonly out: string;
  readonly corrects?: string;
  readonly reason?: string;
  readonly errorsTo?: string;
  readonly public?: true;
}

/** As much of these answers as publishing needs. */
const Spoken = Type.Object({ on: Type.String() });
const Recorded = Type.Object({ on: Type.String(), as_of: Type.String() });

const patience = { tries: 60, milliseconds: 500 } as const;

/** `publish`, `publications` and `report`. */
export function reportsCommands(program: Command, terminal: Terminal): void {
  program
    .command("publish")
    .description("publish the ratings of a day as a bundle that anybody can check")
    .requiredOption("--review <review>", "review, such as web-transport-2020")
    .option("--on <date>", "day spoken of; the review's newest when left out")
    .option("--as-of <instant>", "what was known then; everything known now when left out")
    .option("--corrects <publication>", "the publication that this one corrects; it stays")
    .option("--reason <text>", "why it is corrected; printed in both")
    .option("--errors-to <address>", "to whom readers report errors; printed in the report")
    .option("--public", "on public evidence: without what is withheld, and whatever would tell it")
    .requiredOption("--out <file>", "where to write the bundle, such as bundle.zip")
    .action((options: PublishOptions) => publish(terminal, options));

  program
    .command("publications")
    .description("list what was published")
    .action(async () => {
      const publications = await allPublications(terminal);
      if (terminal.wantsJson) return terminal.json(publications);
      if (publications.length === 0) terminal.out("Nothing was published yet.");
      for (const publication of publications) terminal.out(listedInWords(publication));
    });

  reportCommand(program, terminal);
}

function listedInWords(publication: Publication): string {
  const { id, headline, digest, corrects, reason, corrected_by, corrected_because } = publication;
  return [
    id,
    `  ${headline}`,
    `  sha256 ${digest}`,
    ...(corrects === "" ? [] : [`  corrects ${corrects}: ${reason}`]),
    ...(corrected_by === "" ? [] : [`  CORRECTED by ${corrected_by}: ${corrected_because}`]),
  ].join("\n");
}

async function allPublications(terminal: Terminal): Promise<Publication[]> {
  const all: Publication[] = [];
  let after = "";
  do {
    const query = after === "" ? {} : { after };
    const page = await terminal.api.get(PublicationList, "/api/publications", query);
    all.push(...page.publications);
    after = page.next;
  } while (after !== "");
  return all;
}

async function publish(terminal: Terminal, options: PublishOptions): Promise<void> {
  terminal.whenStopped(
    "Stopped. What was recorded is kept; run the same command again to go on: nothing is published twice.",
  );
  const path = `/api/reviews/${encodeURIComponent(options.review)}`;
  const publication =
    (await publishedEdition(terminal, path, options)) ??
    (await publishedWhole(terminal, path, options));
  const bundle = await terminal.api.download(publication.bundle);
  if (sha256(bundle) !== publication.digest) {
    throw new Problem("internal", "The bundle that came is not the one that was published.");
  }
  await writeWhole(options.out, bundle);
  if (terminal.wantsJson) return terminal.json(publication);
  terminal.out(publishedInWords(publication, options.out, terminal.api.url()));
}

/** What the office adds to a publication. */
function addedBy({ corrects, reason, errorsTo }: PublishOptions) {
  return {
    ...(corrects === undefined ? {} : { corrects }),
    ...(reason === undefined ? {} : { reason }),
    ...(errorsTo === undefined ? {} : { errors_to: errorsTo }),
  };
}

/** Publishes on public evidence; null where nothing is withheld, and everything is public. */
async function publishedEdition(
  terminal: Terminal,
  path: string,
  options: PublishOptions,
): Promise<Publication | null> {
  if (options.public === undefined) return null;
  const preview = await previewOf(terminal, options);
  terminal.note(previewInWords(preview));
  if (!preview.withholds) return null;
  const { edition } = await terminal.api.send(Edition, "POST", `${path}/editions`, {
    on: preview.on,
    as_of: preview.as_of,
    preview: preview.digest,
    ...addedBy(options),
  });
  return publishWhenNumbered(terminal, `${path}/editions/${encodeURIComponent(edition)}/bundle`);
}

async function publishedWhole(
  terminal: Terminal,
  path: string,
  options: PublishOptions,
): Promise<Publication> {
  const { api } = terminal;
  const on = options.on ?? (await api.get(Spoken, `${path}/summary`)).on;
  const asOf = options.asOf === undefined ? {} : { as_of: options.asOf };
  const recorded = await api.send(Recorded, "POST", `${path}/determinations`, { on, ...asOf });
  return publishWhenNumbered(terminal, `${path}/publications`, {
    on: recorded.on,
    as_of: recorded.as_of,
    ...addedBy(options),
  });
}

/** The leaves of the ratings get their indices within a second; until then the answer is 503. */
async function publishWhenNumbered(
  terminal: Terminal,
  path: string,
  body?: PublicationRequest,
): Promise<Publication> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await terminal.api.send(Publication, "POST", path, body);
    } catch (error) {
      const waits = error instanceof Problem && error.kind === "unavailable";
      if (!waits || tries === patience.tries || terminal.signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, patience.milliseconds));
    }
  }
}

function publishedInWords(publication: Publication, out: string, url: string): string {
  const { title, on, headline, digest, bytes, report, unchanged } = publication;
  return [
    `${title}, ${dayInWords(on)}: ${headline}.`,
    unchanged ? "It was published before; these are the same bytes." : "Published.",
    `  Bundle   ${out}, ${counted(bytes, "byte")}, sha256 ${digest}`,
    `  Report   ${new URL(report, url).href}`,
    `  Key      ${new URL("/log/vkey", url).href}`,
    `  Check    ./muster verify ${out} --trust KEYFILE`,
  ].join("\n");
}
