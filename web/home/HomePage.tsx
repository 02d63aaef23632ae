import type { ReactElement } from "react";
import type { Static } from "typebox";
import { OrderList } from "../../src/orders/orders.contract.ts";
import { ReviewList } from "../../src/reviews/reviews.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { ProblemPage } from "../app/ProblemPage.tsx";
import { Shell } from "../app/Shell.tsx";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { OrderTable } from "./OrderTable.tsx";
import { ReviewTable } from "./ReviewTable.tsx";
import { words } from "./words.ts";

/** The first page: reviews, orders, the log. */
export function HomePage(): ReactElement {
  const reviews = useAnswer(ReviewList, "/api/reviews");
  const orders = useAnswer(OrderList, "/api/orders");
  const error = reviews.error ?? orders.error;
  useRowKeys();
  return (
    <Shell
      title={words.title}
      findable={[
        ...(reviews.data?.reviews ?? []).map(({ review, title }) => ({
          name: title,
          what: words.review,
          to: `/reviews/${review}`,
        })),
        ...(orders.data?.orders ?? []).map(({ order, title }) => ({
          name: title,
          what: words.order,
          to: `/orders/${order}`,
        })),
      ]}
    >
      {error === null ? (
        <Lists reviews={reviews.data} orders={orders.data} />
      ) : (
        <ProblemPage
          error={error}
          retry={() => {
            void reviews.refetch();
            void orders.refetch();
          }}
        />
      )}
    </Shell>
  );
}

interface ListsProps {
  readonly reviews: Static<typeof ReviewList> | undefined;
  readonly orders: OrderList | undefined;
}

function Lists(props: ListsProps): ReactElement {
  return (
    <>
      <h1 className="work">{words.title}</h1>
      <p className="lede">{words.lede}</p>
      <section aria-labelledby="reviews">
        <h2 id="reviews">{words.reviews}</h2>
        {props.reviews === undefined ? <Reading /> : <ReviewTable list={props.reviews} />}
      </section>
      <section aria-labelledby="orders">
        <h2 id="orders">{words.orders}</h2>
        {props.orders === undefined ? <Reading /> : <OrderTable list={props.orders} />}
      </section>
      <section aria-labelledby="policy">
        <h2 id="policy">{words.policy}</h2>
        <p>
          {words.policyWords} <Go to="/yardsticks">{words.openYardsticks}</Go>{" "}
          <Go to="/methodologies">{words.openMethodologies}</Go>
        </p>
      </section>
      <section aria-labelledby="log">
        <h2 id="log">{words.log}</h2>
        <p>
          {words.logWords} <Go to="/log">{words.openLog}</Go>
        </p>
      </section>
    </>
  );
}

function Reading(): ReactElement {
  return (
    <p role="status" className="reading">
      {words.reading}
    </p>
  );
}
