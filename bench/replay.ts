/**
 * Makes all ratings and the enterprise view of a review anew from its whole history, in a process of
 * its own, and prints how long that took and how much memory. Called by the bench.
 */
import { askReview } from "../src/determination/ask-review.actions.ts";
import { answerBytes } from "../src/determination/lean-answer.ts";
import { replayedFold } from "../src/determination/lean-review.actions.ts";
import { openDatabase } from "../src/platform/database/database.ts";

const [, , url = "", review = ""] = process.argv;
const database = openDatabase(url, { connections: 1 });
const took = await database.transact("read", async (transaction) => {
  const asked = await askReview(transaction, { review });
  const begun = performance.now();
  const { fold } = await replayedFold(transaction, asked);
  const text = answerBytes(fold, { review, on: asked.on, as_of: asked.asOf });
  return { seconds: (performance.now() - begun) / 1000, bytes: text.length };
});
await database.close();
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ ...took, megabytes }));
