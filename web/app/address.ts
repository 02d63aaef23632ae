import { useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import { useCallback } from "react";

/** The query of an address, as plain words: what stands there is what is read. */
export type Search = Readonly<Record<string, string>>;

/** Reads the query of an address; no value is turned into a number or a list behind the back. */
export function parseSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Writes the query of an address; empty values are left out, so that links stay short. */
export function writeSearch(search: Record<string, unknown>): string {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === "string" && value !== "") values.set(name, value);
  }
  const written = values.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  return written === "" ? "" : `?${written}`;
}

interface Address {
  readonly path: string;
  readonly search: Search;
  /** The day spoken of; empty for the newest. */
  readonly on: string;
  /** The instant as of which things were known; empty for now. */
  readonly asOf: string;
  /** Changes parts of the query; an empty value removes one. */
  readonly change: (patch: Search, how?: { replace?: boolean }) => void;
  /** Goes to a page and keeps the day and the instant. */
  readonly go: (path: string, search?: Search) => void;
}

/** The state of the page, which is its address. */
export function useAddress(): Address {
  const location = useRouterState({ select: (state) => state.location });
  const navigate = useNavigate();
  const search = parseSearch(location.searchStr);
  const { on = "", as_of: asOf = "" } = search;
  const change = useCallback(
    (patch: Search, how: { replace?: boolean } = {}) => {
      const next = { ...parseSearch(globalThis.location.search), ...patch };
      const replace = how.replace ?? false;
      // What replaces the address is typed or opened in place: the page stays where it is.
      void navigate({ to: ".", search: next, replace, resetScroll: !replace });
    },
    [navigate],
  );
  const go = useCallback(
    (path: string, more: Search = {}) => {
      const now = parseSearch(globalThis.location.search);
      void navigate({ to: path, search: { ...kept(now), ...more } });
    },
    [navigate],
  );
  return { path: location.pathname, search, on, asOf, change, go };
}

/** Day and instant of an address: what every link keeps. */
export function kept(search: Search): Search {
  const { on = "", as_of: asOf = "" } = search;
  return { ...(on === "" ? {} : { on }), ...(asOf === "" ? {} : { as_of: asOf }) };
}

/** A named part of the path, such as `review`; empty where the route has none. */
export function usePart(name: string): string {
  const parts: Record<string, unknown> = useParams({ strict: false });
  const value = parts[name];
  return typeof value === "string" ? value : "";
}
