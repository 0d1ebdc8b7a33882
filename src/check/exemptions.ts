/** The exemptions and the schedule in the front matter of an answer are those of its text, in both directions. */
import type { Corpus, EditionEntry } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';
import { type Answering, answering } from './disclosure.ts';
import { placeIn } from '../model/places.ts';

const listed = (grounds: readonly { readonly cited: string }[]) => grounds.map(({ cited }) => cited).join(', ');

function checkStated({ entry, disclosure, citations, used, groundsOf }: Answering): readonly Finding[] {
  const { file, places } = entry;
  const stated = disclosure.exemptions.map(groundsOf);
  const named = new Set(stated.flat().map(({ cited }) => cited));
  const cited = new Set(used.map(({ ground }) => ground.cited));
  const unused = stated.flatMap((grounds, index) =>
    grounds
      .filter((ground) => !cited.has(ground.cited))
      .map((ground) => {
        const message = `Nothing in the text is withheld or refused on "${ground.cited}".`;
        return finding('exemptions-differ', file, placeIn(places, ['exemptions', index]), message);
      }),
  );
  const unnamed = used
    .filter(({ ground }) => !named.has(ground.cited))
    .map(({ ground, place }) =>
      finding('exemptions-differ', file, place, `"exemptions" in the front matter does not name "${ground.cited}".`),
    );
  const idle = citations
    .filter(({ use }) => use === 'harm' || use === 'public-interest')
    .flatMap(({ ground: text, place }) =>
      groundsOf(text)
        .filter((ground) => !cited.has(ground.cited))
        .map((ground) =>
          finding(
            'exemptions-differ',
            file,
            place,
            `Reasons are given for "${ground.cited}", on which nothing is withheld.`,
          ),
        ),
    );
  return [...unused, ...unnamed, ...idle];
}

function checkSchedule({ entry, disclosure, citations, groundsOf }: Answering): readonly Finding[] {
  const { schedule } = disclosure;
  if (!schedule) return [];
  const withheld = citations.filter(({ use }) => use === 'withheld');
  const refuse = (index: number, message: string) =>
    finding('schedule-differs', entry.file, placeIn(entry.places, ['schedule', index]), message);
  const differing = schedule.flatMap(({ clause, ground }, index) => {
    const passage = withheld[index];
    if (!passage)
      return [
        refuse(
          index,
          `Row ${index + 1} stands for a withheld passage, of which the text has ${withheld.length === 0 ? 'none' : withheld.length}.`,
        ),
      ];
    const line = `the withheld passage ${index + 1}, on line ${passage.place.line},`;
    const written = listed(groundsOf(passage.ground));
    if (listed(groundsOf(ground)) !== written) return [refuse(index, `In the text ${line} names "${written}".`)];
    const astray = clause !== undefined && clause !== passage.clause && clause !== passage.answer;
    return astray ? [refuse(index, `In the text ${line} stands in another clause.`)] : [];
  });
  const left = withheld.slice(schedule.length).map(({ place }, index) => {
    const message = `The schedule in the front matter does not have this passage, which is number ${schedule.length + index + 1}.`;
    return finding('schedule-differs', entry.file, place, message);
  });
  return [...differing, ...left];
}

export function checkExemptions(entry: EditionEntry, corpus: Corpus): readonly Finding[] {
  const answer = answering(entry, corpus);
  return answer ? [...checkStated(answer), ...checkSchedule(answer)] : [];
}
