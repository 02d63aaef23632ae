import { type ReactElement, type RefObject, useState } from "react";
import { shownText } from "../../src/kit/shown-text.ts";
import { shortDigest } from "../app/days.ts";
import type { Given } from "./score-saver.ts";
import { textOf } from "./text-of.ts";
import { words } from "./words.ts";

type Evidence = Given["evidence"];
type Source = Evidence[number];

interface EvidenceProps {
  readonly evidence: Evidence;
  /** Where something may be added: the field that the key `e` goes to. */
  readonly field?: RefObject<HTMLInputElement | null>;
  readonly change?: (evidence: Evidence) => void;
}

/** What a score rests on: addresses, files by their digest, collections; with a field that adds one. */
export function EvidenceList({ evidence, change, field }: EvidenceProps): ReactElement | null {
  const [wrong, setWrong] = useState(false);
  if (change === undefined) {
    return evidence.length === 0 ? null : (
      <ul className="evidence">
        {evidence.map((source) => (
          <li key={keyOf(source)}>
            <SourceName source={source} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <form
      className="evidence-form"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const link = textOf(new FormData(form), "link");
        const fits = /^https?:\/\/[^\s<>"']+$/u.test(link);
        setWrong(!fits);
        if (!fits) return;
        change([...evidence.filter((each) => keyOf(each) !== link), { link }]);
        form.reset();
      }}
    >
      {evidence.length === 0 ? null : (
        <ul className="evidence">
          {evidence.map((source) => (
            <li key={keyOf(source)}>
              <button
                type="button"
                className="plain"
                onClick={() => change(evidence.filter((each) => each !== source))}
              >
                {words.remove(nameOf(source))}
              </button>
            </li>
          ))}
        </ul>
      )}
      <label className="side-head" htmlFor="score-link">
        {words.link}
      </label>
      <input
        id="score-link"
        name="link"
        ref={field}
        inputMode="url"
        autoComplete="off"
        maxLength={2000}
        aria-describedby="score-link-hint"
        aria-invalid={wrong}
      />
      <p className="note" id="score-link-hint">
        {wrong ? words.badLink : words.linkHint}
      </p>
      <button type="submit" className="quiet">
        {words.addEvidence}
      </button>
    </form>
  );
}

function keyOf(source: Source): string {
  if ("link" in source) return source.link;
  return "file" in source ? source.file : source.collection;
}

function nameOf(source: Source): string {
  if ("link" in source) return shownText(source.title ?? source.link);
  return shownText("file" in source ? source.name : source.collection);
}

function SourceName(props: { source: Source }): ReactElement {
  const { source } = props;
  if ("link" in source) {
    return (
      <a href={source.link} rel="noreferrer noopener" className="breaks">
        {nameOf(source)}
      </a>
    );
  }
  return (
    <>
      {nameOf(source)}
      {"file" in source ? <code> {shortDigest(source.file)}</code> : null}
    </>
  );
}
