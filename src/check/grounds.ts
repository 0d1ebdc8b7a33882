/** Every ground that a document cites is one: section and limb, in force on its day. Answers under the Act cite the Act. */
import { readGrounds } from '../model/citation.ts';
import type { Place } from '../model/document.ts';
import type { CitationEntry, Corpus, EditionEntry } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';
import { placeIn } from '../model/places.ts';

interface Cited extends Pick<CitationEntry, 'ground' | 'included'> {
  readonly use: CitationEntry['use'] | 'front-matter';
  readonly place: Place | undefined;
}

/** The grounds that front matter names. */
function inFrontMatter({ standing, places }: EditionEntry): readonly Cited[] {
  const { exemptions = [], schedule = [] } = standing.disclosure ?? {};
  const cited = (ground: string, path: readonly PropertyKey[]): Cited => ({
    ground,
    use: 'front-matter',
    included: false,
    place: placeIn(places, path),
  });
  return [
    ...exemptions.map((ground, index) => cited(ground, ['exemptions', index])),
    ...schedule.map(({ ground }, index) => cited(ground, ['schedule', index, 'ground'])),
  ];
}

export function checkGrounds(entry: EditionEntry, { schemes }: Pick<Corpus, 'schemes'>): readonly Finding[] {
  const { standing, file, citations = [] } = entry;
  return [...inFrontMatter(entry), ...citations].flatMap(({ ground: text, use, included, place }) => {
    // Without a ground at all a withheld passage is no such passage; reasons may go without.
    if (text === undefined || text.trim() === '') return [];
    const { grounds, problems } = readGrounds(text, schemes.grounds, standing.date);
    // What is wrong whatever the date is told of the passage that was included.
    const told = included ? problems.filter(({ rule }) => rule === 'ground-date') : problems;
    const own = standing.disclosure ? grounds.filter(({ part }) => part === 'own') : [];
    const whole = use === 'withheld' ? grounds.filter(({ part }) => part === 'other') : [];
    return [
      ...told.map(({ rule, message }) => finding(rule, file, place, message)),
      ...own.map(({ cited }) =>
        finding('ground-unknown', file, place, `An answer under the Act cites the Act, and "${cited}" is none of it.`),
      ),
      ...whole.map(({ cited }) =>
        finding('ground-unknown', file, place, `On "${cited}" a whole request is refused, and no single passage.`),
      ),
    ];
  });
}
