import { Type } from "typebox";
import { Problem } from "../kit/problem.ts";
import { type Route, route } from "../platform/http/route.ts";
import { exportHistory, exportRecords } from "./record-export.actions.ts";
import { registerWords } from "./record-ids.ts";
import { importRecords } from "./record-import.actions.ts";
import { RecordImport, RecordImportFields } from "./record-import.contract.ts";
import { type Register, registers } from "./records.contract.ts";

const megabyte = 1024 * 1024;
const OneReview = Type.Object({ review: Type.String({ maxLength: 64 }) });
const AsOf = Type.Object({ as_of: Type.Optional(Type.String({ maxLength: 40 })) });

/** Taking a register out as CSV and bringing it in: the same three ways for each of the four. */
export const recordExchangeRoutes: readonly Route[] = registers.flatMap((register) => [
  exportRoute(register),
  historyRoute(register),
  importRoute(register),
]);

function exportRoute(register: Register): Route {
  return route({
    method: "GET",
    path: `/api/reviews/:review/${register}/export.csv`,
    summary: `All ${registerWords[register].many} of a review as CSV, to be imported again`,
    permission: "record.read",
    event: "none",
    blind: "own",
    contract: { params: OneReview, query: AsOf, answer: { media: "text/csv; charset=utf-8" } },
    handle: async (work, { params: { review }, query }) => ({
      fileName: `${review}-${register}.csv`,
      content: await exportRecords(work, review, register, query),
    }),
  });
}

function historyRoute(register: Register): Route {
  return route({
    method: "GET",
    path: `/api/reviews/:review/${register}/history.csv`,
    summary: `Every act on the ${registerWords[register].many} of a review as CSV`,
    permission: "record.read",
    event: "none",
    blind: "own",
    contract: { params: OneReview, query: AsOf, answer: { media: "text/csv; charset=utf-8" } },
    handle: async (work, { params: { review }, query }) => ({
      fileName: `${review}-${register}-history.csv`,
      content: await exportHistory(work, review, register, query),
    }),
  });
}

function importRoute(register: Register): Route {
  const { many } = registerWords[register];
  return route({
    method: "POST",
    path: `/api/reviews/:review/${register}/import`,
    summary: `Import a CSV of ${many}, or preview it`,
    permission: "record.give",
    event: `${many}.imported`,
    blind: "own",
    contract: {
      params: OneReview,
      files: { file: { limit: 16 * megabyte, required: true } },
      fields: RecordImportFields,
      answer: RecordImport,
    },
    handle: (work, { params: { review }, files, fields }) => {
      if (!files.file) throw new Problem("bad-input", `send the ${many} as \`file\`.`);
      return importRecords(work, { review, register }, files.file, fields);
    },
  });
}
