import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { ClockView, OpenDecision } from "../../src/orders/clock.contract.ts";
import { OrderActed } from "../../src/orders/orders.contract.ts";
import { sendJson } from "../app/fetch-json.ts";
import { asProblem } from "../app/ProblemPage.tsx";
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
            <strong>{open.question}</strong> {open.words}
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
  const leads = view.rows
    .filter((row) => open.tasks.includes(row.task))
    .flatMap((row) => row.leads);
  const offices = [...new Map(leads.map((lead) => [lead.office, lead])).values()];

  async function send(form: FormData): Promise<void> {
    setSaid(words.sending);
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === "string" ? value.trim() : "";
    };
    try {
      const leaves: string[] = [];
      for (const task of open.tasks) {
        const body = { task, choice: text("choice"), by: text("by"), because: text("because") };
        const sent = await sendJson(OrderActed, "POST", `/api/orders/${view.order}/decide`, body);
        leaves.push(...sent.leaves);
      }
      setSaid(words.sent(leaves[0] ?? ""));
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
        <label className="field">
          {words.choice}
          <select name="choice" required>
            {open.choices.map((choice) => (
              <option key={choice} value={choice}>
                {words.choices[choice]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {words.by}
          <select name="by" required>
            {offices.map((lead) => (
              <option key={lead.office} value={lead.office}>
                {lead.title}
              </option>
            ))}
          </select>
        </label>
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
