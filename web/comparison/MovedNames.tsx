import type { ReactElement } from "react";
import { AbsentBar, IntervalBar } from "../../charts/interval-bar.ts";
import type { RibbonKind } from "../../charts/movement-ribbon.ts";
import type { ComparedName, Comparison } from "../../src/determination/determination.contract.ts";
import { unknownOf } from "../../src/determination/words.ts";
import { useAddress } from "../app/address.ts";
import { yearOf } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { useReview } from "../review/review.ts";
import { useSecondDrawing } from "../ui/use-second-drawing.ts";
import { MovementSign } from "./MovementSign.tsx";
import { ApproveMatch } from "../organisations/ApproveMatch.tsx";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";

const shownFirst = 5;

interface MovedNamesProps {
  readonly kind: RibbonKind;
  readonly comparison: Comparison;
}

/** The names that moved in one way, largest first, as pairs of bars. */
export function MovedNames(props: MovedNamesProps): ReactElement {
  const { kind, comparison } = props;
  const { path, search } = useAddress();
  const names = comparison.names
    .filter((name) => name.movement === kind)
    .toSorted((one, other) => sizeOf(other) - sizeOf(one) || (one.name < other.name ? -1 : 1));
  const all = (search["all"] ?? "").split(",").filter((entry) => entry !== "");
  const open = all.includes(kind);
  const drawn = useSecondDrawing() || open ? names : names.slice(0, shownFirst);
  const others = all.filter((entry) => entry !== kind);
  const to = open ? others : [...others, kind];
  const shortNames = namesOfDays(comparison);
  return (
    <section aria-labelledby={kind} className="moved-kind">
      <h2 id={kind}>
        <MovementSign kind={kind} /> {names.length} {words.kinds[kind]}
      </h2>
      <p className="note">{words.means[kind](shortNames.from, shortNames.to)}</p>
      {names.length === 0 ? <p className="soft">{words.none}</p> : null}
      <ul className="pairs" aria-label={words.tableLabel(words.kinds[kind])}>
        {drawn.map((name, index) => (
          <Pair key={name.name} name={name} days={shortNames} late={!open && index >= shownFirst} />
        ))}
      </ul>
      {names.length > shownFirst ? (
        <p className="note no-print">
          <Go to={path} search={{ ...search, all: to.join(",") }}>
            {open ? words.showFewer : words.showAll(names.length)}
          </Go>
        </p>
      ) : null}
    </section>
  );
}

function sizeOf(name: ComparedName): number {
  return Math.max(name.from?.n ?? 0, name.to?.n ?? 0);
}

/** Days are named by their years, where the years tell them apart. */
function namesOfDays({ from, to }: Comparison): { from: string; to: string } {
  return yearOf(from) === yearOf(to) ? { from, to } : { from: yearOf(from), to: yearOf(to) };
}

function Pair(props: {
  name: ComparedName;
  days: { from: string; to: string };
  late: boolean;
}): ReactElement {
  const { name, days } = props;
  const { summary } = useReview();
  const listed = summary.ratings.some((rating) => rating.organisation === name.organisation);
  return (
    <li className={props.late ? "pair on-paper" : "pair"}>
      <div className="who">
        {listed ? (
          <Go to={`/reviews/${summary.review}/organisations/${name.organisation}`}>
            <UserText>{name.name}</UserText>
          </Go>
        ) : (
          <span className="unlisted">
            <UserText>{name.name}</UserText>
          </span>
        )}
        <span className="below">{shownText(remark(name))}</span>
        {name.seems === null || name.seems.organisation === "" ? null : (
          <ApproveMatch
            name={name.name}
            organisation={name.seems.organisation}
            known={name.seems.name}
          />
        )}
      </div>
      <div className="bars">
        <Side day={days.from} side={name.from} name={name.name} />
        <Side day={days.to} side={name.to} name={name.name} />
      </div>
    </li>
  );
}

/** Whom a name seems to follow; else why it may not be compared, unless its bar says so already. */
function remark({ because, seems }: ComparedName): string {
  if (seems !== null) return words.seems(seems.name, seems.shared, seems.of);
  return because.startsWith(words.noRow) ? "" : because;
}

function Side(props: { day: string; side: ComparedName["from"]; name: string }): ReactElement {
  const { day, side } = props;
  if (side === null || side.n === 0) {
    return (
      <>
        <span className="soft day">{day}</span>
        <AbsentBar because={words.noRow} />
        <span className="soft says">{words.noValue}</span>
      </>
    );
  }
  const unknown = unknownOf(side);
  return (
    <>
      <span className="soft day">{day}</span>
      <IntervalBar counts={{ ...side, unknown }} height={9} name={`${props.name}, ${day}`} />
      <span className="says">
        {words.pair(side.good, side.n)}
        <span className="soft">{words.pairUnknown(unknown)}</span>
      </span>
    </>
  );
}
