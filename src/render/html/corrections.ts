/** What became of a published edition: a notice at the head of its page, and the old and the new text of each clause behind the text. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { ShownCorrection } from '../../model/ledger.ts';
import { CORRECTIONS_TITLE, tellCorrection, type Version } from '../corrections.ts';

export function correctionNotices(corrections: readonly ShownCorrection[]): readonly Element[] {
  return corrections.map((correction) => {
    const { note } = tellCorrection(correction);
    const link = h('a', { href: '#page_corrections' }, 'Old and new text');
    return h('div', { className: ['notice', 'notice-correction'] }, h('p', h('strong', note), ' ', link, '.'));
  });
}

function version(label: string, shown: Version | undefined): readonly Element[] {
  if (!shown) return [];
  const digest = h('p', { className: 'digest' }, 'SHA-256 of the text: ', h('code', shown.sha256));
  return [h('dt', label), h('dd', h('p', shown.text), digest)];
}

/** The list of corrections; `undefined` where there is none. */
export function correctionList(corrections: readonly ShownCorrection[]): Element | undefined {
  if (corrections.length === 0) return undefined;
  const told = corrections
    .map(tellCorrection)
    .flatMap(({ note, changes, digests }) => [
      h('h3', note),
      ...changes.flatMap(({ name, old, new: newer }) => [
        h('h4', name),
        ...(old || newer
          ? [h('dl', { className: 'correction' }, ...version('As published', old), ...version('As corrected', newer))]
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
