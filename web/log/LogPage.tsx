import "./log.css";
import type { ReactElement } from "react";
import { LogPage as LogAnswer } from "../../src/platform/log/log.contract.ts";
import { useAddress } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { ProblemPage } from "../app/ProblemPage.tsx";
import { Shell } from "../app/Shell.tsx";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { EntryProof } from "./EntryProof.tsx";
import { EntryTable } from "./EntryTable.tsx";
import { useAgainWhile } from "./use-again-while.ts";
import { words } from "./words.ts";
import { shownText } from "../../src/kit/shown-text.ts";

// Long runs are folded, so that this is seldom as many rows.
const actsOnPage = "100";

/** The log: the newest acts in plain words, and the proof of any one of them. */
export function LogPage(): ReactElement {
  const { search } = useAddress();
  const { entry = "", subject = "", kind = "", after = "" } = search;
  useRowKeys();
  const answer = useAnswer(LogAnswer, "/api/log/entries", {
    subject,
    kind,
    after,
    limit: actsOnPage,
  });
  const page = answer.data;
  const waiting = page?.entries.filter(({ index }) => index === null).length ?? 0;
  useAgainWhile(waiting > 0, answer);
  return (
    <Shell
      title={titleOf(subject, kind) ?? words.log}
      place={[{ name: words.log, to: "/log" }]}
      foot={<Foot size={page?.size ?? null} />}
      printedFoot={[
        entry === "" ? "" : words.printed(entry),
        words.footCheckpoint(page?.size ?? 0),
      ]}
    >
      {entry === "" ? null : <EntryProof key={entry} digest={entry} />}
      {answer.isError ? (
        <ProblemPage error={answer.error} retry={() => void answer.refetch()} />
      ) : page === undefined ? (
        <p role="status" className="reading">
          {words.reading}
        </p>
      ) : (
        <Acts page={page} waiting={waiting} chosen={entry} />
      )}
    </Shell>
  );
}

/** The title of a narrowed list. */
function titleOf(subject: string, kind: string): string | undefined {
  if (subject !== "") return words.filteredTitle(subject);
  return kind === "" ? undefined : words.kindTitle(kind);
}

interface ActsProps {
  readonly page: LogAnswer;
  readonly waiting: number;
  readonly chosen: string;
}

function Acts({ page, waiting, chosen }: ActsProps): ReactElement {
  const { search } = useAddress();
  const { subject = "", kind = "", after = "" } = search;
  const list = { ...(subject === "" ? {} : { subject }), ...(kind === "" ? {} : { kind }) };
  const title = titleOf(subject, kind) ?? words.titleCount(page.size);
  return (
    <section className="acts" aria-labelledby="acts">
      {chosen === "" ? (
        <>
          <h1 id="acts">{shownText(title)}</h1>
          <p className="lede">{words.lede}</p>
        </>
      ) : (
        <h2 id="acts">{after === "" ? words.newest : words.furtherBack}</h2>
      )}
      <p className="note" role="status">
        {waiting === 0 ? "" : words.waiting(waiting)}
      </p>
      {subject === "" && kind === "" ? null : (
        <p className="note">
          {shownText(subject === "" ? words.onlyKind(kind) : words.onlyAbout(subject))} ·{" "}
          <Go to="/log">{words.allActs}</Go>
        </p>
      )}
      {page.veiled ? <p className="note">{words.veiled}</p> : null}
      {page.entries.length === 0 ? (
        <div className="empty">
          <h2>{words.emptyTitle}</h2>
          <p>{words.empty}</p>
        </div>
      ) : (
        <EntryTable entries={page.entries} list={list} after={after} chosen={chosen} />
      )}
      <p className="turn">
        {after === "" ? null : (
          <Go to="/log" search={list}>
            {words.toNewest}
          </Go>
        )}
        {page.next === null ? null : (
          <Go to="/log" search={{ ...list, after: page.next }}>
            {words.older}
          </Go>
        )}
      </p>
    </section>
  );
}

function Foot(props: { readonly size: number | null }): ReactElement {
  return (
    <>
      {props.size === null ? null : <span>{words.footCheckpoint(props.size)}</span>}
      <a href="/log/checkpoint">{words.footText}</a>
      <a href="/log/vkey">{words.footKey}</a>
    </>
  );
}
