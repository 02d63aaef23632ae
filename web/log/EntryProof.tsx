import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useEffect, useRef } from "react";
import { LogEntryProof } from "../../src/platform/log/log.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { instantInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { ByHand } from "./ByHand.tsx";
import { canCheck, checkEntry, type CheckedEntry, eventText } from "./check-entry.ts";
import { Steps } from "./Steps.tsx";
import { useAgainWhile } from "./use-again-while.ts";
import { hiddenKind, words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";

/** One act: what was written, and its way to the signature, checked in this browser. */
export function EntryProof(props: { readonly digest: string }): ReactElement {
  const path = `/api/log/entries/${encodeURIComponent(props.digest)}`;
  const answer = useAnswer(LogEntryProof, path);
  const proof = answer.data;
  useAgainWhile(proof?.inclusion === null, answer);
  const checked = useQuery({
    queryKey: ["checked", path, proof?.checkpoint ?? null],
    queryFn: () => (proof && canCheck() ? checkEntry(proof) : null),
    enabled: proof !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (answer.isError || proof === undefined) {
    return <Unanswered answer={answer} reading={words.reading} />;
  }
  return <Entry proof={proof} checked={checked.data} fault={checked.error} />;
}

interface EntryProps {
  readonly proof: LogEntryProof;
  /** Null when this browser cannot check, undefined while it does. */
  readonly checked: CheckedEntry | null | undefined;
  readonly fault: Error | null;
}

function Entry({ proof, checked, fault }: EntryProps): ReactElement {
  const { entry, inclusion } = proof;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="entry" aria-labelledby="entry">
      <p className="note">
        {entry.at === "" ? null : (
          <>
            <time dateTime={entry.at}>{instantInWords(entry.at)}</time> ·{" "}
          </>
        )}
        {inclusion === null ? words.saved : words.numbered(inclusion.index, inclusion.size)}
      </p>
      <h1 id="entry" className="work" tabIndex={-1} ref={heading}>
        {shownText(words.whoDid(entry))}
      </h1>
      <p className="lede" role="status">
        {fault === null ? <Verdict checked={checked} /> : words.verdict.fails}
      </p>
      <div className="columns section">
        <div>
          <Written proof={proof} />
          {checked ? <Steps steps={checked.steps} /> : null}
        </div>
        <ByHand proof={proof} />
      </div>
    </section>
  );
}

function Verdict({ checked }: Pick<EntryProps, "checked">): ReactElement {
  if (checked === undefined) return <>{words.checking}</>;
  if (checked === null) return <>{words.cannotCheck}</>;
  if (checked.verdict !== "holds") return <>{words.verdict[checked.verdict]}</>;
  return <strong>{words.verdict.holds(checked.steps.length)}</strong>;
}

function Written({ proof }: { readonly proof: LogEntryProof }): ReactElement {
  const { entry } = proof;
  const without = entry.kind === hiddenKind ? words.hidden : words.expired;
  return (
    <section aria-labelledby="written">
      <h2 id="written">{words.written}</h2>
      <dl className="facts">
        <dt>{words.who}</dt>
        <dd>
          <UserText>{entry.actor_name}</UserText>
          {entry.actor_name === entry.actor ? null : <span className="soft"> {entry.actor}</span>}
        </dd>
        <dt>{words.kind}</dt>
        <dd className="mono">{entry.kind}</dd>
        <dt>{words.about}</dt>
        <dd>
          <Go to="/log" search={{ subject: entry.subject }}>
            {shownText(words.aboutInWords(entry))}
          </Go>
        </dd>
        <dt>{words.digest}</dt>
        <dd className="mono hash">{entry.digest}</dd>
        <dt>{words.salt}</dt>
        <dd className="mono hash">{entry.salt ?? without}</dd>
        <dt>{words.event}</dt>
        <dd className="mono hash">{entry.event === null ? without : eventText(entry.event)}</dd>
      </dl>
    </section>
  );
}
