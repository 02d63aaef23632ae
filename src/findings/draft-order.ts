import { stringify } from "yaml";
import type { Recommendation } from "./recommendations.contract.ts";

/** What an order of the second generation is drafted from. */
export interface DraftMatter {
  readonly recommendation: Pick<Recommendation, "id" | "content" | "response" | "review" | "leaf">;
  /** The title of the review, and the name of the organisation that is addressed; empty for none. */
  readonly reviewTitle: string;
  readonly organisationName: string;
  readonly simulated: boolean;
  /** The order that asked for the review, and its calendar; empty where there is none. */
  readonly firstOrder: string;
  readonly calendar: string;
  /** The day by which it is due; null where none is known. */
  readonly dueOn: string | null;
  readonly order: string;
}

const addresseeTitles = {
  enterprise: "Heads of all organisations under review",
  legislature: "Committees of the legislature that are concerned",
  "private-sector": "Operators outside government that take part",
} as const;

/** The identifier that an order gets where nobody chooses one: of the review and the recommendation. */
export function draftOrderId(review: string, recommendation: string): string {
  return `${review}-${recommendation.toLowerCase()}`.slice(0, 80);
}

/**
 * Writes an accepted recommendation as the draft of an order, `muster-order/1` (docs/order-format.md):
 * one task for its addressee, due on its day, or 90 days after signing where it has none. It names
 * the recommendation and its leaf as its source. The same matter gives the same bytes.
 */
export function draftOrder(matter: DraftMatter): string {
  const { recommendation, order, dueOn } = matter;
  const { content, response, id, review, leaf } = recommendation;
  const partly = response?.answer === "partly" ? " It was accepted in part." : "";
  const file = {
    format: "muster-order/1",
    id: order,
    title: content.title,
    kind: "directive of the second generation",
    status: "draft",
    ...(matter.calendar === "" ? {} : { calendar: matter.calendar }),
    source: `recommendation ${id} of the review ${review}, leaf ${leaf}`,
    note: `Drafted from ${id} of “${matter.reviewTitle}”${
      matter.firstOrder === "" ? "" : `, which the order ${matter.firstOrder} asked for`
    }.${partly} No clock runs before it is signed.`,
    ...(matter.simulated ? { notice: "SIMULATED: everything in this order is invented." } : {}),
    offices: {
      "issuing-office": { title: "Office that issues this order" },
      addressee: addresseeOf(matter),
    },
    tasks: [
      {
        id: id.toLowerCase(),
        clause: "1",
        title: cut(`${content.title}\n\n${content.text}`),
        short: content.title,
        leads: ["addressee"],
        route: { to: ["issuing-office"] },
        product: productOf(content),
        deadline:
          dueOn === null ? { kind: "after-signing", days: 90 } : { kind: "fixed", on: dueOn },
      },
    ],
  };
  return stringify(file, { lineWidth: 0, defaultStringType: "QUOTE_DOUBLE" });
}

function addresseeOf({ recommendation, organisationName }: DraftMatter): object {
  const { addressee } = recommendation.content;
  if (addressee === "organisation") return { title: `Head of ${organisationName}` };
  return { title: addresseeTitles[addressee], kind: "collective" };
}

function productOf({ what }: Recommendation["content"]): string {
  switch (what.kind) {
    case "practice":
      return cut(`report that it is practice: ${what.practice}`);
    case "budget":
      return cut(`decision on the money: ${what.purpose}`);
    case "workforce":
      return `report on the posts: ${what.role}`;
    case "authority":
      return cut(`text of the authority for: ${what.duty}`);
    default:
      return cut(`decision on the incentive: ${what.option}`);
  }
}

/** As much as a field of an order holds; a character is never halved. */
function cut(text: string): string {
  return text.slice(0, 4000).toWellFormed();
}
