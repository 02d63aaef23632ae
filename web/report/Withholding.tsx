import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { Withholdings } from "../../src/reports/withholdings.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { sendJson } from "../app/fetch-json.ts";
import { textOf } from "../identity/Field.tsx";
import { Refused } from "../ui/Refused.tsx";
import { UserText } from "../ui/UserText.tsx";
import { useMay } from "../app/use-may.ts";
import { words } from "./words.ts";

type InForce = Withholdings["in_force"][number];

/** What is withheld in force now, with the way to withhold more and to tell again. */
export function Withholding(props: { readonly summary: DeterminationSummary }): ReactElement {
  const { summary } = props;
  const may = useMay("edition.withhold");
  const held = useAnswer(Withholdings, `/api/reviews/${summary.review}/withholdings`, {}, may);
  const names = new Map(summary.ratings.map((each) => [each.organisation, each.name]));
  const inForce = held.data?.in_force ?? [];
  return (
    <section className="no-print withholding" aria-labelledby="withholding">
      <h2 id="withholding">{may ? words.inForce(inForce.length) : words.withholding}</h2>
      {may ? null : <p className="note">{words.whoWithholds}</p>}
      <ul className="side-list">
        {inForce.map((each) => (
          <li key={`${each.organisation} ${each.item}`}>
            <strong>
              <UserText>{names.get(each.organisation) ?? each.organisation}</UserText>
            </strong>
            {": "}
            <UserText>{each.item === "" ? words.presence : words.item(each.item)}</UserText>
            {". "}
            <UserText>{each.authority}</UserText>
            <Lift review={summary.review} held={each} />
          </li>
        ))}
      </ul>
      {may ? <Withhold summary={summary} /> : null}
    </section>
  );
}

interface Sending {
  readonly said: string;
  readonly error: unknown;
  /** Sends an act on what is withheld; what is to be done once it is saved. */
  readonly send: (path: string, body: object, saved?: () => void) => Promise<void>;
}

function useSending(review: string): Sending {
  const client = useQueryClient();
  const [said, setSaid] = useState("");
  const [error, setError] = useState<unknown>(null);
  const send = async (path: string, body: object, saved?: () => void): Promise<void> => {
    setError(null);
    setSaid(words.sending);
    try {
      const base = `/api/reviews/${encodeURIComponent(review)}`;
      const { answer, leaves } = await sendJson(Withholdings, "POST", `${base}/${path}`, body);
      setSaid(answer.unchanged ? words.wasSo : words.done(leaves[0] ?? ""));
      saved?.();
      await client.invalidateQueries();
    } catch (refused) {
      setSaid("");
      setError(refused);
    }
  };
  return { said, error, send };
}

/** An organisation as the API takes it: one item of it, or that it is there at all. */
function about(organisation: string, item: string): object {
  return { organisation, ...(item === "" ? { presence: true } : { items: [item] }) };
}

function Withhold({ summary }: { readonly summary: DeterminationSummary }): ReactElement {
  const { said, error, send } = useSending(summary.review);
  const organisations = summary.ratings.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return (
    <details className="decide">
      <summary>{words.withholdMore}</summary>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          const page = event.currentTarget;
          const form = new FormData(page);
          const body = about(textOf(form, "organisation"), textOf(form, "item"));
          const authority = textOf(form, "authority").trim();
          void send("withholdings", { ...body, authority }, () => page.reset());
        }}
      >
        <label className="field">
          {words.organisation}
          <select name="organisation" required>
            {organisations.map(({ organisation, name }) => (
              <option key={organisation} value={organisation}>
                {shownText(name)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {words.what}
          <select name="item">
            {summary.enterprise.items.map(({ item, title }) => (
              <option key={item} value={item}>
                {shownText(`${item} ${title}`)}
              </option>
            ))}
            <option value="">{words.wholeOrganisation}</option>
          </select>
        </label>
        <label className="field">
          {words.authority}
          <span className="note">{words.authorityNote}</span>
          <input name="authority" required maxLength={400} autoComplete="off" />
        </label>
        <p className="note">{words.fromNowOn}</p>
        <button type="submit" className="firm">
          {words.withhold}
        </button>
      </form>
      <p role="status" className="note">
        {said}
      </p>
      <Refused error={error} failed={words.notWithheld} />
    </details>
  );
}

function Lift(props: { readonly review: string; readonly held: InForce }): ReactElement {
  const { organisation, item } = props.held;
  const { said, error, send } = useSending(props.review);
  return (
    <details className="approve">
      <summary>{words.lift}</summary>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          const reason = textOf(new FormData(event.currentTarget), "reason").trim();
          void send("withholdings/lift", { ...about(organisation, item), reason });
        }}
      >
        <label className="field">
          {words.liftBecause}
          <input name="reason" required maxLength={400} autoComplete="off" />
        </label>
        <p className="note">{words.liftNote}</p>
        <button type="submit" className="firm">
          {words.tellAgain}
        </button>
      </form>
      <p role="status" className="note">
        {said}
      </p>
      <Refused error={error} failed={words.notLifted} />
    </details>
  );
}
