/** What became of a published edition, behind its text: each correction with the old and the new text, and their digests. */
import type { ShownCorrection } from '../../model/ledger.ts';
import { ABSENT, CORRECTIONS_TITLE, type CorrectionTold, tellCorrection, type Version } from '../corrections.ts';
import { joinParts, NO_PART, type Part, type Stand } from './blocks.ts';
import { bullets, said, section } from './front.ts';
import { joinLines, type Line } from './inlines.ts';

function versionLine(label: string, shown: Version | undefined, absent: string, stand: Stand): Line {
  const bold = { ...stand.style, face: 'bold' } as const;
  const words = shown ? `${shown.text} (SHA-256 ${shown.sha256})` : absent;
  return joinLines([said(`${label}: `, stand, bold), said(words, stand)]);
}

function changesPart({ changes, digests }: CorrectionTold, stand: Stand): Part {
  const lines = changes.flatMap(({ name, old, new: newer }) =>
    old || newer
      ? [
          versionLine(`${name}, as published`, old, ABSENT.old, stand),
          versionLine(`${name}, as corrected`, newer, ABSENT.new, stand),
        ]
      : [said(`${name}.`, stand)],
  );
  return bullets([...lines, said(digests, stand)], stand);
}

export function correctionsPart(corrections: readonly ShownCorrection[], stand: Stand): Part {
  if (corrections.length === 0) return NO_PART;
  const parts = corrections.map((correction, index) => {
    const told = tellCorrection(correction);
    return section(3, told.note, `about.correction-${index + 1}`, changesPart(told, stand), stand);
  });
  return section(2, CORRECTIONS_TITLE, 'about.corrections', joinParts(parts), stand);
}
