import { type Static, Type } from "typebox";
import { Link, OscalVersion, Prop } from "../../yardsticks/oscal/oscal.contract.ts";

/*
 * The parts of OSCAL's assessment results and plan of action (NIST OSCAL 1.1.0 to 1.2.x, JSON) that
 * Muster reads. What is not named here is passed over: it was not written by Muster.
 */

const Uuid = Type.String({
  pattern:
    "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$",
  description: "a UUID of version 4 or 5",
});
const Words = Type.String({ maxLength: 20_000 });
const Instant = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$",
  description: "an instant with its zone, such as 2026-11-22T00:00:00Z",
});
const Props = Type.Optional(Type.Array(Prop, { maxItems: 100 }));
const many = { maxItems: 500_000 } as const;

const Metadata = Type.Object({
  title: Words,
  "last-modified": Instant,
  "oscal-version": OscalVersion,
  props: Props,
  parties: Type.Optional(
    Type.Array(Type.Object({ uuid: Uuid, name: Type.Optional(Words), props: Props }), many),
  ),
});

export const OscalObservation = Type.Object({
  uuid: Uuid,
  title: Type.Optional(Words),
  description: Words,
  props: Props,
  "relevant-evidence": Type.Optional(
    Type.Array(Type.Object({ href: Type.Optional(Words), description: Words, props: Props }), {
      maxItems: 1000,
    }),
  ),
  collected: Instant,
  remarks: Type.Optional(Words),
});
export type OscalObservation = Static<typeof OscalObservation>;

export const OscalTask = Type.Object({
  uuid: Uuid,
  title: Words,
  props: Props,
  timing: Type.Optional(Type.Object({ "on-date": Type.Optional(Type.Object({ date: Instant })) })),
});
export type OscalTask = Static<typeof OscalTask>;

export const OscalRisk = Type.Object({
  uuid: Uuid,
  title: Words,
  description: Words,
  statement: Words,
  props: Props,
  status: Type.String({ maxLength: 80 }),
  characterizations: Type.Optional(
    Type.Array(
      Type.Object({
        facets: Type.Array(Type.Object({ name: Words, system: Words, value: Words }), {
          maxItems: 1000,
        }),
      }),
      { maxItems: 1000 },
    ),
  ),
  remediations: Type.Optional(
    Type.Array(
      Type.Object({ uuid: Uuid, tasks: Type.Optional(Type.Array(OscalTask, { maxItems: 1000 })) }),
      { maxItems: 10_000 },
    ),
  ),
});
export type OscalRisk = Static<typeof OscalRisk>;

export const OscalFinding = Type.Object({
  uuid: Uuid,
  title: Words,
  description: Words,
  props: Props,
  target: Type.Object({
    status: Type.Object({ state: Type.String({ maxLength: 80 }) }),
  }),
});
export type OscalFinding = Static<typeof OscalFinding>;

/** An item of a plan, or a resource of the back matter: title, description and what is ours. */
export const OscalEntry = Type.Object({
  uuid: Type.Optional(Uuid),
  title: Type.Optional(Words),
  description: Type.Optional(Words),
  props: Props,
  links: Type.Optional(Type.Array(Link)),
});
export type OscalEntry = Static<typeof OscalEntry>;

const found = {
  observations: Type.Optional(Type.Array(OscalObservation, many)),
  risks: Type.Optional(Type.Array(OscalRisk, many)),
  findings: Type.Optional(Type.Array(OscalFinding, many)),
} as const;

export const OscalResults = Type.Object({
  "assessment-results": Type.Object({
    uuid: Uuid,
    metadata: Metadata,
    results: Type.Array(Type.Object(found), { minItems: 1, maxItems: 100 }),
    "back-matter": Type.Optional(
      Type.Object({ resources: Type.Optional(Type.Array(OscalEntry, many)) }),
    ),
  }),
});
export const OscalPlan = Type.Object({
  "plan-of-action-and-milestones": Type.Object({
    uuid: Uuid,
    metadata: Metadata,
    ...found,
    "poam-items": Type.Array(OscalEntry, { minItems: 1, ...many }),
  }),
});
export type OscalFound = Static<(typeof OscalPlan)["properties"]["plan-of-action-and-milestones"]>;
