import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { ClockView, OpenDecision } from "../../src/orders/clock.contract.ts";
import { OrderActed } from "../../src/orders/orders.contract.ts";
import { sendJson } from "../app/fetch-json.ts";
import { asProblem } from "../app/ProblemPage.tsx";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";
import { words } from "./words.ts";

/** Choices that the text leaves open: each can be made here, and is then a leaf of the log. */
export function Decisions({ view }: { readonly view: ClockView }): ReactElement {
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">{words.waiting}</h2>
      {view.decisions.length === 0 ? <p className="note">{words.nothingOpen}</p> : null}
      <ul className="side-list">
        {view.decisions.map((open) => (
          <li key={open.tasks.join(" ")}>
            <strong>
              <UserText>{open.question}</UserText>
            </strong>{" "}
            <UserText>{open.words}</UserText>
            <DecisionForm view={view} open={open} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DecisionForm({ view, open }: { view: ClockView; open: OpenDecision }): ReactElement {
  const client = useQueryClient();
  const [said, setSaid] = useState("");
  const offices = leadsOf(view, open);

  async function send(form: FormData): Promise<void> {
    setSaid(words.sending);
    try {
      setSaid(words.sent(await decide(view.order, open, form)));
      await client.invalidateQueries({ queryKey: [`/api/orders/${view.order}/clock`] });
    } catch (error) {
      setSaid(asProblem(error).message);
    }
  }

  return (
    <details className="decide">
      <summary>{words.decide}</summary>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void send(new FormData(event.currentTarget));
        }}
      >
        <Choice
          name="choice"
          label={words.choice}
          options={open.choices.map((choice) => ({ value: choice, name: words.choices[choice] }))}
        />
        <Choice
          name="by"
          label={words.by}
          options={offices.map((lead) => ({ value: lead.office, name: lead.title }))}
        />
        <label className="field">
          {words.because}
          <input name="because" required maxLength={400} />
        </label>
        <button type="submit" className="firm">
          {words.send}
        </button>
        <p role="status" className="note">
          {said}
        </p>
      </form>
    </details>
  );
}

/** Sends one decision for each task it is about; answers the first leaf that was written. */
async function decide(order: string, open: OpenDecision, form: FormData): Promise<string> {
  const [choice, by, because] = ["choice", "by", "because"].map((name) => textIn(form, name));
  const leaves: string[] = [];
  for (const task of open.tasks) {
    const body = { task, choice, by, because };
    const sent = await sendJson(OrderActed, "POST", `/api/orders/${order}/decide`, body);
    leaves.push(...sent.leaves);
  }
  return leaves[0] ?? "";
}

/** The offices that lead the tasks a decision is about, each once. */
function leadsOf(view: ClockView, open: OpenDecision): ClockView["rows"][number]["leads"] {
  const leads = view.rows
    .filter((row) => open.tasks.includes(row.task))
    .flatMap((row) => row.leads);
  return [...new Map(leads.map((lead) => [lead.office, lead])).values()];
}

function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

function Choice(props: {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly name: string }[];
}): ReactElement {
  return (
    <label className="field">
      {props.label}
      <select name={props.name} required>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {shownText(option.name)}
          </option>
        ))}
      </select>
    </label>
  );
}
