import { type ReactElement, useState } from "react";
import {
  DemonstrationRoles,
  RoleSwitched,
} from "../../src/platform/identity/role-switch.contract.ts";
import { useAnswer } from "./answers.ts";
import { sendJson } from "./fetch-json.ts";
import { words } from "./words.ts";

/** In a demonstration: goes on as somebody else of it. Elsewhere the server knows of no roles, and nothing is shown. */
export function RoleSwitch(): ReactElement | null {
  const roles = useAnswer(DemonstrationRoles, "/api/demonstration/roles");
  const [refusal, setRefusal] = useState("");
  if (roles.data === undefined || roles.isError) return null;
  function be(name: string): void {
    switchTo(name).catch((error: unknown) => {
      setRefusal(error instanceof Error ? error.message : String(error));
    });
  }
  return (
    <section className="role-switch" aria-label={words.roleSwitch}>
      <h2>{words.roleSwitch}</h2>
      <ul>
        {roles.data.roles.map(({ role, name, current }) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={current}
              disabled={current}
              onClick={() => be(name)}
            >
              {role}
            </button>
          </li>
        ))}
      </ul>
      {refusal === "" ? null : <p role="alert">{refusal}</p>}
      <p className="note">{words.roleSwitchKeys}</p>
    </section>
  );
}

async function switchTo(name: string): Promise<void> {
  const { answer } = await sendJson(RoleSwitched, "POST", "/api/demonstration/role", { name });
  globalThis.location.assign(answer.start);
}
