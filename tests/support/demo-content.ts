import { readZip } from "../../src/kit/zip.ts";
import type { BundleInputs } from "../../src/reports/bundle.contract.ts";
import { recompute } from "../../src/reports/recompute.ts";
import type { ReportContent } from "../../src/reports/report-content.ts";
import { bundledContentOf } from "../../src/reports/report-content-of.ts";
import { demoStory, storyBundle } from "./bundle-story.ts";

/** What the report of the demonstration's 132 organisations is written from. */
export async function demoContent(): Promise<ReportContent> {
  const { bytes } = await storyBundle(demoStory);
  const entries = new Map(readZip(bytes).map(({ name, content }) => [name, content]));
  const read = (name: string): Uint8Array => entries.get(name) ?? new Uint8Array();
  const text = (name: string): string => new TextDecoder().decode(read(name));
  // Our own bundle, written a moment ago.
  const inputs = JSON.parse(text("inputs.json")) as BundleInputs;
  const recomputed = await recompute(inputs, read);
  return bundledContentOf({
    inputs,
    recomputed,
    methodologyText: text(inputs.methodology.entry),
    log: { origin: "muster.example/log", size: 2914, root: "cm9vdA==" },
  });
}
