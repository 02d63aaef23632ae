import { type Static, Type } from "typebox";
import { readDay } from "../kit/calendar.ts";
import { readYaml } from "../kit/read-yaml.ts";
import { Problem } from "../kit/problem.ts";

const closed = { additionalProperties: false } as const;

/** Deliveries that are publicly known, as a file: `muster-deliveries/1`. */
export const DeliveriesFile = Type.Object(
  {
    format: Type.Literal("muster-deliveries/1"),
    order: Type.String(),
    source: Type.String({ minLength: 1 }),
    deliveries: Type.Array(
      Type.Object(
        {
          task: Type.String(),
          on: Type.String(),
          what: Type.Optional(
            Type.Union([Type.Literal("deliver"), Type.Literal("receive"), Type.Literal("accept")]),
          ),
          part: Type.Optional(Type.String()),
          note: Type.Optional(Type.String()),
          source: Type.Optional(Type.String()),
          from_memory: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
    ),
    /** What is known of a task and is no delivery: drafts, rounds of comment, working dates. */
    also_known: Type.Optional(
      Type.Array(
        Type.Object(
          {
            task: Type.String(),
            on: Type.String(),
            note: Type.String(),
            source: Type.Optional(Type.String()),
          },
          closed,
        ),
      ),
    ),
  },
  closed,
);
export type DeliveriesFile = Static<typeof DeliveriesFile>;

/** Reads a file of deliveries. Refuses (bad-input) days that do not exist, with their line. */
export function readDeliveries(content: string | Uint8Array, file: string): DeliveriesFile {
  const { value, placeOf } = readYaml(DeliveriesFile, content, file);
  for (const [at, { on }] of value.deliveries.entries())
    readDay(on, placeOf(["deliveries", at, "on"]));
  for (const [at, { on }] of (value.also_known ?? []).entries()) {
    // Of some things only the month is known: those say so as year and month.
    if (/^\d{4}-(0[1-9]|1[0-2])$/u.test(on)) continue;
    readDay(on, placeOf(["also_known", at, "on"]));
  }
  if (value.deliveries.length === 0) {
    throw new Problem(
      "bad-input",
      "there is no delivery in this list; leave the file out.",
      placeOf(["deliveries"]),
    );
  }
  return value;
}
