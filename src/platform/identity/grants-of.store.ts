import { Type } from "typebox";
import { GrantView } from "./identity.contract.ts";

/** SQL: the grants that an account holds today, as JSON in a fixed order. `account` is a column. */
export const grantsOf = (account: string): string =>
  `coalesce((select jsonb_agg(jsonb_build_object('role', role, 'organisation', organisation) order by role, organisation nulls first)
     from grants where grants.account = ${account} and withdrawn_at is null), '[]')`;

/** Who stands behind a session or a token. */
export const Holder = Type.Object({
  account: Type.String(),
  name: Type.String(),
  grants: Type.Array(GrantView),
});
