import type { ReactElement } from "react";
import type { OrderList } from "../../src/orders/orders.contract.ts";
import { Go } from "../app/Go.tsx";
import { Count } from "../ui/Count.tsx";
import { Empty } from "../ui/Empty.tsx";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";

/** All orders with their finding; without any, what an order is and how one begins. */
export function OrderTable(props: { readonly list: OrderList }): ReactElement {
  const { orders } = props.list;
  if (orders.length === 0) {
    return <Empty title={words.noOrders} words={words.noOrdersWords} way={words.noOrdersWay} />;
  }
  return (
    <table className="rows plain-table" aria-labelledby="orders">
      <thead>
        <tr>
          <th scope="col">{words.order}</th>
          <th scope="col">{words.status}</th>
          <th scope="col" className="number">
            {words.tasks}
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <tr key={order.order} data-row>
            <th scope="row" className="name">
              <Go to={`/orders/${order.order}`} open>
                <UserText>{order.title}</UserText>
              </Go>
              <span className="below">{shownText(order.headline)}</span>
            </th>
            <td>{order.status_words}</td>
            <td className="number">
              <Count of={order.tasks} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
