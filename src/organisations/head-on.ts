import { dayInWords } from "../kit/calendar.ts";
import type { Office, Standing } from "../offices/offices.contract.ts";
import { nothingKnown, standingOn } from "../offices/standing-on.ts";
import type { HeadOn } from "./heads.contract.ts";

/** That an office heads an organisation from a day on. */
export interface HeadOfficeFact {
  readonly organisation: string;
  readonly office: string;
  readonly from_day: string;
  readonly known_at: string;
}

/** What is known of who heads whom. */
export interface HeadRegister {
  readonly heads: readonly HeadOfficeFact[];
  readonly offices: readonly Office[];
  readonly standings: readonly Standing[];
}

/** The office that heads an organisation on a day: the latest set; of two of one day, the one known later. */
export function headOfficeOn(
  heads: readonly HeadOfficeFact[],
  organisation: string,
  day: string,
): string | null {
  let last: HeadOfficeFact | undefined;
  for (const each of heads) {
    if (each.organisation !== organisation || each.from_day > day) continue;
    const later = !last || each.from_day > last.from_day;
    if (later || (each.from_day === last?.from_day && each.known_at >= last.known_at)) last = each;
  }
  return last?.office ?? null;
}

/** Who heads an organisation on a day. Where no office is set, the state is `unknown`. */
export function headOnDay(register: HeadRegister, organisation: string, day: string): HeadOn {
  const office = headOfficeOn(register.heads, organisation, day);
  const standing = office === null ? nothingKnown : standingOn(register.standings, office, day);
  const { state, account, holder, from_day, until } = standing;
  const title = register.offices.find((each) => each.office === office)?.title ?? null;
  return { organisation, office, title, state, account, holder, from_day, until };
}

/** Whoever heads an organisation, with an office and an account to sign with. */
export interface Holder extends HeadOn {
  readonly office: string;
  readonly account: string;
}

/**
 * Whoever may sign for an organisation: the account of the holder, or of whoever acts. Answers, where
 * there is none, one sentence that says why.
 */
export function seatedHolder(head: HeadOn): Holder | string {
  const { office, account, organisation } = head;
  if (office === null) {
    return `Only the holder can sign, and nobody said which office heads ${organisation}; a reviewing officer sets it.`;
  }
  const title = head.title ?? office;
  if (head.state === "vacant") {
    const since = head.from_day === null ? "" : ` since ${dayInWords(head.from_day)}`;
    return `Only the holder can sign, and the office ${title} is vacant${since}.`;
  }
  if (head.state === "unknown" || account === null) {
    return `Only the holder can sign, and no account is entered for the holder of ${title}; a reviewing officer enters it.`;
  }
  return { ...head, office, account };
}
