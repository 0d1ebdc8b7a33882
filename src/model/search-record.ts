/** What readers can search of one edition: words with the addresses that they lead to, and no markup of the page. */
import type { Marking } from './marking.ts';

export interface SearchRecord {
  /** From the root of the site, without a leading slash. */
  readonly address: string;
  /** A page for the indexer alone: clauses with their ids, and what a result says of the edition. */
  readonly html: string;
  readonly marking: Marking;
}
