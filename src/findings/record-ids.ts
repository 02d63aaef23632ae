import type { Register } from "./records.contract.ts";

/** What the identifiers of each register begin with, and what one of its records is called. */
export const registerWords: Readonly<
  Record<Register, { readonly letter: string; readonly one: string; readonly many: string }>
> = {
  findings: { letter: "F", one: "finding", many: "findings" },
  risks: { letter: "R", one: "risk", many: "risks" },
  recommendations: { letter: "C", one: "recommendation", many: "recommendations" },
  actions: { letter: "A", one: "action", many: "actions" },
};

/** The identifier of a record by its number: F-1, R-1, C-1, A-1. */
export function recordId(register: Register, number: number): string {
  return `${registerWords[register].letter}-${number}`;
}

/** The number in an identifier of a register; null for what is none. */
export function numberOf(register: Register, id: string): number | null {
  const [letter, number = ""] = id.split("-");
  const own = letter === registerWords[register].letter && /^[1-9]\d{0,8}$/u.test(number);
  return own && id === `${letter}-${number}` ? Number(number) : null;
}
