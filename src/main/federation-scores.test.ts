import { expect, test } from "vitest";
import {
  type FederationBody,
  federationSample,
  federationScores,
  standingOfBody,
  thrownFrom,
} from "./federation-scores.ts";

const bodies: FederationBody[] = Array.from({ length: 130 }, (_, at) => ({
  name: `Body ${at}`,
  parent: "",
  kind: "organisation",
}));
const items = [...federationSample, "GV.PO", "RC.CO"];

test("tells the same story every time, and another one of another body", () => {
  expect(federationScores(bodies, items, "self", "2026-05-18")).toBe(
    federationScores(bodies, items, "self", "2026-05-18"),
  );
  const thrown = (seed: string) => Array.from({ length: 8 }, () => thrownFrom(seed)(1000));
  expect(thrown("one")).toEqual(thrown("one"));
  const [one, other] = [thrownFrom("one"), thrownFrom("other")];
  expect(Array.from({ length: 8 }, () => one(1000))).not.toEqual(
    Array.from({ length: 8 }, () => other(1000)),
  );
});

test("has bodies that report nothing, that flatter themselves, and that let nobody in", () => {
  const standings = bodies.map(standingOfBody);
  expect(standings.some(({ reports }) => reports === "nothing")).toBe(true);
  expect(standings.some(({ flattery }) => flattery === 2)).toBe(true);
  expect(standings.some(({ examined }) => examined === "refused")).toBe(true);
  expect(standings.every(({ maturity }) => maturity >= 100 && maturity <= 530)).toBe(true);
});

test("puts nothing in the place of what nobody said", () => {
  const silent = bodies.filter((body) => standingOfBody(body).reports === "nothing");
  const table = federationScores(bodies, items, "self", "2026-05-18");
  expect(silent.length).toBeGreaterThan(0);
  for (const { name } of silent) expect(table).not.toContain(`${name},`);
});

test("throws only whole numbers below the bound", () => {
  const thrown = thrownFrom("bounds");
  for (let at = 0; at < 2000; at += 1) {
    const number = thrown(7);
    expect(Number.isInteger(number) && number >= 0 && number < 7).toBe(true);
  }
});
