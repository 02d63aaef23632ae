import { accountNames } from "../platform/identity/account-names.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { ShownScore } from "./scores.contract.ts";
import type { OrganisationStages, People } from "./stages.contract.ts";

/** What accounts are called, by identifier: one statement, and none where nobody did anything. */
export async function peopleOf(
  transaction: Transaction,
  accounts: Iterable<string>,
): Promise<People> {
  const asked = [...new Set(accounts)];
  if (asked.length === 0) return {};
  return Object.fromEntries(await accountNames(transaction, asked));
}

/** Who gave some scores. */
export function givers(scores: readonly (Pick<ShownScore, "by"> | null)[]): string[] {
  return scores.flatMap((score) => (score === null ? [] : [score.by]));
}

/** Who brought sides to their stages, and who entered their extensions. */
export function movers(
  stages: readonly Pick<OrganisationStages, "self" | "independent">[],
): string[] {
  return stages
    .flatMap(({ self, independent }) => [self, independent])
    .flatMap(({ by, extension }) => [by ?? [], extension?.by ?? []].flat());
}
