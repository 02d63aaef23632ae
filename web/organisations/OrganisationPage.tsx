import "./organisation.css";
import type { ReactElement } from "react";
import { EnlargedBar } from "../../charts/enlarged-bar.ts";
import { LegendParts } from "../../charts/legend.ts";
import { glyphShape, RatingGlyph } from "../../charts/rating-glyph.ts";
import { OrganisationView } from "../../src/determination/determination-views.contract.ts";
import { unknownOf } from "../../src/determination/words.ts";
import { useAddress, usePart } from "../app/address.ts";
import { sentence } from "../app/days.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { reviewPath } from "../review/review.ts";
import {
  barOfInterval,
  intervalInWords,
  scoreCountsUnits,
  weighsScores,
} from "../review/score-bar.ts";
import { StillComputing } from "../review/StillComputing.tsx";
import { useKeys } from "../ui/keys.ts";
import { EvidenceOverTime } from "./EvidenceOverTime.tsx";
import { isOpen } from "./organisation-rows.ts";
import { HowFar } from "./HowFar.tsx";
import { OrganisationCapabilities } from "./OrganisationCapabilities.tsx";
import { OrganisationItems } from "./OrganisationItems.tsx";
import { Proof } from "./Proof.tsx";
import { VerdictNote } from "./VerdictNote.tsx";
import { WhatWouldChange } from "./WhatWouldChange.tsx";
import { WhyRating } from "./WhyRating.tsx";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";

/** Why one organisation has its rating, and what would move it. */
export function OrganisationPage(): ReactElement {
  const review = usePart("review");
  const organisation = usePart("organisation");
  const { on, asOf } = useAddress();
  const path = `/api/reviews/${review}/organisations/${organisation}`;
  const answer = useAnswer(OrganisationView, path, { on, as_of: asOf });
  if (answer.isError || answer.data === undefined) {
    return <Unanswered answer={answer} reading={words.reading} />;
  }
  return (
    <>
      <StillComputing stale={answer.isPlaceholderData} shown={answer.data.on} />
      <Shown view={answer.data} />
    </>
  );
}

function Shown(props: { view: OrganisationView }): ReactElement {
  const { view } = props;
  const { rating } = view;
  return (
    <>
      <div className="organisation-head">
        <div>
          <p className="note">{shownText(view.standing)}</p>
          <h1>
            <UserText>{rating.name}</UserText>
          </h1>
        </div>
        <Neighbours view={view} />
      </div>
      <p className="stated">
        <RatingGlyph shape={glyphShape(rating.rating.label, rating.rating.rank)} size={20} />
        <span>
          <strong>
            <UserText>{rating.rating.name}</UserText>
          </strong>{" "}
          (<UserText>{view.methodology.scope}</UserText>)
        </span>
        {isOpen(rating) ? (
          <span className="soft also">{shownText(words.atBestRating(rating.at_best.name))}</span>
        ) : null}
      </p>
      <p className="lede">
        <strong>{shownText(sentence(view.headline))}</strong> {shownText(view.lede)}
      </p>
      <VerdictNote review={view.review} organisation={rating.organisation} />
      <ScoreBar view={view} />
      <div className="columns section">
        <WhyRating view={view} />
        <WhatWouldChange view={view} />
      </div>
      <OrganisationCapabilities view={view} />
      <OrganisationItems view={view} />
      <EvidenceOverTime view={view} />
      {weighsScores(view.methodology) ? (
        <HowFar review={view.review} organisation={rating.organisation} />
      ) : null}
      <Registers view={view} />
      <Proof view={view} />
    </>
  );
}

/** The ways to what was found here, and to what is done about it. */
function Registers(props: { view: OrganisationView }): ReactElement {
  const { review, rating } = props.view;
  const to = `${reviewPath(review)}/findings`;
  const { organisation } = rating;
  return (
    <nav className="filters section no-print" aria-label={words.registersLabel}>
      {weighsScores(props.view.methodology) ? (
        <Go to={`${reviewPath(review)}/organisations/${organisation}/scores`}>
          {words.scoresLink}
        </Go>
      ) : null}
      {Object.entries(words.registers).map(([of, name]) => (
        <Go key={of} to={to} search={{ organisation, of: of === "findings" ? "" : of }}>
          {name}
        </Go>
      ))}
      <Go to={`${reviewPath(review)}/organisations/${organisation}/decisions`}>
        {words.decisions}
      </Go>
      <Go to={`${reviewPath(review)}/organisations/${organisation}/verdict`}>
        {words.verdictLink}
      </Go>
    </nav>
  );
}

function Neighbours(props: { view: OrganisationView }): ReactElement {
  const { review, previous, next } = props.view;
  const address = useAddress();
  const to = (id: string) => `${reviewPath(review)}/organisations/${id}`;
  useKeys({
    j: () => {
      if (next !== null) address.go(to(next.organisation));
    },
    k: () => {
      if (previous !== null) address.go(to(previous.organisation));
    },
  });
  return (
    <nav className="neighbours no-print" aria-label={words.neighbours}>
      {previous === null ? null : (
        <Go to={to(previous.organisation)} className="quiet">
          ← <UserText>{shortName(previous.name)}</UserText> <kbd>k</kbd>
        </Go>
      )}
      {next === null ? null : (
        <Go to={to(next.organisation)} className="quiet">
          <UserText>{shortName(next.name)}</UserText> → <kbd>j</kbd>
        </Go>
      )}
    </nav>
  );
}

/** Names in narrow places go without the words that most of them share. */
function shortName(name: string): string {
  return name.replace(/^(?:U\.S\. )?Department of (?:the )?/u, "");
}

/** The first item of the score as a large bar, with the part near a threshold enlarged. */
function ScoreBar(props: { view: OrganisationView }): ReactElement {
  const { methodology, rating } = props.view;
  const item = rating.items.find((each) => methodology.score_items.includes(each.item));
  if (item === undefined || item.evidence.n === 0) return <p className="note">{words.noScope}</p>;
  const units = scoreCountsUnits(props.view);
  const value = units ? item.value : rating.score;
  const { least, most } = value;
  return (
    <figure className="score-bar">
      <EnlargedBar
        name={rating.name}
        counts={
          units ? { ...item.evidence, unknown: unknownOf(item.evidence) } : barOfInterval(value)
        }
        {...(units ? {} : { words: intervalInWords(value) })}
        thresholds={methodology.labels
          .filter((label) => Number(label.from_percent) > 0)
          .map((label) => ({
            percent: Number(label.from_percent),
            words: words.threshold(label.display.name, label.from_percent),
          }))}
        provedWords={words.provedShort(least.percent)}
        lensWords={words.enlarged}
        bestWords={least.billionths === most.billionths ? "" : words.bestShort(most.percent)}
      />
      <figcaption className="legend">
        <LegendParts words={words.legend} />
      </figcaption>
    </figure>
  );
}
