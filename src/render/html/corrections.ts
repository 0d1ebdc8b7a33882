/** What became of a published edition: a notice at the head of its page, and the old and the new text of each clause behind the text. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { ShownCorrection } from '../../model/ledger.ts';
import { ABSENT, type CorrectionTold, CORRECTIONS_TITLE, tellCorrection } from '../corrections.ts';
import { markedWords } from './operations.ts';

export function correctionNotices(corrections: readonly ShownCorrection[]): readonly Element[] {
  return corrections.map((correction) => {
    const { note } = tellCorrection(correction);
    const link = h('a', { href: '#page_corrections' }, 'Old and new text');
    return h('div', { className: ['notice', 'notice-correction'] }, h('p', h('strong', note), ' ', link, '.'));
  });
}

type Change = CorrectionTold['changes'][number];

/** One version of a part, with what it alone has marked as in a comparison. */
function version(side: 'old' | 'new', change: Change): readonly Element[] {
  const label = h('dt', side === 'old' ? 'As published' : 'As corrected');
  const shown = change[side];
  if (!shown) return [label, h('dd', h('p', ABSENT[side]))];
  const other = side === 'old' ? 'insert' : 'delete';
  const words = markedWords(change.operations.filter(({ op }) => op !== other));
  const digest = h('p', { className: 'digest' }, 'SHA-256 of the text: ', h('code', shown.sha256));
  return [label, h('dd', h('p', words.length > 0 ? [...words] : shown.text), digest)];
}

/** The list of corrections; `undefined` where there is none. */
export function correctionList(corrections: readonly ShownCorrection[]): Element | undefined {
  if (corrections.length === 0) return undefined;
  const told = corrections
    .map(tellCorrection)
    .flatMap(({ note, changes, digests }) => [
      h('h3', note),
      ...changes.flatMap((change) => [
        h('h4', change.name),
        ...(change.old || change.new
          ? [h('dl', { className: 'correction' }, ...version('old', change), ...version('new', change))]
          : []),
      ]),
      h('p', { className: 'digest' }, digests),
    ]);
  return h(
    'section',
    { className: 'about', ariaLabelledBy: 'page_corrections' },
    h('h2', { id: 'page_corrections' }, CORRECTIONS_TITLE),
    told,
  );
}
