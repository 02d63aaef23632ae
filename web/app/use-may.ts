import { Session } from "../../src/platform/identity/identity.contract.ts";
import type { Permission } from "../../src/platform/identity/policy.ts";
import { useAnswer } from "./answers.ts";

/** Says whether the person signed in may do something in the whole instance; false until it is known. */
export function useMay(permission: Permission): boolean {
  const session = useAnswer(Session, "/api/session");
  return session.data?.may.includes(permission) === true;
}
