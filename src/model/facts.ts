/**
 * What the pages around documents tell of a work: what it is called, and what the front matter of its editions says. They see no more of it,
 * and so change only when this does, whatever becomes of the texts.
 */
import type { EditionEntry, WorkOf } from './edition.ts';

export type EditionFacts = Pick<EditionEntry, 'identifier' | 'family' | 'work' | 'edition' | 'matter' | 'standing'>;
export type WorkFacts = WorkOf<EditionFacts>;

/** No more of a work than its facts, which are taken from it whenever somebody asks: those of all works together are much. */
export const factsOf = (work: WorkFacts): WorkFacts => ({
  identifier: work.identifier,
  family: work.family,
  work: work.work,
  get editions() {
    return work.editions.map((entry) => ({
      identifier: entry.identifier,
      family: entry.family,
      work: entry.work,
      edition: entry.edition,
      matter: entry.matter,
      standing: entry.standing,
    }));
  },
});
