import { type ReactElement, useState } from "react";
import type { Static } from "typebox";
import type { MappingList } from "../../src/evidence/evidence.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { FirstLines } from "./FirstLines.tsx";
import { words } from "./words.ts";

type Mapping = Static<typeof MappingList>["mappings"][number];

interface ImportFormProps {
  readonly mappings: readonly Mapping[];
  readonly busy: boolean;
  /** What was shown is of something else from now on. */
  readonly changed: () => void;
  readonly send: (form: FormData) => void;
}

/** Which file is read, by which mapping, and what the mapping needs beside it. */
export function ImportForm(props: ImportFormProps): ReactElement {
  const [own, setOwn] = useState(props.mappings.length === 0);
  const [file, setFile] = useState<File | null>(null);
  const measured = props.mappings.filter(({ kind }) => kind !== "inventory");
  const inventories = props.mappings.filter(({ kind }) => kind === "inventory");
  return (
    <form
      className="import-form no-print"
      onChange={props.changed}
      onSubmit={(event) => {
        event.preventDefault();
        props.send(new FormData(event.currentTarget));
      }}
    >
      <label className="field">
        {words.chooseFile} <span className="note">{words.fileHint}</span>
        <input
          type="file"
          name="file"
          required
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
      </label>
      <label className="field">
        {words.byMapping}
        <MappingChoice
          name={own ? "" : "mapping_name"}
          mappings={measured}
          more={words.ownMapping}
          chosen={(value) => setOwn(value === "")}
        />
      </label>
      {own ? (
        <label className="field">
          {words.mappingFile} <span className="note">{words.mappingHint}</span>
          <input type="file" name="mapping" required accept=".yaml,.yml" />
        </label>
      ) : null}
      <label className="field">
        {words.onDay} <span className="note">{words.optional}</span>
        <input type="date" name="day" />
      </label>
      <details>
        <summary>{words.inventoryFile}</summary>
        <label className="field">
          {words.chooseFile} <span className="note">{words.optional}</span>
          <input type="file" name="inventory" />
        </label>
        <label className="field">
          {words.inventoryMapping}
          <MappingChoice
            name="inventory_mapping_name"
            mappings={inventories}
            more={words.optional}
          />
        </label>
        <label className="field">
          {words.revisesLabel} <span className="note">{words.optional}</span>
          <input name="revises" maxLength={200} autoComplete="off" />
        </label>
      </details>
      {file === null ? null : <FirstLines file={file} />}
      <button type="submit" className="firm" disabled={props.busy}>
        {props.busy ? words.previewing : words.preview}
      </button>
    </form>
  );
}

function MappingChoice(props: {
  name: string;
  mappings: readonly Mapping[];
  more: string;
  chosen?: (value: string) => void;
}): ReactElement {
  const { mappings, more } = props;
  const first = props.chosen === undefined ? "" : nameOf(mappings[0]);
  return (
    <select
      name={props.name}
      defaultValue={first}
      onChange={(event) => props.chosen?.(event.target.value)}
    >
      {mappings.map((mapping) => (
        <option key={nameOf(mapping)} value={nameOf(mapping)}>
          {shownText(`${mapping.title} (${nameOf(mapping)})`)}
        </option>
      ))}
      <option value="">{more}</option>
    </select>
  );
}

function nameOf(mapping: Mapping | undefined): string {
  return mapping === undefined ? "" : `${mapping.id}@${mapping.version}`;
}
