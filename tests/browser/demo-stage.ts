import {
  importDemoEvidence,
  issueDemoOrder,
  openDemoReview,
  recordDemoRatings,
} from "../../src/main/demo-story.ts";
import { openApi } from "../../src/platform/terminal/api.ts";
import { pagesInstance, type Stage, startStage } from "./browser.ts";

/** A browser in front of a server with the review and the order of the demo, loaded through the API. */
export async function startDemoStage(): Promise<Stage> {
  const instance = await pagesInstance();
  const api = openApi(() => ({ url: instance.url, token: instance.token }));
  await issueDemoOrder(api);
  await openDemoReview(api);
  await importDemoEvidence(api, "2017");
  await importDemoEvidence(api, "2020");
  await recordDemoRatings(api);
  return startStage(instance);
}
