import { type Static, Type } from "typebox";

/** What happens to a date that falls on a day off. */
export const DayRule = Type.Union(
  [Type.Literal("printed"), Type.Literal("next"), Type.Literal("previous")],
  { description: "printed keeps the date, next and previous move it to a business day" },
);
export type DayRule = Static<typeof DayRule>;
