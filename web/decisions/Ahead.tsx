import type { ReactElement } from "react";
import type { Attestation, StatementView } from "../../src/attestations/attestations.contract.ts";
import { ShownVerdict, type Verdict } from "../../src/confirmations/verdicts.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { type Step, Steps } from "../ui/Steps.tsx";
import type { Standing } from "./standing.ts";
import { words } from "./words.ts";

interface AheadProps {
  readonly view: StatementView;
  readonly newest: Attestation | undefined;
  readonly standing: Standing;
}

/** What will happen to the statement: prepared, signed, and the round trip of the verdict after it. */
export function Ahead(props: AheadProps): ReactElement {
  const { statement } = props.view;
  const { review, organisation } = statement.predicate;
  const path = `/api/reviews/${review.id}/organisations/${organisation.id}/verdict`;
  // Not sent yet, or not for these eyes: the steps stand without their days then.
  const verdict = useAnswer(ShownVerdict, path);
  const known = verdict.isError ? undefined : verdict.data;
  const steps = [...ownSteps(props), ...verdictSteps(known)];
  const next = steps.findIndex(({ done }) => !done);
  return (
    <Steps
      steps={steps.map(({ name, note, done }, index): Step => {
        return { name, note, state: done ? "done" : index === next ? "next" : "later" };
      })}
    />
  );
}

interface StepAhead {
  readonly name: string;
  readonly note: string;
  readonly done: boolean;
}

function ownSteps({ view, newest, standing }: AheadProps): StepAhead[] {
  const { totals, prepared_by: preparers, due } = view.statement.predicate;
  const open = totals.undecided + totals.expired;
  const isSigned = standing === "signed";
  return [
    {
      name: words.steps.prepared,
      done: open === 0,
      note: open === 0 ? preparers.join(", ") : words.stepUndecided(open, totals.open_risks),
    },
    {
      name: words.steps.signed,
      done: isSigned,
      note:
        isSigned && newest !== undefined
          ? words.stepBy(newest.name, newest.signed_at)
          : due === null
            ? ""
            : words.stepUntil(due),
    },
  ];
}

function verdictSteps(verdict: Verdict | undefined): StepAhead[] {
  const { sent_at: sent = null, reply = null, confirmed = null } = verdict ?? {};
  const until = verdict?.reply_extended?.until ?? verdict?.reply_by ?? null;
  const signatures = verdict?.signatures.length ?? 0;
  return [
    {
      name: words.steps.draft,
      done: sent !== null,
      note: sent === null ? "" : words.stepBy(verdict?.computed ?? "", sent),
    },
    {
      name: words.steps.reply,
      done: reply !== null || confirmed !== null,
      note:
        reply !== null
          ? words.stepBy(reply.by_name, reply.known_at)
          : until === null
            ? ""
            : words.stepReply(until),
    },
    {
      name: words.steps.confirmed,
      done: confirmed !== null,
      note: sent === null ? "" : words.stepSigned(signatures),
    },
  ];
}
