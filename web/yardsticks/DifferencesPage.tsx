import type { ReactElement } from "react";
import {
  YardstickDiff,
  type ItemChangeKind,
} from "../../src/yardsticks/yardstick-diff.contract.ts";
import { YardstickList, type YardstickSummary } from "../../src/yardsticks/yardsticks.contract.ts";
import { useAddress } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Unanswered } from "../app/Unanswered.tsx";
import { Choice } from "../ui/Choice.tsx";
import { Filters } from "../ui/Filters.tsx";
import { TurnPages } from "../ui/TurnPages.tsx";
import { pageOf } from "../ui/turn-pages.ts";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { ChangeList } from "./ChangeList.tsx";
import { StrategySection } from "./StrategySection.tsx";
import { words } from "./words.ts";
import { useYardstick } from "./yardstick.ts";
import { yardstickApi } from "./yardstick-path.ts";

const changesOnPage = 50;
const kinds: readonly ItemChangeKind[] = [
  "reworded",
  "rescaled",
  "renamed",
  "withdrawn",
  "restored",
  "added",
  "dropped",
];

/** What differs between this yardstick and an earlier one, item by item and word by word. */
export function DifferencesPage(): ReactElement {
  const yardstick = useYardstick();
  const { search } = useAddress();
  const name = `${yardstick.id}@${yardstick.version}`;
  const list = useAnswer(YardstickList, "/api/yardsticks");
  if (list.isError || list.data === undefined) {
    return <Unanswered answer={list} reading={words.reading} />;
  }
  const others = othersOf(list.data.yardsticks, name);
  const before = search["before"] ?? others[0]?.name ?? "";
  if (before === "") {
    return (
      <>
        <h1 className="work">{words.onlyOne}</h1>
        <p className="lede">{words.onlyOneWords}</p>
      </>
    );
  }
  return <Compared before={before} after={name} others={others} />;
}

interface Named {
  readonly name: string;
  readonly title: string;
}

/** The yardsticks to compare with: those of the same name first, then those of most like names. */
function othersOf(all: readonly YardstickSummary[], name: string): readonly Named[] {
  const near = (other: string) => {
    let at = 0;
    while (at < other.length && other[at] === name[at]) at += 1;
    return at;
  };
  return all
    .map(({ id, version, title }) => ({ name: `${id}@${version}`, title }))
    .filter((other) => other.name !== name)
    .toSorted((one, other) => near(other.name) - near(one.name));
}

function Compared(props: {
  before: string;
  after: string;
  others: readonly Named[];
}): ReactElement {
  const { before, after, others } = props;
  const address = useAddress();
  const path = `${yardstickApi(before)}/diff/${encodeURIComponent(after)}`;
  const answer = useAnswer(YardstickDiff, path);
  return (
    <>
      <div className="choose no-print">
        <Choice
          label={words.against}
          value={before}
          options={others.map(({ name, title }) => ({ value: name, name: `${title}, ${name}` }))}
          choose={(chosen) => address.change({ before: chosen, show: "", page: "" })}
        />
      </div>
      {answer.isError || answer.data === undefined ? (
        <Unanswered answer={answer} reading={words.reading} />
      ) : (
        <Shown diff={answer.data} />
      )}
    </>
  );
}

function Shown(props: { diff: YardstickDiff }): ReactElement {
  const { diff } = props;
  const { search } = useAddress();
  useRowKeys();
  const show = search["show"] ?? "";
  const changes = diff.changes.filter(({ kind }) => show === "" || kind === show);
  const list = pageOf(changes, search["page"] ?? "", changesOnPage);
  return (
    <>
      <h1 className="work">{words.diffTitle(diff.counts.same, diff.after.items)}</h1>
      <p className="lede">{shownText(words.diffLede(diff.before.name, diff.after.name))}</p>
      {diff.equal_totals_unequal_sets ? (
        <p className="withdrawn">{words.equalTotals(diff.after.items)}</p>
      ) : null}
      <StrategySection diff={diff} />
      <section aria-labelledby="changes">
        <h2 id="changes">{words.diffTable}</h2>
        <Filters
          name="show"
          label={words.diffFilter}
          filters={[
            { key: "", name: words.all, count: diff.changes.length },
            ...kinds
              .filter((kind) => diff.counts[kind] > 0)
              .map((kind) => ({ key: kind, name: words.kinds[kind], count: diff.counts[kind] })),
          ]}
        />
        <ChangeList diff={diff} changes={list.rows} />
        <TurnPages list={list} />
      </section>
    </>
  );
}
