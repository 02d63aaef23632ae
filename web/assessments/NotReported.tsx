import { type ReactElement, type RefObject, useState } from "react";
import { ScoreMissing, type ScoreValue } from "../../src/assessments/scores.contract.ts";
import { words } from "./words.ts";

/** Why there may be no score, in the order in which their keys stand. */
const reasons: readonly ScoreMissing[] = ScoreMissing.anyOf.map((each) => each.const);

/** Asks why there is no score; a digit chooses, Esc leaves everything as it is. */
export function NotReported({
  dialog,
  title,
  give,
}: {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly title: string;
  readonly give: (value: ScoreValue) => void;
}): ReactElement {
  const choose = (missing: ScoreMissing | undefined) => {
    if (missing === undefined) return;
    dialog.current?.close();
    give({ missing });
  };
  return (
    <dialog
      ref={dialog}
      className="small-dialog"
      aria-labelledby="missing-title"
      onKeyDown={(event) => {
        if (!/^[1-9]$/u.test(event.key)) return;
        event.preventDefault();
        choose(reasons[Number(event.key) - 1]);
      }}
    >
      <h2 id="missing-title">{words.missingTitle}</h2>
      <p className="note">
        {title}. {words.missingHint}
      </p>
      <ul className="choices">
        {reasons.map((reason, index) => (
          <li key={reason}>
            <button type="button" onClick={() => choose(reason)}>
              <kbd>{index + 1}</kbd> {words.missingReasons[reason]}
            </button>
          </li>
        ))}
      </ul>
      <form method="dialog">
        <button type="submit" className="quiet">
          {words.cancel}
        </button>
      </form>
    </dialog>
  );
}

/** Asks for a share: how many are good, how many bad, of how many. */
export function ShareForm(props: {
  readonly units: string;
  readonly given: ScoreValue | undefined;
  readonly give: (value: ScoreValue) => void;
}): ReactElement {
  const { units, given } = props;
  const there = given !== undefined && "share" in given ? given.share : null;
  const [wrong, setWrong] = useState(false);
  const field = (name: string, label: string, value: number | undefined) => (
    <label>
      {label}
      <input type="number" name={name} min={0} step={1} required defaultValue={value} />
    </label>
  );
  return (
    <form
      className="share-form"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const [good, bad, n] = ["good", "bad", "n"].map((name) => Number(data.get(name)));
        const whole = [good, bad, n].every((each) => Number.isSafeInteger(each));
        const fits = whole && n !== undefined && n >= 1 && (good ?? 0) + (bad ?? 0) <= n;
        setWrong(!fits);
        if (fits && good !== undefined && bad !== undefined)
          props.give({ share: { good, bad, n } });
      }}
    >
      {field("good", words.shareGood(units), there?.good)}
      {field("bad", words.shareBad(units), there?.bad)}
      {field("n", words.shareAll(units), there?.n)}
      {wrong ? <p role="alert">{words.shareWrong}</p> : null}
      <button type="submit" className="quiet">
        {words.keep}
      </button>
    </form>
  );
}
