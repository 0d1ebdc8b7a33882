/**
 * Editions among those of their work, oldest first. They are known by their names and never as values: an index may give the same edition
 * as another value whenever it is asked.
 */

interface Named {
  readonly edition: string;
}

export const isEdition = (a: Named, b: Named): boolean => a.edition === b.edition;

const indexIn = (editions: readonly Named[], own: Named) => editions.findIndex((one) => isEdition(one, own));

export const editionBefore = <One extends Named>(editions: readonly One[], own: Named): One | undefined =>
  editions[indexIn(editions, own) - 1];

export const editionsAfter = <One extends Named>(editions: readonly One[], own: Named): readonly One[] =>
  editions.slice(indexIn(editions, own) + 1);

/** Those before an edition, and itself. */
export const editionsUntil = <One extends Named>(editions: readonly One[], own: Named): readonly One[] =>
  editions.slice(0, indexIn(editions, own) + 1);
