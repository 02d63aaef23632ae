import type { Command } from "commander";
import { dayInWords } from "../kit/calendar.ts";
import { readYaml } from "../kit/read-yaml.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { NewTailoring, ProfilePage, TailoredProfile } from "./profiles.contract.ts";

interface Place {
  readonly review: string;
  readonly organisation: string;
  readonly which: string;
}
interface Answer extends Place {
  readonly officer: string;
  readonly reason: string;
}

const pathOf = ({ review, organisation }: Omit<Place, "which">): string =>
  `/api/reviews/${encodeURIComponent(review)}/organisations/${encodeURIComponent(organisation)}/profile`;

const mark = (simulated: boolean): string => (simulated ? "SIMULATED: " : "");

/** Adds `profile propose|list|show|approve|return|withdraw`. */
export function profilesCommands(program: Command, terminal: Terminal): void {
  const profile = program
    .command("profile")
    .description("how organisations tailor a yardstick: own practices, and what does not apply");
  const placed = (command: Command): Command =>
    command
      .requiredOption("--review <R>", "the review")
      .requiredOption("--organisation <O>", "of whom");
  placed(profile.command("propose <FILE>"))
    .description("propose a profile from a YAML or JSON file: the whole of it")
    .action((file: string, options: Omit<Place, "which">) => propose(terminal, file, options));
  profile
    .command("list")
    .description("list the profiles of a review with their states")
    .requiredOption("--review <R>", "the review")
    .option("--state <S>", "only proposed, approved, returned or withdrawn ones")
    .option("--after <V>", "what comes after this version")
    .action((options: { review: string; state?: string; after?: string }) =>
      list(terminal, options),
    );
  placed(profile.command("show"))
    .description("show a profile with what it changes")
    .option("--which <V>", "a number, newest or current", "newest")
    .action(async (place: Place) =>
      tell(
        terminal,
        await terminal.api.get(
          TailoredProfile,
          `${pathOf(place)}/${encodeURIComponent(place.which)}`,
        ),
      ),
    );
  for (const [name, words] of [
    ["approve", "approve a proposed profile"],
    ["return", "return a proposed profile with a reason"],
  ] as const) {
    placed(profile.command(name))
      .description(words)
      .option("--which <V>", "a number, or newest", "newest")
      .requiredOption("--officer <WHO>", "who decided it, by office or name")
      .requiredOption("--reason <WORDS>", "why")
      .action((answer: Answer) => answerTo(terminal, name, answer));
  }
  placed(profile.command("withdraw"))
    .description("withdraw a proposed profile")
    .option("--which <V>", "a number, or newest", "newest")
    .requiredOption("--reason <WORDS>", "why")
    .action((answer: Answer) => answerTo(terminal, "withdraw", answer));
}

async function propose(
  terminal: Terminal,
  file: string,
  place: Omit<Place, "which">,
): Promise<void> {
  const body = readYaml(NewTailoring, await terminal.readFile(file), file).value;
  tell(terminal, await terminal.api.send(TailoredProfile, "POST", pathOf(place), body));
}

async function answerTo(
  terminal: Terminal,
  name: "approve" | "return" | "withdraw",
  { officer, reason, ...place }: Answer,
): Promise<void> {
  const path = `${pathOf(place)}/${encodeURIComponent(place.which)}/${name}`;
  const body = name === "withdraw" ? { reason } : { officer, reason };
  tell(terminal, await terminal.api.send(TailoredProfile, "POST", path, body));
}

async function list(
  terminal: Terminal,
  { review, state, after }: { review: string; state?: string; after?: string },
): Promise<void> {
  const path = `/api/reviews/${encodeURIComponent(review)}/profiles`;
  const page = await terminal.api.get(ProfilePage, path, { state, after });
  if (terminal.wantsJson) return terminal.json(page);
  for (const each of page.versions) {
    terminal.out(
      `${mark(page.simulated)}${each.organisation} ${each.version}: ${each.state}, from ${dayInWords(each.from)}, ${each.practices} own practices, ${each.not_applicable} items not applicable`,
    );
  }
  if (page.versions.length === 0) terminal.out("No profile was proposed.");
  if (page.next !== null) terminal.note(`There are more: add --after ${page.next}.`);
}

function tell(terminal: Terminal, profile: TailoredProfile): void {
  if (terminal.wantsJson) return terminal.json(profile);
  const { difference: change, content } = profile;
  terminal.out(
    `${mark(profile.simulated)}${profile.name}, version ${profile.version}: ${profile.state}, from ${dayInWords(profile.from)}.${profile.unchanged ? "" : " Written."}`,
  );
  for (const { item, reason } of content.not_applicable) {
    terminal.out(`  ${item} does not apply: ${reason}`);
  }
  for (const { practice, title, items } of content.practices) {
    terminal.out(`  ${practice}: ${title}, for ${items.join(", ")}`);
  }
  const against = change.against === null ? "no profile" : `version ${change.against}`;
  const words = [
    ...change.items_without.map((item) => `${item} loses its weight`),
    ...change.items_again.map((item) => `${item} applies again`),
    ...change.practices_added.map((id) => `${id} is new`),
    ...change.practices_changed.map((id) => `${id} is changed`),
    ...change.practices_removed.map((id) => `${id} is gone`),
  ];
  terminal.out(
    words.length === 0
      ? `  Nothing is changed against ${against}.`
      : `  Against ${against}: ${words.join("; ")}.`,
  );
}
