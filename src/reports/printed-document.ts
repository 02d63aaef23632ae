/*
 * The shape of a document that `report.typ` prints. It holds texts, numbers in words and drawings,
 * never markup: whatever a name holds is printed as it is.
 */

/** A piece of a line: plain text, text with a look, a drawing, or the page where something stands. */
export type Piece =
  | string
  | { readonly text: string; readonly look: "bold" | "soft" | "code" | "small" }
  | { readonly text: string; readonly to: string }
  | { readonly page: string }
  | { readonly line: "break" }
  | Drawing;

/** A chart with its size in points; an empty `alt` says that the words beside it say the same. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly alt: string;
}

/** A column: numbers stand right. Its width in points, or as a share of what is left. */
export interface PrintedColumn {
  readonly title: string;
  readonly align: "left" | "right";
  readonly points?: number;
  readonly share?: number;
}

/** A reason with those that hang below it. */
export interface PrintedReason {
  readonly words: string;
  readonly remark: string;
  readonly below: readonly PrintedReason[];
}

/** One part of a printed document, in the order of reading. */
export type Block =
  | {
      readonly kind: "heading";
      /** 1 the finding, 2 a section, 3 an organisation, 4 a part of its page. */
      readonly level: 1 | 2 | 3 | 4;
      readonly text: string;
      /** By which links find it; empty for none. */
      readonly id: string;
    }
  | { readonly kind: "new-page" }
  | { readonly kind: "space"; readonly points: number }
  | {
      readonly kind: "words";
      readonly look: "body" | "lede" | "note" | "over" | "notice" | "simulated";
      readonly pieces: readonly Piece[];
    }
  | { readonly kind: "chart"; readonly drawing: Drawing }
  | { readonly kind: "contents" }
  | {
      readonly kind: "table";
      readonly columns: readonly PrintedColumn[];
      readonly rows: readonly (readonly (readonly Piece[])[])[];
    }
  | {
      readonly kind: "points";
      readonly points: readonly { readonly title: string; readonly words: string }[];
    }
  | { readonly kind: "reasons"; readonly reasons: readonly PrintedReason[] }
  | {
      readonly kind: "beside";
      readonly left: readonly Block[];
      readonly right: readonly Block[];
    }
  | { readonly kind: "file"; readonly text: string };

/** A whole document with what stands on each of its pages. */
export interface PrintedDocument {
  readonly title: string;
  /** Above every page, left and right. */
  readonly head: readonly [string, string];
  /** Below every page: left beside the number of the page, and right. */
  readonly foot: readonly [string, string];
  /** Words around the number of a page: "page", "of". */
  readonly page: readonly [string, string];
  readonly language: string;
  readonly region: string;
  readonly blocks: readonly Block[];
}
