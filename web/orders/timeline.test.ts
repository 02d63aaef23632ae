import fc from "fast-check";
import { expect, test } from "vitest";
import { layTimeline, shortDay } from "./timeline.ts";

const anyDay = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2090-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test("days are written short, with their weekday", () => {
  expect(shortDay("2017-10-10")).toBe("Tue 10 Oct 2017");
  expect(shortDay("soon")).toBe("soon");
});

test("a year of an order has a tick every quarter, the year named once", () => {
  const { ticks } = layTimeline(["2017-05-11", "2018-05-11"]);
  expect(ticks.map((tick) => tick.words)).toEqual(["Jul 2017", "Oct", "Jan 2018", "Apr"]);
});

test("any days stand inside the picture, in their order, under at most fourteen ticks", () => {
  fc.assert(
    fc.property(fc.array(anyDay, { maxLength: 20 }), (days) => {
      const timeline = layTimeline(days);
      const places = days.toSorted().map((day) => timeline.place(day));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places.every((place) => place >= 0 && place <= 100)).toBe(true);
      expect(timeline.ticks.length).toBeLessThanOrEqual(14);
    }),
  );
});
