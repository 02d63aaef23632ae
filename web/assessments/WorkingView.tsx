import { type ReactElement, useCallback, useEffect, useRef, useState } from "react";
import type { ScoreKind, ScoreValue } from "../../src/assessments/scores.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { UserText } from "../ui/UserText.tsx";
import { Conflict } from "./Conflict.tsx";
import { NotReported } from "./NotReported.tsx";
import { SaveBar } from "./SaveBar.tsx";
import { counts, nextWide, type ScoreRow, valueOfKey } from "./score-rows.ts";
import { type Focus, ScoreGrid } from "./ScoreGrid.tsx";
import { Pad, ScorePanel } from "./ScorePanel.tsx";
import { type GridKeys, useGridKeys } from "./use-grid-keys.ts";
import { usePhone } from "./use-phone.ts";
import type { Scores } from "./use-scores.ts";
import { useWindow } from "./use-window.ts";
import { words } from "./words.ts";

interface WorkingViewProps {
  readonly review: string;
  readonly head: string;
  readonly label: string;
  readonly rows: readonly ScoreRow[];
  readonly sides: readonly ScoreKind[];
  readonly scores: Scores;
  readonly link: (row: ScoreRow) => { readonly to: string; readonly words: string };
  readonly chosen?: ReadonlySet<string>;
  readonly choose?: (key: string) => void;
  /** Says what cannot be given, and why. */
  readonly nothing: string;
}

const rowHeight = 40;
const phoneRowHeight = 112;

/** Both working views of scores: the grid, the panel beside it, the keys, and what is saved. */
export function WorkingView(props: WorkingViewProps): ReactElement {
  const { rows, sides, scores } = props;
  const grid = useRef<HTMLTableElement>(null);
  const missing = useRef<HTMLDialogElement>(null);
  const conflict = useRef<HTMLDialogElement>(null);
  const evidence = useRef<HTMLInputElement>(null);
  const [at, setAt] = useState<Focus>(() => ({ row: 0, kind: firstSide(rows, sides) }));
  const [said, setSaid] = useState("");
  const phone = usePhone();
  const [unfolded, setUnfolded] = useState(false);
  const height = phone ? phoneRowHeight : rowHeight;
  const { drawn, ref: body, show } = useWindow<HTMLTableSectionElement>(rows.length, height);
  const focus = { ...at, row: Math.min(at.row, Math.max(0, rows.length - 1)) };
  const row = rows[focus.row];
  const setFocus = useCallback((next: Focus) => {
    setAt(next);
    setSaid("");
  }, []);
  function go(to: number): void {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setFocus({ row: next, kind: focus.kind });
    show(next);
  }
  function give(value: ScoreValue): void {
    if (row === undefined) return;
    const because = refusal(row, focus.kind);
    if (because === "") scores.give(row, focus.kind, { value });
    setSaid(because);
    grid.current?.focus({ preventScroll: true });
  }
  function askWhy(): void {
    if (row === undefined) return;
    const because = refusal(row, focus.kind);
    setSaid(because);
    if (because === "") missing.current?.showModal();
  }
  function toEvidence(): void {
    if (row === undefined) return;
    const because = refusal(row, focus.kind);
    if (because !== "") setSaid(because);
    else if (evidence.current === null) setSaid(phone ? words.unfoldFirst : words.first);
    else evidence.current.focus();
  }
  function undo(): void {
    const undone = scores.saver.undo();
    setSaid(undone === null ? words.nothingToUndo : words.undone);
    const place = rows.findIndex(
      (each) => each.item === undone?.item && each.organisation === undone.organisation,
    );
    if (undone === null || place < 0) return;
    setAt({ row: place, kind: undone.kind });
    show(place);
  }
  function nextDifference(): void {
    const next = sides.length < 2 ? -1 : nextWide(rows, focus.row, scores.standing);
    if (next < 0) setSaid(words.noFurther);
    else go(next);
  }
  const page = Math.max(1, Math.floor((globalThis.innerHeight - 260) / rowHeight));
  const turn = (kind: ScoreKind | undefined) => {
    if (kind !== undefined) setFocus({ row: focus.row, kind });
  };
  const keys: GridKeys = {
    ArrowDown: () => go(focus.row + 1),
    ArrowUp: () => go(focus.row - 1),
    j: () => go(focus.row + 1),
    k: () => go(focus.row - 1),
    ArrowLeft: () => turn(sides[0]),
    ArrowRight: () => turn(sides.at(-1)),
    PageDown: () => go(focus.row + page),
    PageUp: () => go(focus.row - page),
    Home: () => go(0),
    End: () => go(rows.length - 1),
    n: askWhy,
    e: toEvidence,
    d: nextDifference,
    ...(props.choose === undefined || row === undefined
      ? {}
      : { x: () => props.choose?.(row.key) }),
    ...Object.fromEntries(
      ["1", "2", "3", "4", "5"].map((key) => [
        key,
        () => {
          const value = row === undefined ? null : valueOfKey(row.scale, key);
          if (value !== null) give(value);
        },
      ]),
    ),
  };
  useGridKeys(grid, keys, undo);
  // Whoever opens the page types at once; nobody is taken out of a field for it.
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) {
      grid.current?.focus({ preventScroll: true });
    }
  }, [grid]);
  if (row === undefined) return <p className="note">{props.nothing}</p>;
  const open = rows.some((each) => sides.some((kind) => each.closed[kind] === ""));
  return (
    <div className="score-columns">
      <ScoreGrid
        grid={grid}
        head={props.head}
        label={props.label}
        rows={rows}
        sides={sides}
        entries={scores.entries}
        standing={scores.standing}
        focus={focus}
        setFocus={setFocus}
        rowHeight={height}
        drawn={drawn}
        body={body}
        {...(props.chosen === undefined ? {} : { chosen: props.chosen })}
        {...(props.choose === undefined ? {} : { choose: props.choose })}
      />
      {phone && !unfolded ? null : (
        <ScorePanel
          review={props.review}
          row={row}
          kind={focus.kind}
          sides={sides}
          scores={scores}
          evidenceField={evidence}
          give={give}
          askWhy={askWhy}
          link={props.link(row)}
          back={() => grid.current?.focus({ preventScroll: true })}
        />
      )}
      <SaveBar
        scores={scores}
        said={shownText(said)}
        open={open}
        compare={() => conflict.current?.showModal()}
        keys={keyList(rows, open, props.choose !== undefined, sides.length === 2)}
      >
        {phone ? (
          <PhonePad
            row={row}
            kind={focus.kind}
            scores={scores}
            give={give}
            askWhy={askWhy}
            unfolded={unfolded}
            unfold={() => setUnfolded(!unfolded)}
          />
        ) : null}
      </SaveBar>
      <NotReported dialog={missing} title={shownText(row.title)} give={give} />
      <Conflict
        dialog={conflict}
        scores={scores}
        titleOf={({ given }) =>
          rows.find((each) => each.item === given.item && each.organisation === given.organisation)
            ?.name ?? given.item
        }
      />
    </div>
  );
}

