/** The marking that an author gives a block, a passage or a section, judged like that of the whole document. */
import type { Position } from '../model/document.ts';
import type { Marking } from '../model/marking.ts';
import { finding } from '../model/finding.ts';
import { isError, judge, spelt } from './markings.ts';
import { placeOf, type Reading, report } from './reading.ts';

/**
 * `hidden` is what is withheld. In it a near-miss is an error as well, because a warning would tell of it in public
 * output.
 */
export function portionMarking(
  written: string | undefined,
  reading: Reading,
  node: { readonly position?: Position | undefined },
  hidden: boolean,
): Marking | undefined {
  if (written === undefined) return undefined;
  const judged = judge(written.trim(), reading.ruling.inForce, reading.ruling);
  const { marking, faults } = judged;
  const fix = spelt(written, judged, placeOf(node));
  const inQuotes = fix && { ...fix, words: `marking="${fix.words}"`, instead: `marking="${fix.instead}"` };
  for (const fault of faults) {
    if (isError(fault) || !hidden)
      reading.findings.push(finding(fault.rule, reading.file, placeOf(node), `The marking ${fault.message}`, inQuotes));
    else if (fault.rule === 'classification-spelling')
      report(reading, 'classification-invalid', node, 'The marking of what is withheld must be spelt exactly.');
  }
  return marking;
}
