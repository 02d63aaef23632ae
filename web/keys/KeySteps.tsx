import type { ReactElement } from "react";
import type { KeyAct, PersonKey } from "../../src/attestations/keys.contract.ts";
import { Steps, type Step } from "../ui/Steps.tsx";
import { words } from "./words.ts";

/** The way of a key in four steps: made, two officers, confirmed. */
export function KeySteps(props: { readonly of: PersonKey }): ReactElement {
  const { acts, account } = props.of;
  const made = acts.find(({ act }) => act === "requested");
  const officers = acts.filter(({ act, by }) => act === "approved" && by !== account);
  const confirmed = acts.find(({ act }) => act === "confirmed");
  const found = [made, officers[0], officers[1], confirmed];
  const next = found.findIndex((act) => act === undefined);
  const steps = [words.made, words.firstOfficer, words.secondOfficer, words.confirmed];
  return (
    <div>
      <h3>{words.stepsLabel}</h3>
      <Steps
        steps={steps.map((name, index): Step => ({
          name,
          state: found[index] !== undefined ? "done" : index === next ? "next" : "later",
          note: saidBy(found[index]),
        }))}
      />
    </div>
  );
}

function saidBy(act: KeyAct | undefined): string {
  return act === undefined ? "" : words.by(act.by_name, act.known_at);
}
