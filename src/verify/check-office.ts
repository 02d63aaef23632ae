import type { HeadStatement } from "../attestations/attestations.contract.ts";
import { signerOn } from "../attestations/signer.ts";
import { dayInWords } from "../kit/calendar.ts";
import type { Standing } from "../offices/offices.contract.ts";
import { headOnDay } from "../organisations/head-on.ts";
import { type ReadAct, textOf } from "./signing-acts.ts";
import { type Check, fails, holds } from "./verification.ts";

/** Who signed, for whom, when, and the acts that stand behind it. */
export interface OfficeMatter {
  readonly acts: readonly ReadAct[];
  readonly statement: HeadStatement;
  readonly signedAt: string;
}

/**
 * Says whether, by the acts of the log, the signer might sign on the day of the signature: replayed
 * by the rules that the server signs by.
 */
export function checkOffice({ acts, statement, signedAt }: OfficeMatter): Check {
  const { organisation, review, signer, head } = statement;
  const before = acts.filter(({ at }) => at < signedAt);
  const day = signedAt.slice(0, 10);
  const heads = before.flatMap((act) => headOffice(act, organisation.id));
  const standings = before.flatMap(standing);
  const offices = [{ office: head.office ?? "", title: head.title ?? "", seats: [], quorum: null }];
  const headThen = headOnDay({ heads, offices, standings }, organisation.id, day);
  const allowed = signerOn({
    account: signer.account,
    review: review.id,
    organisation: organisation.name,
    day,
    head: headThen,
    standings: standings.filter(({ office }) => office === headThen.office),
    delegations: delegations(before, organisation.id, signer.account),
  });
  const wrong = (words: string): Check => fails("office", words, ["acts"]);
  if (typeof allowed === "string") return wrong(allowed.replace(/\.$/, ""));
  const isAsStated =
    allowed.capacity === signer.capacity &&
    allowed.delegation === signer.delegation &&
    headThen.office === head.office &&
    headThen.account === head.account &&
    headThen.state === head.state;
  if (!isAsStated) return wrong("the office was not held as the statement says");
  const title = head.title ?? head.office ?? "";
  const words = {
    holder: `${signer.name} held the office ${title}`,
    acting: `${signer.name} acted as ${title}`,
    delegate: `${signer.name} had the leave of the holder of ${title}`,
  }[allowed.capacity];
  return holds("office", `${words} on ${dayInWords(day)}, by the acts of the log`);
}

function headOffice(
  act: ReadAct,
  organisation: string,
): { organisation: string; office: string; from_day: string; known_at: string }[] {
  const isIt =
    act.kind === "organisation.head-office-set" && act.subject === `organisation/${organisation}`;
  const [office, from] = [textOf(act, "office"), textOf(act, "from_day")];
  if (!isIt || office === null || from === null) return [];
  return [{ organisation, office, from_day: from, known_at: act.at }];
}

function standing(act: ReadAct): Standing[] {
  const office = /^office\/(.+)$/u.exec(act.subject)?.[1];
  const state = textOf(act, "state");
  const from = textOf(act, "from_day");
  const isAct = act.kind === "office.assigned" || act.kind === "office.vacated";
  if (!isAct || office === undefined || from === null) return [];
  if (state !== "held" && state !== "acting" && state !== "vacant") return [];
  return [
    {
      office,
      state,
      holder: textOf(act, "holder"),
      account: textOf(act, "account"),
      from_day: from,
      until: textOf(act, "until"),
      note: textOf(act, "note"),
      from_memory: false,
      known_at: act.at,
    },
  ];
}

function delegations(acts: readonly ReadAct[], organisation: string, account: string) {
  const subject = `organisation/${organisation}`;
  const ended = new Map(
    acts
      .filter(({ kind }) => kind === "delegation.ended")
      .map((act) => [textOf(act, "delegation"), act.at]),
  );
  return acts
    .filter((act) => act.kind === "delegation.given" && act.subject === subject)
    .filter((act) => textOf(act, "to") === account)
    .map((act) => ({
      delegation: act.digest,
      review: textOf(act, "review") ?? "",
      by: act.actor,
      from: textOf(act, "from") ?? "",
      until: textOf(act, "until") ?? "",
      ended_at: ended.get(act.digest) ?? null,
    }));
}
