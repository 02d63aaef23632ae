import type { Office, Standing } from "../offices/offices.contract.ts";
import type { OrderFile } from "./order.contract.ts";

/** Offices as the text of an order lists them, for the register. */
export function textOffices(order: OrderFile): Office[] {
  return Object.entries(order.offices).map(([office, { title, seats = [], quorum = null }]) => ({
    office,
    title,
    seats,
    quorum,
  }));
}

/** What the text of an order says of holders and vacancies, as facts known at an instant. */
export function textStandings(order: OrderFile, knownAt: string): Standing[] {
  return Object.entries(order.offices).flatMap(([office, { standings = [] }]) =>
    standings.map(({ state, from, note = null, from_memory = false }) => ({
      office,
      state,
      holder: null,
      account: null,
      from_day: from,
      until: null,
      note,
      from_memory,
      known_at: knownAt,
    })),
  );
}
