import { type ReactElement, useState } from "react";
import type { Verdict } from "../../src/confirmations/verdicts.contract.ts";
import { OrganisationView } from "../../src/determination/determination-views.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { dayInWords, instantInWords } from "../app/days.ts";
import { Unanswered } from "../app/Unanswered.tsx";
import { WhyRating } from "../organisations/WhyRating.tsx";
import { words } from "./words.ts";

/** The draft: what it stands on, and the reasons of the rating, which are read when they are opened. */
export function DraftSection(props: { readonly verdict: Verdict }): ReactElement {
  const { verdict } = props;
  const [open, setOpen] = useState(false);
  const facts: readonly (readonly [string, string, boolean])[] = [
    [words.facts.on, dayInWords(verdict.on), false],
    [words.facts.asOf, instantInWords(verdict.as_of), false],
    [words.facts.sent, verdict.sent_at === null ? "" : instantInWords(verdict.sent_at), false],
    [words.facts.determination, verdict.determination, true],
    [words.facts.inputs, verdict.inputs, true],
    [words.facts.leaf, verdict.draft ?? "", true],
  ];
  return (
    <section className="verdict-part" aria-labelledby="draft">
      <h2 id="draft">{words.draft}</h2>
      <dl className="statement-facts">
        {facts.map(([name, value, isDigest]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{isDigest ? <code className="breaks">{value}</code> : value}</dd>
          </div>
        ))}
      </dl>
      <details className="stated-items" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words.why}</summary>
        {open ? <Reasons verdict={verdict} /> : null}
      </details>
    </section>
  );
}

function Reasons(props: { readonly verdict: Verdict }): ReactElement {
  const { review, organisation, on, as_of } = props.verdict;
  const path = `/api/reviews/${review}/organisations/${organisation}`;
  const answer = useAnswer(OrganisationView, path, { on, as_of });
  if (answer.data === undefined || answer.isError) {
    return <Unanswered answer={answer} reading={words.readingWhy} />;
  }
  return <WhyRating view={answer.data} />;
}
