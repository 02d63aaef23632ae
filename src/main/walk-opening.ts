import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addSpan } from "../kit/calendar.ts";
import { readOwnFile } from "../kit/own-file.ts";
import { walkerOf } from "./walk-people.ts";
import {
  api,
  leafOf,
  of,
  path,
  type Walk,
  type WalkerName,
  walkerNames,
  walkReview,
  Whatever,
  yardstickFile,
} from "./walk-place.ts";

/** Imports an order and signs it. */
export async function issueOrder({ administrator, number, today }: Walk): Promise<string> {
  const text = new TextDecoder()
    .decode(readOwnFile("examples/orders/yearly-review.yaml"))
    .replace(/^id: yearly-review$/mu, `id: walk-${number}`)
    .replace(/^title: .*$/mu, `title: SIMULATED yearly review, walk ${number}`);
  const given = { text, file_name: `walk-${number}.yaml` };
  await administrator.send(Whatever, "POST", "/api/orders/import", given);
  const sign = { on: addSpan(today, { days: -40 }), rule: "next" };
  await administrator.send(Whatever, "POST", `/api/orders/walk-${number}/sign`, sign);
  return leafOf(administrator);
}

/** Opens a review of one organisation. */
export async function openReview(walk: Walk): Promise<string> {
  const { administrator, number, organisation } = walk;
  const house = (file: string) => fileURLToPath(new URL(`../../policy/${file}`, import.meta.url));
  const yardstick = house(yardstickFile);
  await administrator.upload(Whatever, "/api/yardsticks", { file: yardstick });
  const methodology = house("methodologies/measured-first-1.0.yaml");
  await administrator.upload(Whatever, "/api/methodologies", { file: methodology });
  const directory = await mkdtemp(join(tmpdir(), "muster-walk-"));
  try {
    const file = join(directory, "organisation.csv");
    await writeFile(file, `name\n${organisation.name}\n`);
    await administrator.upload(Whatever, "/api/organisations/import", { file }, { create: "all" });
  } finally {
    await rm(directory, { recursive: true });
  }
  await administrator.send(Whatever, "POST", "/api/reviews", {
    review: walkReview(walk),
    title: `Walk ${number}`,
    notice: `${organisation.name} does not exist. Everything here is invented.`,
    simulated: true,
    order: `walk-${number}`,
    yardstick: "csf-categories@1",
    methodology: "measured-first@1.0",
    organisations: [organisation.id],
  });
  return leafOf(administrator);
}

/** Invites everybody and seats the head. */
export async function invite(walk: Walk): Promise<string> {
  const { administrator, number, organisation, people, today } = walk;
  const own = organisation.id;
  const grants = {
    head: [{ role: "head", organisation: own }],
    lead: [{ role: "security-lead", organisation: own }],
    auditor: [{ role: "auditor", organisation: null }],
    reviewer: [{ role: "reviewing-officer", organisation: null }],
    first: [{ role: "determining-officer", organisation: null }],
    second: [{ role: "determining-officer", organisation: null }],
  } as const;
  const titles: Readonly<Record<WalkerName, string>> = {
    head: "Head",
    lead: "Security Lead",
    auditor: "Audit Office",
    reviewer: "Reviewing Officer",
    first: "First Determining Officer",
    second: "Second Determining Officer",
  };
  for (const name of walkerNames) {
    const title = `SIMULATED ${titles[name]}, walk ${number}`;
    people[name] = await walkerOf(administrator, title, grants[name]);
  }
  const from = addSpan(today, { days: -40 });
  const office = `head-of-walk-${number}`;
  const title = `Head of the ${organisation.name}`;
  const setting = { office, from, title };
  await administrator.send(Whatever, "POST", `/api/organisations/${own}/head-office`, setting);
  await administrator.send(Whatever, "POST", `/api/offices/${office}/assign`, {
    from,
    account: of(people, "head").account,
  });
  return leafOf(administrator);
}

/** Says who is blind, and what is due when. */
export async function agreeOnTerms(walk: Walk): Promise<string> {
  const asked = api(walk, "reviewer");
  await asked.send(Whatever, "POST", `${path(walk)}/terms`, {
    blind: true,
    self: { task: "organisation-report" },
    independent: {},
    reason: "SIMULATED: as the order says",
  });
  const reason = "SIMULATED: heads sign what they report";
  const task = "organisation-report";
  await asked.send(Whatever, "POST", `${path(walk)}/signatures-due`, { task, reason });
  return leafOf(asked);
}
