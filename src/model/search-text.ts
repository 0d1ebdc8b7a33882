/** What readers can search of one edition: its words, cut at the clauses, and what a result says of it. It is a file of the site. */

/** Words under the name and the address of their clause; without an id what stands before, between and behind clauses. */
export interface SearchPart {
  readonly id?: string | undefined;
  readonly name: string;
  /** Paragraphs, one a line. */
  readonly words: string;
}

export interface SearchText {
  /** Of the page, from the root of the site, without a leading slash. */
  readonly address: string;
  readonly title: string;
  /** "2019 edition". */
  readonly edition: string;
  /** "In force since 1 June 2023", and the word that pages colour it by. */
  readonly state: string;
  readonly kind: string;
  /** What the words are, where they are not the whole text, and the word that pages colour it by. */
  readonly label?: string | undefined;
  readonly status?: string | undefined;
  /** Where it is not that of the site. */
  readonly language?: string | undefined;
  readonly family: string;
  readonly year: string;
  /** The edition that is in force or, where none is, the newest. */
  readonly leading: boolean;
  readonly current: boolean;
  readonly parts: readonly SearchPart[];
}

/** The folder of these files, from the root of the site. */
export const TEXTS_FOLDER = 'search/texts/';
