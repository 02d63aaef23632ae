import { QueryClient, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Static, TSchema } from "typebox";
import { Problem } from "../../src/kit/problem.ts";
import { fetchJson, type QueryValues } from "./fetch-json.ts";

/** Answers the page holds. A refusal is final; only a server that is not there is asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) =>
        count < 2 && error instanceof Problem && error.kind === "unreachable",
    },
  },
});

/**
 * Reads an answer of the server for a page. While another day is computed, the old answer stays
 * (`isPlaceholderData` is true then), so that a page can show old numbers with their date. What is
 * about something else, an organisation or an item, never stays.
 */
export function useAnswer<S extends TSchema>(
  schema: S,
  path: string,
  query: QueryValues = {},
  enabled = true,
): UseQueryResult<Static<S>> {
  return useQuery<Static<S>>({
    queryKey: [path, query],
    queryFn: ({ signal }) => fetchJson(schema, path, query, signal),
    placeholderData: (before, asked) =>
      sameButForTime(asked?.queryKey, path, query) ? before : undefined,
    enabled,
  });
}

/** What in a query only says of when: days and instants. */
const times: readonly string[] = ["on", "as_of", "from", "to"];

/** Whether what was asked before differs in nothing but days and instants from what is asked now. */
function sameButForTime(
  before: readonly unknown[] | undefined,
  path: string,
  query: QueryValues,
): boolean {
  if (before === undefined || before[0] !== path) return false;
  return timeless(before[1]) === timeless(query);
}

function timeless(query: unknown): string {
  const kept = Object.entries(query ?? {}).filter(([name]) => !times.includes(name));
  return JSON.stringify(kept.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
