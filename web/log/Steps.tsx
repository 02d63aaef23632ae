import type { ReactElement, ReactNode } from "react";
import type { Step, Verdict } from "./check-entry.ts";
import { words } from "./words.ts";

type Join = Extract<Step, { kind: "join" }>;

/** The steps of a check, one below the other; the siblings on the way to the root are folded. */
export function Steps({ steps }: { readonly steps: readonly Step[] }): ReactElement {
  const joins = steps.filter((step) => step.kind === "join");
  const shown = steps.filter((step) => step.kind !== "join");
  return (
    <section className="section" aria-labelledby="steps">
      <h2 id="steps">{words.steps}</h2>
      <p className="note">{words.stepsNote}</p>
      <ol className="steps">
        {shown.map((step) => (
          <li key={step.kind}>
            <Mark verdict={step.verdict} />
            <div>
              <p className="what">{titleOf(step)}</p>
              <Hashes step={step} />
              {step.kind === "leaf" && joins.length > 0 ? <Joins joins={joins} /> : null}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function titleOf(step: Exclude<Step, Join>): string {
  if (step.verdict === "holds") return words.step[step.kind];
  return step.verdict === "fails" ? words.stepFails[step.kind] : words.stepUntold[step.kind];
}

function Hashes({ step }: { readonly step: Exclude<Step, Join> }): ReactElement | null {
  switch (step.kind) {
    case "signature":
      return <p className="note">{words.signedBy(step.signer, step.size)}</p>;
    case "root":
      return (
        <>
          <Hash name={words.computed}>{step.computed}</Hash>
          {step.verdict === "fails" ? <Hash name={words.signed}>{step.signed}</Hash> : null}
        </>
      );
    case "digest":
    case "leaf":
      return step.computed === "" ? null : <Hash name={words.computed}>{step.computed}</Hash>;
    default:
      return null;
  }
}

function Joins({ joins }: { readonly joins: readonly Join[] }): ReactElement {
  return (
    <details className="folded joins">
      <summary>{words.joins(joins.length)}</summary>
      <ol>
        {joins.map((join) => (
          <li key={join.from}>
            <p className="what">{words.join(join.from, join.to, join.side)}</p>
            <Hash name={words.sibling}>{join.sibling}</Hash>
            <Hash name={words.computed}>{join.computed}</Hash>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Hash(props: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <p className="given">
      <span className="soft">{props.name} </span>
      <span className="mono hash">{props.children}</span>
    </p>
  );
}

/** Shape before colour: a tick, a cross, or a hatched square. */
function Mark({ verdict }: { readonly verdict: Verdict }): ReactElement {
  const shape = {
    holds: <path d="M3.5 8.5l3 3 6-7" className="tick" />,
    fails: <path d="M4 4l8 8M12 4l-8 8" className="tick" />,
    untold: <path d="M1 9L9 1M1 15L15 1M7 15L15 7" className="hatch" />,
  }[verdict];
  return (
    <svg
      className={`mark ${verdict}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      role="img"
      aria-label={words.mark[verdict]}
    >
      <rect x="0.5" y="0.5" width="15" height="15" />
      {shape}
    </svg>
  );
}
