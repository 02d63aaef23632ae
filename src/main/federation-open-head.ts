import { federationBodies } from "./federation-opening.ts";
import { standingOfBody, thrownFrom } from "./federation-scores.ts";

/**
 * The head who still has something to do in the story: risks are decided, nothing is signed, and the
 * draft has no reply yet. Which one follows from names alone, as everything in the story does.
 */
export function federationOpenHead(): { readonly name: string; readonly organisation: string } {
  const open = federationBodies().find((body) => {
    if (body.kind === "system") return false;
    const fate = thrownFrom(`head of ${body.name}`)(100);
    const replies = thrownFrom(`reply of ${body.name}`)(100) < 55;
    const { reports, examined } = standingOfBody(body);
    return fate >= 70 && fate < 84 && !replies && reports === "all" && examined === "all";
  });
  if (!open) throw new Error("every head of the story has signed or replied");
  return { name: `SIMULATED Head of the ${open.name}`, organisation: open.name };
}
