import type { Static } from "typebox";
import { Problem } from "../kit/problem.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import type { OrganisationFact } from "./organisation-facts.ts";
import { nameClash, nameOn, nameResolver } from "./organisation-names.ts";
import { requireDay, requireOrganisation } from "./organisations.actions.ts";
import type { OrganisationChange, OrganisationChanged } from "./organisations.contract.ts";
import {
  insertChange,
  insertName,
  lockOrganisations,
  organisationFacts,
} from "./organisations.store.ts";

/**
 * Records that organisations were renamed, merged or split on a day.
 * A rename gives a new name from that day; the old one stays an alias, because sources go on using
 * it. A merge makes the names of those that end mean the one that goes on. A split ends the name of
 * the one that ends, which then means nobody: its rows are shown as outside until somebody decides.
 * Leaf: `organisation.changed`.
 */
export async function changeOrganisations(
  work: Work,
  change: OrganisationChange,
): Promise<Static<typeof OrganisationChanged>> {
  requireDay(change.on);
  await lockOrganisations(work.transaction);
  const asOf = await lastKnownAt(work.transaction);
  const facts = await organisationFacts(work.transaction, asOf);
  for (const id of [...change.before, ...change.after]) requireOrganisation(facts, id);
  const writes = namesAfter(change, facts, asOf);
  const knownAt = await work.knownAt();
  const about = { reason: change.reason, by: work.actor.account, known_at: knownAt, until: null };
  for (const { organisation, ...fact } of writes) {
    await insertName(work.transaction, organisation, { ...fact, ...about });
  }
  await insertChange(work.transaction, { ...change, by: work.actor.account, knownAt });
  const words = `${change.before.join(", ")} ${change.kind === "rename" ? "is called" : "became"} ${change.kind === "rename" ? (change.name ?? "") : change.after.join(", ")} from ${change.on}`;
  await work.append({
    kind: "organisation.changed",
    subject: `organisation/${change.after[0] ?? ""}`,
    data: {
      kind: change.kind,
      on: change.on,
      before: change.before,
      after: change.after,
      name: change.name ?? "",
      reason: change.reason,
    },
  });
  return { unchanged: false, words };
}

type NameWrite = {
  organisation: string;
  name: string;
  kind: "name" | "alias" | "ends";
  from: string;
};

function namesAfter(
  change: OrganisationChange,
  facts: readonly OrganisationFact[],
  asOf: string,
): NameWrite[] {
  const [first = ""] = change.before;
  const [next = ""] = change.after;
  const from = change.on;
  const refuse = (sentence: string): never => {
    throw new Problem("refused", sentence);
  };
  if (change.kind === "rename") {
    const name = change.name?.trim() ?? "";
    if (change.before.length !== 1 || first !== next || change.after.length !== 1 || name === "") {
      return refuse(
        "a rename names one organisation, the same before and after, and its new name.",
      );
    }
    const clash = nameClash(facts, { organisation: first, name, from, until: null }, asOf);
    if (clash !== null) return refuse(`"${name}" already means ${clash}; end that first.`);
    const old = facts.filter((each) => each.id === first).map((each) => nameOn(each, from, asOf));
    return [
      ...old.map((each) => ({ organisation: first, name: each, kind: "alias" as const, from })),
      { organisation: first, name, kind: "name", from },
    ];
  }
  if (change.kind === "merge" && change.after.length !== 1) {
    return refuse("a merge has one organisation after it; name that one.");
  }
  if (change.kind === "split" && (change.before.length !== 1 || change.after.length < 2)) {
    return refuse("a split has one organisation before it and several after it; name them.");
  }
  const resolve = nameResolver(facts, asOf);
  return change.before
    .filter((id) => !change.after.includes(id))
    .flatMap((id) => {
      const names = new Set(facts.find((each) => each.id === id)?.names.map((each) => each.name));
      const held = [...names].filter((name) => resolve(name, from) === id);
      return held.flatMap((name) => [
        { organisation: id, name, kind: "ends" as const, from },
        ...(change.kind === "merge"
          ? [{ organisation: next, name, kind: "alias" as const, from }]
          : []),
      ]);
    });
}
