import { grouped } from "../../charts/bar-geometry.ts";

/** Words of the first page. */
export const words = {
  title: "Reviews and orders",
  lede: "A review says what evidence proves of many organisations. An order says who owes what, and when.",
  reviews: "Reviews",
  review: "Review",
  methodology: "Methodology",
  organisations: "Organisations",
  left: (count: number) => (count === 0 ? "" : `${grouped(count)} left the list since`),
  noReviews: "No review yet",
  noReviewsWords:
    "A review holds a list of organisations against a yardstick. It begins with an order and a list:",
  noReviewsWay: "./muster review new --help",
  orders: "Orders",
  order: "Order",
  status: "State",
  tasks: "Tasks",
  noOrders: "No order yet",
  noOrdersWords: "An order is a file of tasks, offices and deadlines. Check one and import it:",
  noOrdersWay: "./muster order check examples/orders/yearly-review.yaml",
  policy: "Yardsticks and methodologies",
  policyWords:
    "A yardstick says what organisations are held to. A methodology is the published rule that turns values into ratings.",
  openYardsticks: "Open the yardsticks",
  openMethodologies: "Open the methodologies",
  log: "The log",
  logWords: "Every change, with a proof that it was recorded and not altered since.",
  openLog: "Open the log",
  reading: "Reading …",
} as const;
