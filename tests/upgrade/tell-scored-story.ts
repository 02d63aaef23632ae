import { setTimeout } from "node:timers/promises";
import { Type } from "typebox";
import { walkerOf } from "../../src/main/walk-people.ts";
import { openApi } from "../../src/platform/terminal/api.ts";
import { tellerOf, tellOfPerson, type Teller } from "./tell-story.ts";

/** The review of the story, and the day it speaks of. */
export const scoredStoryReview = "categories-2026";
export const scoredStoryDay = "2026-06-30";

const bodies = ["Harbour Office", "Office of Tides", "Forêts", "Lighthouse Board"];
const sample = ["ID.AM", "PR.AA", "DE.CM"];

const day = "2026-06-01";

/** Levels that differ from each other, the same at each telling. */
function selfScores(items: readonly string[]): string {
  const rows = bodies.flatMap((body, who) =>
    items.map((item, at) => `"${body}",${item},self,${day},${1 + ((who * 3 + at * 2) % 5)}`),
  );
  return `organisation,item,kind,day,value\n${rows.join("\n")}\n`;
}

/** An auditor of their own gives the independent ones, one by one. */
async function examine(url: string, token: string, review: string): Promise<void> {
  const administrator = openApi(() => ({ url, token }));
  const grants = [{ role: "auditor", organisation: null }] as const;
  const { api } = await walkerOf(administrator, "Audit Office", grants);
  for (const [who, organisation] of bodies.entries()) {
    for (const [at, item] of sample.entries()) {
      const value = { level: 1 + ((who * 2 + at) % 5) };
      const score = { organisation, item, kind: "independent", day, value };
      await api.send(Type.Object({}), "POST", `${review}/scores`, score);
    }
  }
}

/**
 * Tells a running Muster a story of scores, over its API: both kinds, a sample that is closed, items
 * that do not apply, recorded ratings of two methodologies, a bundle of everything, and then a public
 * edition from which something is withheld.
 */
export async function tellScoredStory(url: string, token: string, house: string): Promise<void> {
  const teller = tellerOf(url, token, house);
  const { ask, send, upload, own } = teller;
  await tellOfPerson(teller);
  await upload("/api/yardsticks", { file: own("policy/yardsticks/csf-categories-1.yaml") });
  for (const methodology of ["measured-first", "half-and-half"]) {
    await upload("/api/methodologies", {
      file: own(`policy/methodologies/${methodology}-1.0.yaml`),
    });
  }
  const names = `name\n${bodies.map((body) => `"${body}"`).join("\n")}\n`;
  await upload("/api/organisations/import", { file: ["bodies.csv", names] }, { create: "all" });
  const { organisations } = Object(await ask("/api/organisations?limit=100"));
  const review = `/api/reviews/${scoredStoryReview}`;
  await send("/api/reviews", {
    review: scoredStoryReview,
    title: "Categories 2026",
    notice: "A story for tests. Confirmed by nobody.",
    simulated: true,
    yardstick: "csf-categories@1",
    methodology: "measured-first@1.0",
    organisations: Array.from(organisations, (each) => Object(each).id),
  });
  await send(`${review}/sample`, { items: sample, reason: "Drawn before anybody was scored." });
  const [, text] = own("policy/yardsticks/csf-categories-1.yaml");
  const items = [...text.matchAll(/^ {2}- id: ([A-Z]{2}\.[A-Z]{2})$/gm)].map(([, id]) => id ?? "");
  await upload(`${review}/scores/import`, { file: ["self.csv", selfScores(items)] });
  await examine(url, token, review);
  await send(`${review}/sample/close`, { day: "2026-06-15", reason: "All were looked at." });
  await send(`${review}/not-applicable`, {
    organisation: bodies[3],
    items: ["GV.SC"],
    day: "2026-06-16",
    approved_by: "Chief Reviewing Officer",
    approved_on: "2026-06-16",
    reason: "It buys nothing.",
  });
  await recordAndPublish(teller, review);
}

async function recordAndPublish({ ask, send }: Teller, review: string): Promise<void> {
  const on = scoredStoryDay;
  await send(`${review}/determinations`, { on, methodology: "half-and-half@1.0" });
  await send(`${review}/determinations`, { on });
  await setTimeout(2000); // until the log has numbered what was done
  await send(`${review}/publications`, { on });
  const authority = "Act on Open Books, section 4";
  await send(`${review}/withholdings`, { organisation: bodies[1], items: ["PR.PS"], authority });
  const preview = Object(await ask(`${review}/editions/preview?on=${on}`));
  const looked = { on, as_of: preview.as_of, preview: preview.digest };
  const { edition } = Object(await send(`${review}/editions`, looked));
  await setTimeout(2000);
  await send(`${review}/editions/${encodeURIComponent(String(edition))}/bundle`, {});
}
