import { type ReactElement, useRef, useState } from "react";
import {
  Extended,
  type SideStage,
  type Stage,
  StageChanged,
} from "../../src/assessments/stages.contract.ts";
import type { ScoreKind, ScoreSheet } from "../../src/assessments/scores.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { dayInWords } from "../app/days.ts";
import { sendJson } from "../app/fetch-json.ts";
import { Refused } from "../ui/Refused.tsx";
import { textOf } from "./text-of.ts";
import { words } from "./words.ts";

interface StageBarProps {
  readonly review: string;
  readonly organisation: string;
  readonly stages: ScoreSheet["stages"];
  readonly people: ScoreSheet["people"];
  readonly sides: readonly ScoreKind[];
  /** How many items have a score now, of each side shown. */
  readonly live: readonly number[];
  readonly refetch: () => void;
}

const path: readonly Stage[] = ["assigned", "in-progress", "submitted", "accepted", "closed"];

/** How far each side is, until when it is due, and what the person who looks may do about it. */
export function StageBar(props: StageBarProps): ReactElement {
  return (
    <section className="stage-bar" aria-label={words.stages}>
      {props.sides.map((side, index) => (
        <Side key={side} {...props} side={side} scored={props.live[index] ?? 0} />
      ))}
    </section>
  );
}

type Asked = { readonly to: Stage } | "extension" | null;

function Side(props: StageBarProps & { side: ScoreKind; scored: number }): ReactElement {
  const { side, scored } = props;
  const stage = props.stages[side];
  const [asked, setAsked] = useState<Asked>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const session = useAnswer(Session, "/api/session");
  const mayExtend = session.data?.may.includes("assessment.write") === true && stage.due !== null;
  function ask(what: Asked): void {
    setAsked(what);
    dialog.current?.showModal();
  }
  return (
    <div className="stage-side">
      <h2 className="small">{words.sideHead[side]}</h2>
      <Steps stage={stage} />
      <p className="stage-words">
        {words.stageLine(scored, stage.of)}
        {stage.since === null
          ? ""
          : `, ${shownText(words.since(stage.since.slice(0, 10), stage.by === null ? "" : (props.people[stage.by] ?? stage.by)))}`}
        <Due stage={stage} />
      </p>
      {stage.stage === "changes-requested" && stage.reason !== "" ? (
        <p className="returned">
          <strong>{words.returned}</strong> {shownText(stage.reason)}
        </p>
      ) : null}
      {stage.locked ? <p className="note">{shownText(stage.locked_words)}</p> : null}
      <p className="stage-actions no-print">
        {stage.may.map((to) => (
          <button key={to} type="button" className="quiet" onClick={() => ask({ to })}>
            {words.moves[to]}
          </button>
        ))}
        {mayExtend ? (
          <button type="button" className="quiet" onClick={() => ask("extension")}>
            {words.extend}
          </button>
        ) : null}
      </p>
      <dialog ref={dialog} className="small-dialog" aria-label={words.stages}>
        {asked === null ? null : (
          <Ask
            key={asked === "extension" ? asked : asked.to}
            {...props}
            asked={asked}
            done={() => {
              dialog.current?.close();
              props.refetch();
            }}
            close={() => dialog.current?.close()}
          />
        )}
      </dialog>
    </div>
  );
}

/** The steps of a side in their order; the one it stands at is told by word, weight and a mark. */
function Steps(props: { stage: SideStage }): ReactElement {
  const { stage } = props.stage;
  const steps = stage === "changes-requested" ? path.toSpliced(2, 1, stage) : path;
  return (
    <ol className="steps">
      {steps.map((step) => (
        <li key={step} {...(step === stage ? { "aria-current": "step" as const } : {})}>
          {words.stageNames[step]}
        </li>
      ))}
    </ol>
  );
}

function Due(props: { stage: SideStage }): ReactElement | null {
  const { due, due_words: dueWords, extension, days_late: late } = props.stage;
  if (due === null && dueWords === "") return null;
  return (
    <>
      {due === null ? ` · ${shownText(dueWords)}` : ` · ${words.due(due)}`}
      {extension === null
        ? ""
        : `, ${shownText(words.extendedTo(extension.until, extension.officer))}`}
      {late > 0 ? <strong className="late"> · {words.late(late)}</strong> : null}
    </>
  );
}

function Ask(
  props: StageBarProps & {
    side: ScoreKind;
    scored: number;
    asked: Exclude<Asked, null>;
    done: () => void;
    close: () => void;
  },
): ReactElement {
  const { review, organisation, side, asked } = props;
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const stage = props.stages[side];
  async function send(data: FormData): Promise<void> {
    setBusy(true);
    const text = (name: string) => textOf(data, name);
    const about = { organisations: [organisation], side };
    const base = `/api/reviews/${review}`;
    try {
      if (asked === "extension") {
        const body = {
          ...about,
          until: text("until"),
          officer: text("officer"),
          reason: text("reason"),
        };
        await sendJson(Extended, "POST", `${base}/extensions`, body);
      } else {
        const [reason, until] = [text("reason"), text("until")];
        await sendJson(StageChanged, "POST", `${base}/stages`, {
          ...about,
          to: asked.to,
          ...(reason === "" ? {} : { reason }),
          ...(until === "" ? {} : { until }),
        });
      }
      props.done();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  }
  const returns = asked !== "extension" && asked.to === "changes-requested";
  const locks = asked !== "extension" && ["submitted", "accepted", "closed"].includes(asked.to);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send(new FormData(event.currentTarget));
      }}
    >
      <h2>
        {asked === "extension"
          ? words.extendTitle(side)
          : returns
            ? words.requestTitle(side)
            : words.confirmMove(asked.to, side, stage.of - props.scored)}
      </h2>
      {locks ? <p className="note">{words.moveLocks}</p> : null}
      {asked === "extension" ? (
        <>
          <Field name="until" label={words.until} type="date" required />
          <Field name="officer" label={words.officer} type="text" required />
        </>
      ) : null}
      {asked === "extension" || returns ? (
        <Field name="reason" label={words.reason} type="text" required />
      ) : null}
      {returns ? <Field name="until" label={words.byDay} type="date" /> : null}
      <Refused error={error} failed={words.notMoved} />
      <p className="actions">
        <button type="submit" className="firm" disabled={busy}>
          {asked === "extension" ? words.extend : words.moves[asked.to]}
        </button>
        <button type="button" className="quiet" onClick={props.close}>
          {words.cancel}
        </button>
      </p>
    </form>
  );
}

function Field(props: {
  name: string;
  label: string;
  type: "date" | "text";
  required?: boolean;
}): ReactElement {
  return (
    <label className="field">
      {props.label}
      <input
        name={props.name}
        type={props.type}
        required={props.required === true}
        maxLength={2000}
        autoComplete="off"
      />
    </label>
  );
}

/** How an extension reads in a list: kept here beside the rest of a stage's words. */
export function dueInWords(stage: SideStage): string {
  if (stage.due === null) return shownText(stage.due_words);
  return dayInWords(stage.extension?.until ?? stage.due);
}
