import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useEffect, useRef, useState } from "react";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import { Publication } from "../../src/reports/bundle.contract.ts";
import { EditionPreview } from "../../src/reports/edition.contract.ts";
import { Withholdings } from "../../src/reports/withholdings.contract.ts";
import { useAddress } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { dayInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { textOf } from "../identity/Field.tsx";
import { Refused } from "../ui/Refused.tsx";
import { UserText } from "../ui/UserText.tsx";
import { type Added, type Meant, publishMeant } from "./publishing.ts";
import { useMay } from "../app/use-may.ts";
import { words } from "./words.ts";

interface PublishProps {
  readonly summary: DeterminationSummary;
  readonly editions: readonly Publication[];
  readonly forPublic: boolean;
}

/** Where an officer publishes what the page shows; others read who does. */
export function Publish(props: PublishProps): ReactElement {
  const may = useMay("report.publish");
  const { asOf } = useAddress();
  const { review, on } = props.summary;
  const preview = useAnswer(
    EditionPreview,
    `/api/reviews/${review}/editions/preview`,
    { on, as_of: asOf },
    props.forPublic && may,
  );
  const held = useAnswer(Withholdings, `/api/reviews/${review}/withholdings`, {}, may);
  return (
    <section aria-labelledby="publish" className="no-print">
      <h2 id="publish">{props.forPublic ? words.publishPublic : words.publishWhole}</h2>
      {may ? (
        <Ready
          {...props}
          preview={props.forPublic ? preview.data : null}
          withholds={(held.data?.in_force.length ?? 0) > 0}
          asOf={asOf}
        />
      ) : (
        <p className="note">{words.whoPublishes}</p>
      )}
    </section>
  );
}

interface ReadyProps extends PublishProps {
  /** Null for everything; undefined until the preview is there. */
  readonly preview: EditionPreview | null | undefined;
  readonly withholds: boolean;
  readonly asOf: string;
}

function Ready(props: ReadyProps): ReactElement {
  const { preview, summary, asOf } = props;
  if (preview === undefined) return <p className="note">{words.previewFirst}</p>;
  if (preview === null && props.withholds) return <p className="note">{words.wholeWithholds}</p>;
  if (preview !== null && !preview.withholds) return <p className="note">{words.publicIsWhole}</p>;
  if (preview !== null && preview.mentions.length > 0) {
    return <p className="note">{words.mendFirst}</p>;
  }
  const meant = { review: summary.review, on: summary.on, asOf, preview };
  return <Steps {...props} meant={meant} key={preview?.digest ?? summary.inputs} />;
}

type Step =
  | { readonly at: "asked" }
  | { readonly at: "confirm"; readonly added: Added }
  | { readonly at: "recording" | "writing"; readonly added: Added }
  | { readonly at: "done"; readonly publication: Publication };

/** First what is added, then what becomes public for good, then what came of it. */
function Steps(props: ReadyProps & { readonly meant: Meant }): ReactElement {
  const client = useQueryClient();
  const [step, setStep] = useState<Step>({ at: "asked" });
  const [error, setError] = useState<unknown>(null);

  async function send(added: Added): Promise<void> {
    setError(null);
    try {
      const publication = await publishMeant(props.meant, added, (at) => setStep({ at, added }));
      setStep({ at: "done", publication });
      await client.invalidateQueries();
    } catch (refused) {
      setError(refused);
      setStep({ at: "confirm", added });
    }
  }

  if (step.at === "done") return <Done publication={step.publication} />;
  const busy = step.at === "recording" || step.at === "writing";
  return (
    <>
      <div hidden={step.at !== "asked"}>
        <Asked editions={props.editions} next={(added) => setStep({ at: "confirm", added })} />
      </div>
      {step.at === "asked" ? null : (
        <Confirm
          summary={props.summary}
          preview={props.meant.preview}
          added={step.added}
          busy={busy}
          back={() => setStep({ at: "asked" })}
          send={() => void send(step.added)}
        />
      )}
      <p role="status" className="reading">
        {busy ? words.publishing[step.at] : ""}
      </p>
      <Refused error={error} failed={words.notPublished} />
    </>
  );
}

function Asked(props: {
  readonly editions: readonly Publication[];
  readonly next: (added: Added) => void;
}): ReactElement {
  const [corrects, setCorrects] = useState("");
  const open = props.editions.filter((edition) => edition.corrected_by === "");
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const errors = textOf(form, "errors_to").trim();
        const reason = textOf(form, "reason").trim();
        props.next({
          ...(errors === "" ? {} : { errors_to: errors }),
          ...(corrects === "" ? {} : { corrects, reason }),
        });
      }}
    >
      <label className="field">
        {words.errorsTo}
        <input name="errors_to" maxLength={200} autoComplete="off" />
      </label>
      {open.length === 0 ? null : (
        <label className="field">
          {words.correctsField}
          <select value={corrects} onChange={(event) => setCorrects(event.target.value)}>
            <option value="">{words.correctsNone}</option>
            {open.map((edition) => (
              <option key={edition.id} value={edition.id}>
                {edition.id}
              </option>
            ))}
          </select>
        </label>
      )}
      {corrects === "" ? null : (
        <label className="field">
          {words.correctsBecause}
          <input name="reason" required maxLength={2000} autoComplete="off" />
        </label>
      )}
      <button type="submit" className="firm">
        {words.lookAtIt}
      </button>
    </form>
  );
}

