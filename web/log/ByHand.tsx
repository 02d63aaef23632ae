import type { ReactElement } from "react";
import type { LogEntryProof } from "../../src/platform/log/log.contract.ts";
import { eventText } from "./check-entry.ts";
import { words } from "./words.ts";

/** The checkpoint, and how to check an entry with common tools and without this page. */
export function ByHand({ proof }: { readonly proof: LogEntryProof }): ReactElement {
  const { entry, checkpoint } = proof;
  return (
    <div>
      {checkpoint === null ? null : (
        <section aria-labelledby="checkpoint">
          <h2 id="checkpoint">{words.checkpoint}</h2>
          <p className="note">{words.checkpointNote}</p>
          <pre className="command hash">{checkpoint.trimEnd()}</pre>
        </section>
      )}
      <section className="section" aria-labelledby="by-hand">
        <h2 id="by-hand">{words.byHand}</h2>
        {entry.salt === null || entry.event === null ? null : (
          <>
            <p className="note">{words.byHandDigest}</p>
            <pre className="command hash">{digestCommand(entry.salt, eventText(entry.event))}</pre>
          </>
        )}
        <p className="note">{words.byHandLeaf}</p>
        <pre className="command hash">{leafCommand(entry.digest)}</pre>
        <p className="note">{words.byHandLog}</p>
        <pre className="command hash">./muster log verify --trust KEYFILE</pre>
        <p className="note">{words.byHandTools}</p>
      </section>
    </div>
  );
}

/** In single quotes a shell changes nothing but the single quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Perl's smallest part is on every Debian and Mac; xxd often is not. */
function bytesCommand(hex: string): string {
  return `perl -e 'print pack "H*", shift' ${hex}`;
}

function digestCommand(salt: string, event: string): string {
  return `{ ${bytesCommand(salt)}; printf %s ${quoted(event)}; } | sha256sum`;
}

function leafCommand(digest: string): string {
  return `${bytesCommand(`00${digest}`)} | sha256sum`;
}
