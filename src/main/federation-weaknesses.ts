import { type FederationBody, standingOfBody, thrownFrom } from "./federation-scores.ts";

/** A weakness that auditors of the story find again and again, in our own words. */
export interface Weakness {
  readonly item: string;
  readonly title: string;
  readonly criteria: string;
  readonly condition: (count: number, of: number) => string;
  readonly cause: string;
  readonly effect: string;
}

const weaknesses: readonly Weakness[] = [
  {
    item: "ID.AM",
    title: "Systems past their end of support",
    criteria: "Every system is supported by whoever made it, or has a plan with a day.",
    condition: (count, of) => `${count} of ${of} systems looked at are past their end of support.`,
    cause: "The register holds no end dates.",
    effect: "Known holes stay open, and whoever enters stays.",
  },
  {
    item: "PR.AA",
    title: "Accounts without a second factor",
    criteria: "Whoever changes records signs in with a second factor.",
    condition: (count, of) => `${count} of ${of} accounts sampled sign in with a password alone.`,
    cause: "Older applications were left out when the second factor came.",
    effect: "One password that is guessed opens the records.",
  },
  {
    item: "RC.RP",
    title: "Restoring was never tried",
    criteria: "What matters most is restored once a year, by a written plan, against the clock.",
    condition: (count, of) => `For ${count} of ${of} services no restore is on record.`,
    cause: "Nobody is named for it.",
    effect: "After an incident nobody knows how long the service stays away.",
  },
  {
    item: "DE.CM",
    title: "Records of events are not read",
    criteria: "Records of events reach one place and are looked at every day.",
    condition: (count, of) => `${count} of ${of} systems keep records that nobody reads.`,
    cause: "Two posts for it are not filled.",
    effect: "An intruder is noticed by others first, and late.",
  },
  {
    item: "GV.SC",
    title: "Suppliers without an agreement on security",
    criteria: "Every supplier that reaches our systems has agreed what it must do.",
    condition: (count, of) => `${count} of ${of} contracts say nothing of security.`,
    cause: "Contracts are older than the rule.",
    effect: "What a supplier loses, we lose.",
  },
];

/** A weakness as it was found in one body. */
export interface Found {
  readonly body: FederationBody;
  readonly weakness: Weakness;
  readonly severity: "low" | "moderate" | "high";
  readonly count: number;
  readonly of: number;
  readonly cost: number;
}

/** What the auditors of the story find in a body; nothing where access was refused. */
export function foundIn(body: FederationBody): Found[] {
  const { maturity, examined } = standingOfBody(body);
  if (examined === "refused") return [];
  const thrown = thrownFrom(`findings of ${body.name}`);
  const many = maturity < 310 ? 3 : maturity < 380 ? 2 : maturity < 450 ? 1 : 0;
  const first = thrown(weaknesses.length);
  return Array.from({ length: many }, (_, at) => {
    const weakness = weaknesses[(first + at) % weaknesses.length] ?? weaknesses[0];
    if (weakness === undefined) throw new Error("the story knows no weakness");
    const of = 20 + thrown(80);
    const count = 2 + thrown(Math.floor(of / 2));
    const severity = count * 3 > of ? "high" : count * 6 > of ? "moderate" : "low";
    return { body, weakness, severity, count, of, cost: (5 + thrown(60)) * 10_000 };
  });
}