interface ConfirmProps {
  readonly summary: DeterminationSummary;
  /** Null for everything. */
  readonly preview: EditionPreview | null;
  readonly added: Added;
  readonly busy: boolean;
  readonly back: () => void;
  readonly send: () => void;
}

/** What becomes public for good: nobody publishes without having read it. */
function Confirm(props: ConfirmProps): ReactElement {
  const { summary, preview, added, busy } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const headline = preview?.headline ?? summary.enterprise.headline;
  const told = preview?.organisations ?? summary.ratings.length;
  return (
    <div className="confirm" role="group" aria-labelledby="for-good">
      <h3 id="for-good" ref={title} tabIndex={-1}>
        {words.forGood}
      </h3>
      <p>
        <strong>
          <UserText>{`${headline}.`}</UserText>
        </strong>
      </p>
      <ul className="side-list">
        <li>{words.confirmDay(dayInWords(summary.on), words.organisations(told))}</li>
        <li>
          {preview === null
            ? words.confirmWhole
            : words.confirmPublic(preview.hidden.length, preview.withheld.length)}
        </li>
        <li>
          <UserText>{words.confirmErrors(added.errors_to ?? "")}</UserText>
        </li>
        {summary.simulated ? <li>{words.confirmSimulated}</li> : null}
        {added.corrects === undefined ? null : (
          <li>
            <UserText>{words.confirmCorrects(added.corrects, added.reason ?? "")}</UserText>
          </li>
        )}
        <li>{words.neverBack}</li>
      </ul>
      <p className="actions">
        <button type="button" className="firm" disabled={busy} onClick={props.send}>
          {words.publishForGood}
        </button>
        <button type="button" className="quiet" disabled={busy} onClick={props.back}>
          {words.back}
        </button>
      </p>
    </div>
  );
}

function Done({ publication }: { readonly publication: Publication }): ReactElement {
  return (
    <div role="status">
      <p>
        <strong>{publication.unchanged ? words.publishedBefore : words.publishedNow}</strong>{" "}
        {words.leaf}{" "}
        <Go to="/log" search={{ entry: publication.leaf }} className="mono">
          {publication.leaf.slice(0, 8)}
        </Go>
      </p>
      <p>
        <a href={publication.report}>{words.readPublished}</a>
      </p>
    </div>
  );
}
