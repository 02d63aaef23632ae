/**
 * One step of the schema. Steps run once, in the order of the list of features and then of their
 * own numbers, and must work while the previous version of Muster still serves.
 */
export interface Migration {
  /** Feature and number, such as `orders-0001`. Never changed once released. */
  readonly id: string;
  readonly sql: string;
}
