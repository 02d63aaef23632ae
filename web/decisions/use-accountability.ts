import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { type Accountability, AccountabilityPage } from "../../src/decisions/decisions.contract.ts";
import { HeadOn, HeadPage } from "../../src/organisations/heads.contract.ts";
import { fetchJson, type QueryValues } from "../app/fetch-json.ts";

const limit = "500";

/** What the determination counts of every organisation of a review: all pages, read one by one. */
export function useAccountability(
  review: string,
  when: QueryValues,
  enabled: boolean,
): UseQueryResult<{ readonly on: string; readonly organisations: readonly Accountability[] }> {
  const path = `/api/reviews/${review}/accountability`;
  return useQuery({
    queryKey: [path, when],
    enabled,
    queryFn: async ({ signal }) => {
      const organisations: Accountability[] = [];
      let page = await fetchJson(AccountabilityPage, path, { ...when, limit }, signal);
      organisations.push(...page.organisations);
      while (page.next !== null) {
        page = await fetchJson(
          AccountabilityPage,
          path,
          { ...when, limit, after: page.next },
          signal,
        );
        organisations.push(...page.organisations);
      }
      return { on: page.on, organisations };
    },
  });
}

/** Who heads each organisation, by identifier. */
export function useHeads(when: QueryValues): UseQueryResult<ReadonlyMap<string, HeadOn>> {
  return useQuery({
    queryKey: ["/api/heads", "all", when],
    queryFn: async ({ signal }) => {
      const heads = new Map<string, HeadOn>();
      let after: string | undefined;
      do {
        const page = await fetchJson(HeadPage, "/api/heads", { ...when, limit, after }, signal);
        for (const head of page.heads) heads.set(head.organisation, head);
        after = page.next ?? undefined;
      } while (after !== undefined);
      return heads;
    },
  });
}
