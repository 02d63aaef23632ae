import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;

/** Somebody of a demonstration as whom a newcomer may look at it. */
export const DemonstrationRole = Type.Object(
  {
    /** What they are, in words: "Reviewing officer". */
    role: Type.String(),
    /** Name of their account. */
    name: Type.String(),
    /** Whether the asker is them now. */
    current: Type.Boolean(),
    /** Page on which they begin. */
    start: Type.String(),
  },
  { $id: "DemonstrationRole", ...closed },
);
export type DemonstrationRole = Static<typeof DemonstrationRole>;

/** GET /api/demonstration/roles: only a demonstration answers it. */
export const DemonstrationRoles = Type.Object(
  { roles: Type.Array(DemonstrationRole) },
  { $id: "DemonstrationRoles", ...closed },
);

/** POST /api/demonstration/role. */
export const RoleSwitch = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 100 }) },
  { $id: "RoleSwitch", ...closed },
);
/** What a switch answers. */
export const RoleSwitched = Type.Object(
  { name: Type.String(), start: Type.String() },
  { $id: "RoleSwitched", ...closed },
);

/** The account of whoever opens the demonstration. */
export const demonstrationOfficer = "Demonstration officer";

/** Whether an account is one of a demonstration, by its name. */
export function isOfDemonstration(name: string): boolean {
  return name === demonstrationOfficer || name.startsWith("SIMULATED ");
}
