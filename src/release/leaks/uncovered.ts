/** Withheld passages and what the public sees come in; findings for those who may know of both go out. No output file is needed for it. */
import { type Passage, textsShown } from '../../clear/clear.ts';
import type { Cleared } from '../../model/edition.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { formatIdentifier } from '../../model/identifier.ts';
import { namesOf } from './names.ts';
import { seek } from './seek.ts';

const MOST_NAMED = 3;

function listed(identifiers: readonly string[]): string {
  const named = identifiers.slice(0, MOST_NAMED).join(', ');
  return identifiers.length > MOST_NAMED ? `${named} and ${identifiers.length - MOST_NAMED} more` : named;
}

/**
 * What an author should know of withheld passages, for `press check` and the internal audience: those that the scan cannot look
 * for, and those whose words stand uncovered. `editions` are all editions as the public sees them, one at a time.
 */
export function withheldFindings(passages: readonly Passage[], editions: Iterable<Cleared>): readonly Finding[] {
  if (passages.length === 0) return [];
  const sought = seek(passages);
  const found = new Map<Passage, Map<string, Set<number>>>();
  for (const edition of editions) {
    const texts = [...textsShown(edition.body, edition.footnotes), ...namesOf(edition)];
    for (const window of sought.find(texts)) {
      for (const passage of sought.ownersOf(window)) {
        const places = found.get(passage) ?? new Map<string, Set<number>>();
        const windows = places.get(formatIdentifier(edition)) ?? new Set();
        found.set(passage, places.set(formatIdentifier(edition), windows.add(window)));
      }
    }
  }
  return passages.flatMap((passage) => {
    const { file, place } = passage;
    const windows = sought.windowsOf(passage);
    if (windows.length === 0) {
      const message = 'The passage is so short or common that its absence from the output cannot be proved.';
      return [finding('withheld-unprovable', file, place, message)];
    }
    const places = [...(found.get(passage) ?? [])];
    if (places.length === 0) return [];
    const whole = places.some(([, known]) => windows.every((window) => known.has(window)));
    const what = whole ? 'The passage stands' : 'Words of the passage stand';
    const message = `${what} uncovered in ${listed(places.map(([identifier]) => identifier))}.`;
    return [finding('withheld-uncovered', file, place, message)];
  });
}
