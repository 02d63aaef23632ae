import { counted } from "../kit/counted-words.ts";
import type { Office, Standing } from "../offices/offices.contract.ts";
import { standingOn } from "../offices/standing-on.ts";
import {
  type ProductAuthor,
  type ProductSignature,
  productType,
  type SignableProduct,
  type WholeProduct,
} from "./products.contract.ts";

/** Who may speak for an author: the office itself, or a seat of a joint body. */
export interface Chair {
  readonly author: string;
  readonly seat: string | null;
}

/** The chairs that an account fills on a day among some authors. */
export function chairsOf(
  account: string,
  authors: readonly Office[],
  standings: readonly Standing[],
  day: string,
): Chair[] {
  const holds = (office: string): boolean => {
    const { state, account: holder } = standingOn(standings, office, day);
    return (state === "held" || state === "acting") && holder === account;
  };
  return authors.flatMap(({ office, seats }): Chair[] =>
    seats.length === 0
      ? holds(office)
        ? [{ author: office, seat: null }]
        : []
      : seats.filter(holds).map((seat) => ({ author: office, seat })),
  );
}

/**
 * Where one author stands. An office signs once; of a joint body as many seats as its quorum, all
 * where none is written, each by another person. Signatures of an earlier text do not count.
 */
export function authorStanding(
  office: Office,
  signatures: readonly Pick<ProductSignature, "author" | "seat" | "by" | "stale">[],
): ProductAuthor {
  const fresh = signatures.filter((each) => each.author === office.office && !each.stale);
  const needed = office.seats.length === 0 ? 1 : (office.quorum ?? office.seats.length);
  const seats = new Set(fresh.map(({ seat }) => seat)).size;
  const people = new Set(fresh.map(({ by }) => by)).size;
  const signed = Math.min(seats, people);
  return {
    office: office.office,
    title: office.title,
    seats: [...office.seats],
    needed,
    signed,
    waits_for: signed >= needed ? "" : waitsFor(office, needed, signed, seats > people),
  };
}

function waitsFor(office: Office, needed: number, signed: number, isOneForMany: boolean): string {
  if (office.seats.length === 0) return `The holder of ${office.title} has not signed this text.`;
  const once = isOneForMany ? " One person counts for one seat." : "";
  return `${office.title} needs ${counted(needed, "seat")} of ${office.seats.length}, and ${signed} signed this text.${once}`;
}

/** The sentence that an author agrees to. */
export function productConsent(title: string): string {
  return `I have read all sections of “${title}” above, and I sign the whole as its author.`;
}

/** What one chair signs: the whole over its digest. */
export function productStatement(parts: {
  readonly whole: WholeProduct;
  readonly digest: string;
  readonly chair: Chair;
  readonly signer: { readonly account: string; readonly name: string };
}): SignableProduct {
  const { whole, digest, chair, signer } = parts;
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: `${whole.order}/${whole.task}`, digest: { sha256: digest } }],
    predicateType: productType,
    predicate: {
      product: whole,
      author: chair.author,
      seat: chair.seat,
      signer: { account: signer.account, name: signer.name },
      consent: productConsent(whole.title),
    },
  };
}
