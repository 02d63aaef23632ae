import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { AliasApproved } from "../../src/organisations/organisations.contract.ts";
import { shortDigest } from "../app/days.ts";
import { sendJson } from "../app/fetch-json.ts";
import { Refused } from "../ui/Refused.tsx";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";
import { words } from "./words.ts";

interface ApproveMatchProps {
  /** The name that a file uses. */
  readonly name: string;
  readonly organisation: string;
  /** The name under which the organisation is known. */
  readonly known: string;
}

/** Says with a reason that a name means a known organisation; an act in the log, never a guess. */
export function ApproveMatch(props: ApproveMatchProps): ReactElement {
  const { name, organisation, known } = props;
  const client = useQueryClient();
  const [said, setSaid] = useState("");
  const [error, setError] = useState<unknown>(null);
  async function approve(form: FormData): Promise<void> {
    setError(null);
    setSaid(words.approving);
    try {
      const body = { organisation, name, reason: form.get("reason") };
      const sent = await sendJson(AliasApproved, "POST", "/api/organisations/aliases", body);
      setSaid(words.approved(shortDigest(sent.leaves[0] ?? "")));
      await client.invalidateQueries();
    } catch (problem) {
      setSaid("");
      setError(problem);
    }
  }
  return (
    <details className="approve no-print">
      <summary>
        <UserText>{words.approve(known)}</UserText>
      </summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void approve(new FormData(event.currentTarget));
        }}
      >
        <label className="field">
          {shownText(words.approveWhy(name, known))}
          <input name="reason" required maxLength={2000} autoComplete="off" />
        </label>
        <Refused error={error} failed={words.notApproved} />
        <button type="submit" className="quiet">
          {words.approveIt}
        </button>
        <span role="status" className="note">
          {said}
        </span>
      </form>
    </details>
  );
}
