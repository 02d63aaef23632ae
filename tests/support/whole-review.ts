import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Type } from "typebox";
import { ScoreFileKept } from "../../src/assessments/score-views.contract.ts";
import { addSpan } from "../../src/kit/calendar.ts";
import { KeyPage } from "../../src/attestations/keys.contract.ts";
import { walkSteps } from "../../src/main/walk.ts";
import type { Walk } from "../../src/main/walk-place.ts";
import { type Walker, walkKey } from "../../src/main/walk-people.ts";
import { openApi } from "../../src/platform/terminal/api.ts";
import { tellerOf, tellOfPerson } from "../upgrade/tell-story.ts";
import { CalendarLink } from "../../src/told/waiting.contract.ts";
import { EditionPreview, Edition } from "../../src/reports/edition.contract.ts";
import { DelegationGiven } from "../../src/attestations/attestations.contract.ts";

/** What was played, and where its files are to be asked for. */
export interface WholeReview {
  readonly walk: Walk;
  /** Addresses whose answers must not change: exports, the signed statement, a file of evidence. */
  readonly exports: readonly string[];
  /** The address of somebody's own dates, which lets in whoever has it. */
  readonly calendar: string;
}

/** The review that is played, and its organisation. */
export const wholeReview = "walk-whole";
const organisation = "lighthouse-board-whole";
const reviewPath = `/api/reviews/${wholeReview}`;
const organisationPath = `${reviewPath}/organisations/${organisation}`;

const Whatever = Type.Object({});

function known<V>(value: V | undefined): V {
  if (value === undefined) throw new Error("the walk has nobody of that name");
  return value;
}

/**
 * Plays a whole review over HTTP, each act as whoever does it, with something of everything that
 * people leave: remarks and files beside scores, systems, profiles, posts, terms, stages and
 * extensions, findings to actions, decisions, keys, delegations, signatures, replies, confirmed
 * ratings, a bundle, a public edition, a calendar of one's own.
 */
export async function playWholeReview(url: string, token: string): Promise<WholeReview> {
  const walk: Walk = {
    administrator: openApi(() => ({ url, token })),
    number: "whole",
    today: new Date().toISOString().slice(0, 10),
    organisation: { id: organisation, name: "Lighthouse Board whole" },
    people: {},
    keys: {},
  };
  // Without an administrator who can sign in, each start makes a link for the first one, and logs it.
  await tellOfPerson(tellerOf(url, token, ""));
  let file = "";
  for (const step of walkSteps) {
    if (step.does.includes("of their own, hands in")) file = await prepare(walk);
    if (step.does.includes("confirm the rating")) await beforeTheEnd(walk);
    await step.run(walk);
  }
  return { walk, exports: exportsOf(walk, file), calendar: await afterTheEnd(walk) };
}

/** What stands beside scores, before they are handed in. Answers the digest of a file. */
async function prepare(walk: Walk): Promise<string> {
  const lead = known(walk.people.lead).api;
  const officer = known(walk.people.reviewer).api;
  const directory = await mkdtemp(join(tmpdir(), "muster-whole-"));
  const path = join(directory, "register.csv");
  let digest = "";
  try {
    await writeFile(path, "system,ends\nTide gauge,2024-01-31\n");
    const file = await lead.upload(ScoreFileKept, `${organisationPath}/files`, { file: path });
    digest = file.file;
    const systems = join(directory, "systems.csv");
    await writeFile(
      systems,
      `name,parent,kind\nTide Gauge whole,${walk.organisation.name},system\n`,
    );
    const columns = { create: "all", parent_column: "parent", kind_column: "kind" };
    const api = walk.administrator;
    await api.upload(Whatever, "/api/organisations/import", { file: systems }, columns);
  } finally {
    await rm(directory, { recursive: true });
  }
  const day = addSpan(walk.today, { days: -3 });
  const evidence = [
    { file: digest, name: "register.csv" },
    { link: "https://example.org/register" },
  ];
  const remarked = { note: "By the register", evidence, tool: { name: "Counter", version: "2" } };
  const said = { kind: "self", day, value: { level: 2 } };
  const scores = [
    { organisation, item: "ID.AM", ...said, ...remarked },
    { organisation: "tide-gauge-whole", item: "ID.AM", ...said, note: "Of the system alone" },
  ];
  for (const score of scores) await lead.send(Whatever, "POST", `${reviewPath}/scores`, score);
  await lead.send(Whatever, "POST", `${organisationPath}/profile`, {
    from: day,
    practices: [
      { practice: "own-drills", title: "Drills", text: "Twice a year.", items: ["PR.AT"] },
    ],
    not_applicable: [{ item: "GV.SC", reason: "It buys nothing." }],
    reason: "SIMULATED: as it works",
  });
  const approved = { officer: "Chief Reviewing Officer", reason: "SIMULATED: read" };
  await officer.send(Whatever, "POST", `${organisationPath}/profile/1/approve`, approved);
  await officer.send(Whatever, "POST", `${reviewPath}/extensions`, {
    organisations: [organisation],
    side: "self",
    until: addSpan(walk.today, { days: 300 }),
    officer: "Chief Reviewing Officer",
    reason: "SIMULATED: the office moved house",
  });
  const post = {
    organisation: "tide-gauge-whole",
    title: "Keeper of the gauge",
    from: "2019-01-01",
  };
  await known(walk.people.second).api.send(Whatever, "POST", "/api/posts", post);
  return digest;
}

