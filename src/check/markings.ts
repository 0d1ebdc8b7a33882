/**
 * The marking in front matter is that of the public text: none of its parts is marked higher, and the public may see it. What is
 * withheld raises only what the internal audience sees.
 */
import type { Audience, EditionEntry } from '../model/edition.ts';
import { finding, type Finding } from '../model/finding.ts';
import { dominates, formatMarking, isPublic, joinMarkings } from '../model/marking.ts';

function belowPortions({ file, matter, portions = [] }: EditionEntry): readonly Finding[] {
  const whole = formatMarking(portions.map(({ marking }) => marking).reduce(joinMarkings, matter.classification));
  return portions.flatMap(({ marking, name, place }) => {
    if (dominates(matter.classification, marking)) return [];
    const own = `${name} is marked "${formatMarking(marking)}"`;
    const front = `the front matter says "${formatMarking(matter.classification)}"`;
    const message = `${own}, and ${front}; write "classification: ${whole}" there, or withhold the passage.`;
    return [finding('classification-portion', file, place, message)];
  });
}

export function checkMarkings(entry: EditionEntry, audience: Audience): readonly Finding[] {
  const { file, matter, placeOf } = entry;
  const marking = formatMarking(matter.classification);
  const refused =
    audience === 'public' && !isPublic(matter.classification)
      ? [
          finding(
            'classification-public',
            file,
            placeOf?.(['classification']),
            `The public may not see what is marked "${marking}".`,
          ),
        ]
      : [];
  return [...belowPortions(entry), ...refused];
}
