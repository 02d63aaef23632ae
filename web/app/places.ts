/** One tab of the second row; `count` stands behind its name. */
export interface Tab {
  readonly name: string;
  readonly to: string;
  readonly count?: number;
  readonly current?: boolean;
}

/** Something that the find box can go to. */
export interface Findable {
  readonly name: string;
  /** What it is, in a word: "organisation", "item". */
  readonly what: string;
  readonly to: string;
}
