import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The review of the story, and the day it speaks of. */
export const storyReview = "web-transport-2020";
export const storyDay = "2020-06-08";
/** Its administrator, who signs in with a password. */
export const storyPerson = { name: "Ada Officer", password: "not secret: made for tests" };

const owners = ["Harbour", "Roads & Bridges", "=Mills", "Forêts", 'The "Quoted" Board', "Lakes"];

function hosts(turn: number): string {
  const answers = ["Yes", "Yes", "No", "Yes", ""];
  const lines = [
    "Domain,Base Domain,Agency,Enforces HTTPS,Strict Transport Security (HSTS),Free of RC4/3DES and SSLv2/SSLv3,Compliant with M-15-13 and BOD 18-01",
  ];
  for (let at = 0; at < 240; at += 1) {
    const owner = `"${(owners[at % owners.length] ?? "").replaceAll('"', '""')}"`;
    const answer = (shift: number): string => answers[(at * shift + turn) % answers.length] ?? "";
    const given = [answer(1), answer(3), answer(7), answer(2)].join(",");
    lines.push(`h${at}.example.gov,example.gov,${owner},${given}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Asks a running Muster over its API; every answer but success is thrown. */
export interface Teller {
  readonly ask: (path: string, init?: RequestInit) => Promise<unknown>;
  readonly send: (path: string, body: unknown) => Promise<unknown>;
  /** Files, each a name with its text, and fields beside them. */
  readonly upload: (
    path: string,
    files: Readonly<Record<string, readonly [string, string]>>,
    fields?: Readonly<Record<string, string>>,
  ) => Promise<unknown>;
  /** A file of the checkout that the story is taken from, with its name. */
  readonly own: (path: string) => readonly [string, string];
}

/** A teller for the Muster at `url`. `house`: the checkout of policy files and examples. */
export function tellerOf(url: string, token: string, house: string): Teller {
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${token}`);
    const answer = await fetch(new URL(path, url), { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    ask,
    send: (path, body) =>
      ask(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
    upload: (path, files, fields = {}) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      for (const [name, [fileName, text]] of Object.entries(files)) {
        form.set(name, new Blob([text]), fileName);
      }
      return ask(path, { method: "POST", body: form });
    },
    own: (path) => [path.split("/").at(-1) ?? path, readFileSync(join(house, path), "utf8")],
  };
}

/** Gives the story its administrator, and the token that goes on. */
export async function tellOfPerson({ send }: Teller): Promise<void> {
  const role = { role: "administrator", organisation: null };
  const made = await send("/api/accounts", { name: storyPerson.name, grants: [role] });
  const [, link] = String(Object(made).link.path).split("#");
  await send("/api/set-up", { link, password: storyPerson.password });
  await send("/api/tokens", { name: "A token that goes on" });
}

/**
 * Tells a running Muster a small story with a bit of everything that lasts, over its API: accounts,
 * an order with deliveries, evidence of two days, a correction, recorded ratings, a publication.
 * Given: `house`, the checkout that its policy files and examples are taken from.
 */
export async function tellStory(url: string, token: string, house: string): Promise<void> {
  const teller = tellerOf(url, token, house);
  const { ask, send, upload, own } = teller;
  await tellOfPerson(teller);
  const [fileName, text] = own("examples/orders/eo-13800.yaml");
  await send("/api/orders/import", { text, file_name: fileName });
  await send("/api/orders/eo-13800/sign", { on: "2017-05-11", rule: "next" });
  await upload("/api/yardsticks", { file: own("policy/yardsticks/web-transport-1.yaml") });
  await upload("/api/methodologies", { file: own("policy/methodologies/web-transport-1.0.yaml") });
  const list = `name\n${owners.map((name) => `"${name.replaceAll('"', '""')}"`).join("\n")}\n`;
  const named = { name_column: "name", create: "all" };
  await upload("/api/organisations/import", { file: ["owners.csv", list] }, named);
  const { organisations } = Object(await ask("/api/organisations?limit=100"));
  await send("/api/reviews", {
    review: storyReview,
    title: "Web transport 2020",
    notice: "A story for tests. Confirmed by nobody.",
    order: "eo-13800",
    yardstick: "web-transport@1",
    methodology: "web-transport@1.0",
    organisations: Array.from(organisations, (each) => Object(each).id),
  });
  const mapping = own("policy/mappings/pulse-hosts-1.yaml");
  for (const [turn, day] of ["2020-06-01", storyDay].entries()) {
    const file = [`hosts-${day}.csv`, hosts(turn)] as const;
    await upload("/api/evidence/imports", { file, mapping });
  }
  await recordAndPublish(teller);
}

async function recordAndPublish({ send }: Teller): Promise<void> {
  const review = `/api/reviews/${storyReview}`;
  await send(`${review}/determinations`, { on: storyDay });
  await send(`${review}/publications`, { on: storyDay });
  await send(`${review}/corrections?on=${storyDay}`, {
    collection: `pulse-${storyDay}`,
    unit: "h2.example.gov",
    part: "https",
    state: "good",
    reason: "Seen to answer over HTTPS.",
  });
  await send(`${review}/determinations`, { on: storyDay });
}
