import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { SealedKey } from "../../src/kit/sealed-key.ts";
import { Refused } from "../ui/Refused.tsx";
import { keyFileText, readKeyFile } from "./key-file.ts";
import { forgetKey, keepKey } from "./kept-keys.ts";
import { words } from "./words.ts";

/** Saves a sealed key as a file, and removes it from this browser. */
export function KeyCopy(props: { readonly of: SealedKey }): ReactElement {
  const { of: key } = props;
  const { error, run } = useLocalAct();
  return (
    <div className="no-print">
      <p className="after-table">
        <button type="button" className="quiet" onClick={() => saveFile(key)}>
          {words.copyTitle}
        </button>
      </p>
      <p className="note">{words.copyNote}</p>
      <details className="approve">
        <summary>{words.forgetTitle}</summary>
        <p className="note">{words.forgetNote}</p>
        <Refused error={error} failed={words.failed} />
        <button
          type="button"
          className="quiet"
          onClick={() => void run(() => forgetKey(key.fingerprint))}
        >
          {words.doForget}
        </button>
      </details>
    </div>
  );
}

function saveFile(key: SealedKey): void {
  const address = URL.createObjectURL(new Blob([keyFileText(key)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `muster-key-${key.fingerprint.slice(0, 8)}.json`;
  link.click();
  URL.revokeObjectURL(address);
}

/** Takes the file of a key into this browser; nothing is sent. */
export function ImportKey(props: { readonly account: string }): ReactElement {
  const { error, done, run } = useLocalAct();
  async function take(form: HTMLFormElement): Promise<void> {
    const file = new FormData(form).get("file");
    const text = file instanceof File ? await file.text() : "";
    if (await run(async () => keepKey(await readKeyFile(text, props.account)))) form.reset();
  }
  return (
    <details className="approve no-print">
      <summary>{words.importTitle}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void take(event.currentTarget);
        }}
      >
        <label className="field">
          {words.importFile}
          <input name="file" type="file" accept=".json,application/json" required />
        </label>
        <Refused error={error} failed={words.failed} />
        <button type="submit" className="quiet">
          {words.doImport}
        </button>{" "}
        <span role="status" className="note">
          {done ? words.imported : ""}
        </span>
      </form>
    </details>
  );
}

/** Does something that concerns this browser only. */
function useLocalAct(): {
  readonly error: unknown;
  readonly done: boolean;
  readonly run: (act: () => Promise<void>) => Promise<boolean>;
} {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [done, setDone] = useState(false);
  return {
    error,
    done,
    async run(act) {
      setError(null);
      setDone(false);
      try {
        await act();
        setDone(true);
        await client.invalidateQueries({ queryKey: ["kept-keys"] });
        return true;
      } catch (problem) {
        setError(problem);
        return false;
      }
    },
  };
}
