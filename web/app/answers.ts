import {
  keepPreviousData,
  QueryClient,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
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
 * (`isPlaceholderData` is true then), so that a page can show old numbers with their date.
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
    placeholderData: keepPreviousData,
    enabled,
  });
}
