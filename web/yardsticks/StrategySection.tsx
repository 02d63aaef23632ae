import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { YardstickDiff } from "../../src/yardsticks/yardstick-diff.contract.ts";
import type { Strategy, SuccessionMap } from "../../src/yardsticks/yardstick-map.contract.ts";
import {
  type KeptYardstickMap,
  YardstickMapAnswer,
  YardstickMapList,
} from "../../src/yardsticks/yardsticks.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { instantInWords } from "../app/days.ts";
import { sendJson } from "../app/fetch-json.ts";
import { Unanswered } from "../app/Unanswered.tsx";
import { Refused } from "../ui/Refused.tsx";
import { words } from "./words.ts";
import { yardstickApi } from "./yardstick-path.ts";

const strategies: readonly Strategy[] = ["ask-again", "keep", "rescale"];

/** What becomes of answers from the earlier version to the later one: decided, or to be decided. */
export function StrategySection(props: { readonly diff: YardstickDiff }): ReactElement {
  const { before, after } = props.diff;
  const path = `${yardstickApi(before.name)}/maps`;
  const answer = useAnswer(YardstickMapList, path);
  if (answer.isError || answer.data === undefined) {
    return <Unanswered answer={answer} reading={words.readingOne} />;
  }
  const decided = answer.data.maps.find(
    ({ map }) =>
      map.kind === "succession" && map.source === before.name && map.target === after.name,
  );
  return (
    <section aria-labelledby="strategy">
      <h2 id="strategy">{words.strategy}</h2>
      {decided?.map.kind === "succession" ? (
        <Decided kept={decided} map={decided.map} />
      ) : (
        <Decide diff={props.diff} mapsPath={path} />
      )}
    </section>
  );
}

function Decided(props: { kept: KeptYardstickMap; map: SuccessionMap }): ReactElement {
  const { kept, map } = props;
  const counts = Map.groupBy(map.items, ({ answers }) => answers);
  return (
    <>
      <p>
        {words.strategyChosen(words.strategies[map.strategy], instantInWords(kept.known_at))}{" "}
        {words.strategyCounts(map.unchanged, map.added.length)}
      </p>
      <ul className="strategy-counts">
        {[...counts].map(([answers, items]) => (
          <li key={answers}>
            <strong>{items.length}</strong> {words.answers[answers]}
          </li>
        ))}
      </ul>
    </>
  );
}

function Decide(props: { diff: YardstickDiff; mapsPath: string }): ReactElement {
  const { before, after } = props.diff;
  const client = useQueryClient();
  const [strategy, setStrategy] = useState<Strategy>("ask-again");
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({
    busy: false,
    error: null,
  });
  async function decide(): Promise<void> {
    setState({ busy: true, error: null });
    try {
      const path = `${yardstickApi(before.name)}/successions/${encodeURIComponent(after.name)}`;
      await sendJson(YardstickMapAnswer, "POST", path, { strategy });
      await client.invalidateQueries({ queryKey: [props.mapsPath] });
      setState({ busy: false, error: null });
    } catch (error) {
      setState({ busy: false, error });
    }
  }
  return (
    <>
      <p className="note">{words.strategyNone}</p>
      <form
        className="no-print decide-strategy"
        onSubmit={(event) => {
          event.preventDefault();
          void decide();
        }}
      >
        <fieldset>
          <legend className="visually-hidden">{words.strategy}</legend>
          {strategies.map((each) => (
            <label key={each} className="switch">
              <input
                type="radio"
                name="strategy"
                checked={each === strategy}
                onChange={() => setStrategy(each)}
              />
              {words.strategies[each]}
            </label>
          ))}
        </fieldset>
        <Refused error={state.error} failed={words.notDecided} />
        <button type="submit" className="quiet" disabled={state.busy}>
          {state.busy ? words.deciding : words.decide}
        </button>
      </form>
    </>
  );
}
