/** One tab of the second row; `count` stands behind its name, `more` puts it behind "More". */
export interface Tab {
  readonly name: string;
  readonly to: string;
  readonly count?: number;
  readonly current?: boolean;
  readonly more?: boolean;
}

/** Something that the find box can go to. */
export interface Findable {
  readonly name: string;
  /** What it is, in a word: "organisation", "item". */
  readonly what: string;
  readonly to: string;
}