/** What stands at the thumb on a phone: which cell is in focus, and what may be given there. */
function PhonePad(props: {
  row: ScoreRow;
  kind: ScoreKind;
  scores: Scores;
  give: (value: ScoreValue) => void;
  askWhy: () => void;
  unfolded: boolean;
  unfold: () => void;
}): ReactElement {
  const { row, kind } = props;
  const because = refusal(row, kind);
  return (
    <div className="phone-pad">
      <p>
        <UserText>{row.code === "" ? row.name : row.code}</UserText>
        {`, ${words.sides[kind]} `}
        <button
          type="button"
          className="plain"
          aria-expanded={props.unfolded}
          onClick={props.unfold}
        >
          {props.unfolded ? words.fold : words.unfold}
        </button>
      </p>
      {because === "" ? (
        <Pad
          row={row}
          value={props.scores.standing(row, kind)}
          give={props.give}
          askWhy={props.askWhy}
        />
      ) : (
        <p className="note">{shownText(because)}</p>
      )}
    </div>
  );
}

/** Why a cell takes no score; empty where it does. */
function refusal(row: ScoreRow, kind: ScoreKind): string {
  if (row.withdrawn) return words.closedRow;
  return counts(row) ? row.closed[kind] : `${words.notApplicable}: ${row.because}`;
}

/** The side to begin with: the one that takes scores, and of two that do, the independent one. */
function firstSide(rows: readonly ScoreRow[], sides: readonly ScoreKind[]): ScoreKind {
  const [row] = rows;
  const open = sides.filter((kind) => row?.closed[kind] === "");
  return open.at(-1) ?? sides.at(-1) ?? "self";
}

function keyList(
  rows: readonly ScoreRow[],
  open: boolean,
  selects: boolean,
  both: boolean,
): readonly (readonly [readonly string[], string])[] {
  const { keyWords } = words;
  const scales = new Set(rows.map(({ scale }) => scale));
  return [
    ...(open && scales.has("level") ? [[["1", "–", "5"], keyWords.levels] as const] : []),
    ...(open && scales.has("yes-no") ? [[["1", "2", "3"], keyWords.answers] as const] : []),
    ...(open ? [[["n"], keyWords.missing] as const] : []),
    [["↑", "↓"], keyWords.rows],
    ...(both ? [[["←", "→"], keyWords.sides] as const] : []),
    ...(open ? [[["e"], keyWords.evidence] as const] : []),
    ...(both ? [[["d"], keyWords.next] as const] : []),
    ...(selects ? [[["x"], keyWords.select] as const] : []),
    ...(open ? [[["Ctrl", "Z"], keyWords.undo] as const] : []),
  ];
}
