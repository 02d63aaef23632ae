import { Outlet } from "@tanstack/react-router";
import { type ReactElement, useEffect, useState } from "react";
import { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { ReviewList } from "../../src/reviews/reviews.contract.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { dayInWords, shortDigest } from "../app/days.ts";
import { ProblemPage } from "../app/ProblemPage.tsx";
import type { Findable } from "../app/places.ts";
import { Shell } from "../app/Shell.tsx";
import { words as frameWords } from "../app/words.ts";
import { ReviewContext, reviewPath } from "./review.ts";
import { ReviewFoot } from "./ReviewFoot.tsx";
import { needsNoRatings, reviewTabs } from "./tabs.ts";
import { useCheckpoint } from "./use-checkpoint.ts";
import { words } from "./words.ts";

/** The frame of a review's pages: its tabs, its notice, its days, and what it stands on. */
export function ReviewFrame(): ReactElement {
  const { path } = useAddress();
  return needsNoRatings(path) ? <ScoresFrame /> : <DeterminedFrame />;
}

const pause = 1000;

/**
 * The frame of the pages of scores. They are open also to whoever may not see ratings, and are not
 * held up by them: the determination is asked for when the page stands, for the days and the foot.
 */
function ScoresFrame(): ReactElement {
  const review = usePart("review");
  const address = useAddress();
  const [later, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), pause);
    return () => clearTimeout(timer);
  }, []);
  const query = { on: address.on, as_of: address.asOf };
  const path = `/api/reviews/${review}/summary`;
  // Who sees one organisation only is not asked to be refused: each refusal stands in the log.
  const session = useAnswer(Session, "/api/session");
  const maySee = session.data?.may.includes("review.read") === true;
  const answer = useAnswer(DeterminationSummary, path, query, later && maySee);
  const reviews = useAnswer(ReviewList, "/api/reviews");
  const checkpoint = useCheckpoint();
  const summary = answer.isError ? undefined : answer.data;
  const about = summary ?? reviews.data?.reviews.find((each) => each.review === review);
  const title = about?.title ?? review;
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const day = address.on === "" ? today : address.on;
  const shown = summary === undefined ? null : { summary, computing: answer.isPlaceholderData };
  return (
    <Shell
      title={title}
      place={placeOf(review, title)}
      tabs={reviewTabs(review, summary, address.path)}
      notice={about?.notice ?? ""}
      simulated={about?.simulated ?? false}
      days={summary?.days ?? []}
      day={day}
      findable={summary === undefined ? [] : findableOf(summary)}
      foot={summary === undefined ? null : <ReviewFoot summary={summary} checkpoint={checkpoint} />}
      printedFoot={[
        words.printedPlace(title, day),
        checkpoint === null ? "" : words.printedScores(checkpoint),
      ]}
    >
      <ReviewContext value={shown}>
        <Outlet />
      </ReviewContext>
    </Shell>
  );
}

function DeterminedFrame(): ReactElement {
  const review = usePart("review");
  const address = useAddress();
  const query = { on: address.on, as_of: address.asOf };
  const answer = useAnswer(DeterminationSummary, `/api/reviews/${review}/summary`, query);
  const checkpoint = useCheckpoint();
  const summary = answer.data;
  if (summary === undefined || answer.isError) {
    return (
      <Shell
        title=""
        place={placeOf(review, review)}
        tabs={reviewTabs(review, undefined, address.path)}
      >
        {answer.isError ? (
          <ProblemPage error={answer.error} retry={() => void answer.refetch()} />
        ) : (
          <p role="status" className="reading">
            {words.reading}
          </p>
        )}
      </Shell>
    );
  }
  const sealed = checkpoint === null ? "" : words.printedCheckpoint(checkpoint);
  return (
    <Shell
      title={summary.title}
      place={placeOf(review, summary.title)}
      tabs={reviewTabs(review, summary, address.path)}
      notice={summary.notice}
      simulated={summary.simulated}
      days={summary.days}
      day={summary.on}
      findable={findableOf(summary)}
      foot={<ReviewFoot summary={summary} checkpoint={checkpoint} />}
      printedFoot={[
        words.printedPlace(summary.title, summary.on),
        words.printedProof(shortDigest(summary.recorded?.digest ?? summary.inputs), sealed),
      ]}
    >
      {answer.isPlaceholderData ? (
        <p className="busy" role="status">
          {frameWords.computing(dayInWords(address.on), dayInWords(summary.on))}
        </p>
      ) : null}
      <ReviewContext value={{ summary, computing: answer.isPlaceholderData }}>
        <Outlet />
      </ReviewContext>
    </Shell>
  );
}

function placeOf(review: string, title: string) {
  return [
    { name: words.reviews, to: "/" },
    { name: title, to: reviewPath(review) },
  ];
}

function findableOf(summary: DeterminationSummary): readonly Findable[] {
  const base = reviewPath(summary.review);
  return [
    ...summary.enterprise.items.map((item) => ({
      name: `${item.item} ${item.title}`,
      what: words.item,
      to: `${base}/items/${item.item}`,
    })),
    ...summary.ratings.map((rating) => ({
      name: rating.name,
      what: words.organisation,
      to: `${base}/organisations/${rating.organisation}`,
    })),
  ];
}
