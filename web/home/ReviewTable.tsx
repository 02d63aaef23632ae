import type { ReactElement } from "react";
import type { Static } from "typebox";
import type { ReviewList } from "../../src/reviews/reviews.contract.ts";
import { Go } from "../app/Go.tsx";
import { Count } from "../ui/Count.tsx";
import { Empty } from "../ui/Empty.tsx";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";

/** All reviews; without any, what a review is and how one begins. */
export function ReviewTable(props: { readonly list: Static<typeof ReviewList> }): ReactElement {
  const { reviews } = props.list;
  if (reviews.length === 0) {
    return <Empty title={words.noReviews} words={words.noReviewsWords} way={words.noReviewsWay} />;
  }
  return (
    <table className="rows plain-table" aria-labelledby="reviews">
      <thead>
        <tr>
          <th scope="col">{words.review}</th>
          <th scope="col">{words.methodology}</th>
          <th scope="col" className="number">
            {words.organisations}
          </th>
        </tr>
      </thead>
      <tbody>
        {reviews.map((review) => (
          <tr key={review.review} data-row>
            <th scope="row" className="name">
              <Go to={`/reviews/${review.review}`} open>
                <UserText>{review.title}</UserText>
              </Go>
              <span className="below">{shownText(review.notice)}</span>
            </th>
            <td>
              <UserText>{review.methodology}</UserText>
            </td>
            <td className="number">
              <Count of={review.organisations} />
              <span className="below">{words.left(review.left)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
