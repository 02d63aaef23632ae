import { demoReview } from "./demo-story.ts";
import { federationOpenHead } from "./federation-open-head.ts";
import { federationReview } from "./federation-told.ts";

/** How to look at the invented federation, and as whom. */
export function federationGuide(url: string): readonly string[] {
  return [
    `  Open        ${url}/reviews/${federationReview}`,
    "  Be somebody In the page's top, your name opens a list of roles: officer,",
    "              auditor, security lead, and",
    `              head of the ${federationOpenHead().organisation}, who has not signed yet.`,
    "  To sign     A head makes a key on the page My key; two officers approve it.",
    "              Switch your role, and be all three.",
  ];
}

/** Three things to try, each a command that works as it stands while the demonstration runs. */
export const thingsToTry: readonly string[] = [
  "Three things to try while it runs, in another terminal:",
  "",
  "1. Change a value, and watch a signature go stale (the last step):",
  "  ./muster demo walk",
  "2. Flip a byte, and verify:",
  `  ./muster publish --review ${demoReview} --on 2020-06-08 \\`,
  "    --out bundle.zip",
  "  printf xx | dd of=bundle.zip bs=1 seek=9999 conv=notrunc status=none",
  "  ./muster verify bundle.zip",
  "3. See why a missing file improved nobody (lost sight, no row):",
  `  ./muster compare --review ${demoReview} --item WT-5 \\`,
  "    --from 2017-08-09 --to 2020-06-08",
];
