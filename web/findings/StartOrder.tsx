import type { ReactElement } from "react";
import type { Response } from "../../src/findings/recommendations.contract.ts";
import { Go } from "../app/Go.tsx";
import { SmallForm } from "./SmallForm.tsx";
import { words } from "./words.ts";

interface StartOrderProps {
  readonly path: string;
  readonly order: string;
  readonly view: { readonly response: Response | null; readonly may_order: boolean };
}

/** The order that a recommendation started, or the way to start one once it is accepted. */
export function StartOrder({ path, order, view }: StartOrderProps): ReactElement | null {
  const accepted = view.response !== null && view.response.answer !== "disagree";
  if (order === "" && !accepted) return null;
  return (
    <section>
      <h2>{words.order}</h2>
      {order === "" ? null : (
        <p>
          {words.orderStarted} <Go to={`/orders/${order}`}>{order}</Go>
        </p>
      )}
      {accepted ? (
        <p className="no-print">
          <a href={`${path}/order.yaml`} download>
            {words.orderDraft}
          </a>
        </p>
      ) : null}
      {order === "" && view.may_order ? (
        <SmallForm
          title={words.startOrder}
          path={`${path}/order`}
          button={words.doStart}
          bodyOf={() => ({})}
        >
          <p className="note">{words.startWhat}</p>
        </SmallForm>
      ) : null}
    </section>
  );
}
