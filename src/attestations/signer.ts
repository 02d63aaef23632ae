import { dayInWords } from "../kit/calendar.ts";
import type { Standing } from "../offices/offices.contract.ts";
import { type Holder, seatedHolder } from "../organisations/head-on.ts";
import type { HeadOn } from "../organisations/heads.contract.ts";
import type { Capacity } from "./attestations.contract.ts";

/** Leave to sign instead of the holder, as far as it decides who may. */
export interface GivenDelegation {
  readonly delegation: string;
  readonly review: string;
  readonly by: string;
  readonly from: string;
  readonly until: string;
  readonly ended_at: string | null;
}

/** Who asks to sign, for whom, and what is known of it. */
export interface SigningMatter {
  readonly account: string;
  readonly review: string;
  /** The name of the organisation. */
  readonly organisation: string;
  readonly day: string;
  readonly head: HeadOn;
  /** All that is known of the head office. */
  readonly standings: readonly Standing[];
  /** Delegations to the account for this organisation. */
  readonly delegations: readonly GivenDelegation[];
}

/** Somebody who may sign, and by what right. */
export interface AllowedSigner {
  readonly head: Holder;
  readonly capacity: Capacity;
  readonly delegation: string | null;
}

/**
 * Decides whether an account may sign for an organisation on a day: the holder of its head office,
 * whoever acts up to the last day, or whom that holder let sign, for this review and these days.
 * Answers, for everybody else, one sentence that says why not.
 */
export function signerOn(matter: SigningMatter): AllowedSigner | string {
  const { head: asked, account } = matter;
  const head = seatedHolder(asked);
  if (typeof head === "string") return formerly(matter) ?? head;
  if (head.account === account) {
    const capacity = head.state === "acting" ? "acting" : "holder";
    return { head, capacity, delegation: null };
  }
  const found = matter.delegations.find((each) => delegationFault(each, matter, head) === null);
  if (found) return { head, capacity: "delegate", delegation: found.delegation };
  const [fault] = matter.delegations.flatMap((each) => delegationFault(each, matter, head) ?? []);
  const title = head.title ?? head.office;
  return (
    fault ??
    formerly(matter) ??
    `Only the holder of ${title} can sign for ${matter.organisation}; others prepare.`
  );
}

function delegationFault(
  { review, by, from, until, ended_at: ended }: GivenDelegation,
  matter: SigningMatter,
  head: Holder,
): string | null {
  if (review !== matter.review) {
    return `Your delegation for ${matter.organisation} is for the review ${review} only, and not for ${matter.review}.`;
  }
  if (ended !== null) {
    return `Your delegation for ${matter.organisation} was ended on ${dayInWords(ended.slice(0, 10))}.`;
  }
  if (from > matter.day) {
    return `Your delegation for ${matter.organisation} begins on ${dayInWords(from)}.`;
  }
  if (until < matter.day) {
    return `Your delegation for ${matter.organisation} ended on ${dayInWords(until)}.`;
  }
  if (by === head.account) return null;
  return `Your delegation for ${matter.organisation} was given by somebody who no longer holds ${head.title ?? head.office}.`;
}

/** Why somebody who once held or acted does so no more; null for whoever never did. */
function formerly({ account, standings, day, head, organisation }: SigningMatter): string | null {
  const own = standings
    .filter((each) => each.account === account && each.from_day <= day)
    .toSorted((one, other) => (one.from_day < other.from_day ? -1 : 1))
    .at(-1);
  if (own === undefined) return null;
  const title = head.title ?? own.office;
  if (own.state === "acting" && own.until !== null && own.until < day) {
    return `Your acting appointment as ${title} ended on ${dayInWords(own.until)}, so you no longer sign for ${organisation}.`;
  }
  return `You no longer hold the office ${title}; only its present holder can sign for ${organisation}.`;
}
