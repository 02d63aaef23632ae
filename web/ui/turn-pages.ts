/** The part of a long list that a page shows. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Number of the first row, from 1; 0 where there is none. */
  readonly first: number;
  readonly last: number;
  readonly total: number;
}

/** Cuts one page out of a list; a page that does not exist is the nearest one that does. */
export function pageOf<Row>(rows: readonly Row[], asked: string, length: number): ListPage<Row> {
  const pages = Math.max(1, Math.ceil(rows.length / length));
  const number = /^\d{1,6}$/u.test(asked) ? Number(asked) : 1;
  const page = Math.min(pages, Math.max(1, number));
  const shown = rows.slice((page - 1) * length, page * length);
  const first = shown.length === 0 ? 0 : (page - 1) * length + 1;
  const last = (page - 1) * length + shown.length;
  return { rows: shown, page, pages, first, last, total: rows.length };
}

/** Whether a text has all of the words that are looked for, in any case. */
export function hasWords(text: string, find: string): boolean {
  const lower = text.toLowerCase();
  return find
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => lower.includes(word));
}