/** Recommendations, actions, leave to sign, and a key that is revoked. */
async function beforeTheEnd(walk: Walk): Promise<void> {
  const { head, lead, reviewer, first, second } = walk.people;
  await known(reviewer).api.send(Whatever, "POST", `${reviewPath}/recommendations`, {
    addressee: "organisation",
    organisation,
    title: "Replace what nobody mends",
    text: "Within a year.",
    what: { kind: "budget", amount: 210_000, purpose: "New systems", period: "2027" },
    due: addSpan(walk.today, { days: 200 }),
    due_task: "",
    risks: ["R-1"],
    findings: ["F-1"],
  });
  await known(lead).api.send(Whatever, "POST", `${reviewPath}/actions`, {
    organisation,
    title: "Replace six systems",
    text: "",
    system: "Tide gauge",
    end_of_support: "2024-01-31",
    owner: "Office of Works",
    cost: 210_000,
    funded: 100_000,
    blocked_by: ["money"],
    blocked_note: "",
    risks: ["R-1"],
    recommendations: ["C-1"],
    milestones: [
      {
        title: "First two",
        due: addSpan(walk.today, { days: 90 }),
        state: "open",
        done_on: null,
        slips: [],
      },
    ],
  });
  const path = `/api/organisations/${organisation}/delegations`;
  const leave = {
    to: known(lead).account,
    review: wholeReview,
    from: walk.today,
    until: addSpan(walk.today, { days: 10 }),
    reason: "SIMULATED: away",
  };
  const { delegation } = await known(head).api.send(DelegationGiven, "POST", path, leave);

  await known(head).api.send(Whatever, "POST", `${path}/${delegation.delegation}/end`);
  const officers: readonly [Walker, Walker] = [known(first), known(second)];
  await walkKey(known(lead), officers);
  const { keys } = await known(lead).api.get(KeyPage, "/api/keys");
  const own = keys.find(({ account }) => account === known(lead).account);
  const revoked = { reason: "SIMULATED: the machine was lost" };
  const revoke = `/api/keys/${known(own).fingerprint}/revoke`;
  await known(lead).api.send(Whatever, "POST", revoke, revoked);
}

/** A bundle of everything, a public edition, somebody's own dates. Answers their address. */
async function afterTheEnd(walk: Walk): Promise<string> {
  const { administrator, people } = walk;
  const on = addSpan(walk.today, { days: -2 });
  await administrator.send(Whatever, "POST", `${reviewPath}/publications`, { on });
  const held = { organisation, items: ["PR.PS"], authority: "Act 1" };
  await administrator.send(Whatever, "POST", `${reviewPath}/withholdings`, held);
  const preview = await administrator.get(EditionPreview, `${reviewPath}/editions/preview`, { on });
  const looked = { on, as_of: preview.as_of, preview: preview.digest };
  const made = await administrator.send(Edition, "POST", `${reviewPath}/editions`, looked);
  const bundle = `${reviewPath}/editions/${encodeURIComponent(made.edition)}/bundle`;
  await administrator.send(Whatever, "POST", bundle, {});
  const lead = known(people.lead).api;
  return (
    (await lead.send(CalendarLink, "POST", "/api/waiting/calendars", { name: "phone" })).path ?? ""
  );
}

function exportsOf(walk: Walk, file: string): string[] {
  const registers = ["findings", "risks", "recommendations", "actions"];
  return [
    `${organisationPath}/attestation.json`,
    `${organisationPath}/files/${file}`,
    `${organisationPath}/verdict`,
    `${organisationPath}/decisions`,
    `${reviewPath}/assessments/export?format=json`,
    `${reviewPath}/assessments/export?format=csv&what=history`,
    ...registers.flatMap((each) => [
      `${reviewPath}/${each}/export.csv`,
      `${reviewPath}/${each}/history.csv`,
    ]),
    "/api/keys",
    `/api/organisations/${organisation}/delegations`,
    "/api/posts",
  ];
}
