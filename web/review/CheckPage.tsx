import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useRef, useState } from "react";
import { Value } from "typebox/value";
import { Determination } from "../../src/determination/determination.contract.ts";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import { ProblemPage } from "../app/ProblemPage.tsx";
import { words as frameWords } from "../app/words.ts";
import { determinationAddress } from "./determination-address.ts";
import { words } from "./words.ts";

/** Fetches the determination behind a page, hashes its bytes here and adds up its counts again. */
export function CheckPage(props: { readonly summary: DeterminationSummary }): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="plain"
        onClick={() => {
          setOpen(true);
          dialog.current?.showModal();
        }}
      >
        {words.check}
      </button>
      <dialog ref={dialog} aria-label={words.checkTitle} onClose={() => setOpen(false)}>
        <h2>{words.checkTitle}</h2>
        {open ? <Checked summary={props.summary} /> : null}
        <form method="dialog">
          <button type="submit" className="firm">
            {frameWords.close}
          </button>
        </form>
      </dialog>
    </>
  );
}

function Checked(props: { readonly summary: DeterminationSummary }): ReactElement {
  const { summary } = props;
  const address = determinationAddress(summary);
  const check = useQuery({
    queryKey: ["check", address],
    queryFn: ({ signal }) => checkDetermination(address, summary, signal),
  });
  if (check.isError) return <ProblemPage error={check.error} />;
  if (check.data === undefined) return <p role="status">{words.checkWorking}</p>;
  const { digest, countsHold, ratings } = check.data;
  const recorded = summary.recorded?.digest.replace(/^sha256:/u, "") ?? "";
  return (
    <div className="checked">
      <p className="note">{words.checkWhat}</p>
      <p>
        {words.checkDigest}
        <br />
        <code className="breaks">{digest}</code>
      </p>
      <p>{words.checkCounted(countsHold, ratings)}</p>
      <p>{recorded === "" ? words.checkNotRecorded : words.checkRecorded(recorded === digest)}</p>
      <p>{words.checkOffline}</p>
      <pre>./muster verify bundle.zip --trust KEYFILE</pre>
    </div>
  );
}

async function checkDetermination(
  address: string,
  summary: DeterminationSummary,
  signal: AbortSignal,
): Promise<{ digest: string; countsHold: boolean; ratings: number }> {
  const response = await fetch(address, { signal });
  const bytes = await response.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const digest = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const determination = Value.Parse(Determination, JSON.parse(new TextDecoder().decode(bytes)));
  const counted = (label: string) =>
    determination.ratings.filter((rating) => rating.rating.label === label).length;
  const countsHold = summary.enterprise.labels.every(
    (label) => counted(label.display.label) === label.count,
  );
  return { digest, countsHold, ratings: determination.ratings.length };
}
