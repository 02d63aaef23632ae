import { expect, test } from "vitest";
import type { CollectionView } from "../../src/evidence/evidence.contract.ts";
import { missingDeliveries } from "./evidence-state.ts";

function collection(kind: CollectionView["kind"], source: string, day: string): CollectionView {
  return {
    id: `${source}-${day}`,
    kind,
    source,
    day,
    known_at: "",
    mapping: "",
    file_digest: "",
    file_name: "",
    rows: 0,
    absent_columns: [],
    inventory: null,
    revises: null,
    left_out: 0,
    stale_rows: 0,
    combined_rows: 0,
    by: "",
  };
}

test("what was due and did not come is missing, counted in days past its date", () => {
  const due = collection("due", "scan", "2020-06-01");
  const missing = missingDeliveries(
    [due, collection("delivered", "scan", "2020-05-01")],
    "2020-06-08",
  );
  expect(missing).toEqual([{ collection: due, daysPast: 7 }]);
});

test("a file of another source, or of a day after the one spoken of, does not stand for it", () => {
  const due = collection("due", "scan", "2020-06-01");
  const others = [
    collection("delivered", "other", "2020-06-02"),
    collection("delivered", "scan", "2020-07-01"),
  ];
  expect(missingDeliveries([due, ...others], "2020-06-08")).toHaveLength(1);
  expect(missingDeliveries([due, ...others], "2020-07-02")).toHaveLength(0);
});

test("what is due later is not missing yet", () => {
  expect(missingDeliveries([collection("due", "scan", "2020-06-09")], "2020-06-08")).toEqual([]);
});
