/** The marking that an author gives a block, a passage or a section, judged like that of the whole document. */
import type { Position } from '../model/document.ts';
import type { Marking } from '../model/marking.ts';
import { isError, judge } from './markings.ts';
import { type Reading, report } from './reading.ts';

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
  const { marking, faults } = judge(written.trim(), reading.ruling.inForce, reading.ruling);
  for (const fault of faults) {
    if (isError(fault) || !hidden) report(reading, fault.rule, node, `The marking ${fault.message}`);
    else if (fault.rule === 'classification-spelling')
      report(reading, 'classification-invalid', node, 'The marking of what is withheld must be spelt exactly.');
  }
  return marking;
}
