/**
 * The marking in front matter is that of the public text: none of its parts is marked higher, and the public may see it. What is
 * withheld raises only what the internal audience sees.
 */
import type { Audience, EditionEntry } from '../model/edition.ts';
import { finding, type Finding } from '../model/finding.ts';
import { dominates, formatMarking, isPublic, joinMarkings } from '../model/marking.ts';
import { placeIn } from '../model/places.ts';

function belowPortions({ file, matter, portions = [] }: EditionEntry): readonly Finding[] {
  const front = matter.classification;
  const whole = portions.map(({ marking }) => marking).reduce(joinMarkings, front);
  const mend =
    whole.grades.length > 1
      ? 'no marking is above those of two schemes: mark one of them anew.'
      : `write "classification: ${formatMarking(whole)}" there, or withhold the passage.`;
  return portions.flatMap(({ marking, name, place }) => {
    if (dominates(front, marking)) return [];
    const message = `${name} is marked "${formatMarking(marking)}", and the front matter says "${formatMarking(front)}"; ${mend}`;
    return [finding('classification-portion', file, place, message)];
  });
}

export function checkMarkings(entry: EditionEntry, audience: Audience): readonly Finding[] {
  const { file, matter, places } = entry;
  const marking = formatMarking(matter.classification);
  const refused =
    audience === 'public' && !isPublic(matter.classification)
      ? [
          finding(
            'classification-public',
            file,
            placeIn(places, ['classification']),
            `The public may not see what is marked "${marking}".`,
          ),
        ]
      : [];
  return [...belowPortions(entry), ...refused];
}
