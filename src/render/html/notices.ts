/**
 * What a reader must know before the text of an edition: that it no longer stands or does not stand yet, and what does; what its
 * words are; what its marking means.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Cleared } from '../../model/edition.ts';
import type { EditionCard, Surroundings } from '../../model/surroundings.ts';
import { editionName, editionTitle } from '../naming.ts';
import { TEXT_LABEL } from '../wording.ts';
import type { Linker } from './address.ts';
import { cardNamed, currentWords, phaseWords, spanWords, textBadge } from './standing.ts';

type Line = readonly (ElementContent | string)[];

function notice(kind: string, ...lines: readonly Line[]): Element {
  return h('div', { className: ['notice', `notice-${kind}`] }, ...lines.map((line) => h('p', ...line)));
}

/** The edition that stands in the place of another, and the comparison of the two. */
function instead(card: EditionCard, { work, publication }: Surroundings, link: Linker): readonly Line[] {
  const current = cardNamed(work.editions, work.inForce);
  if (!current || current === card) return [];
  const to = h('a', { href: link(current.address) }, `${current.title}, ${editionTitle(current.edition)}`);
  const badge = textBadge(current.text);
  const compared = work.comparisons.find(({ old, new: newer }) =>
    [`${card.edition} ${current.edition}`, `${current.edition} ${card.edition}`].includes(`${old} ${newer}`),
  );
  const named: Line = [`${currentWords(current, publication)}: `, to, ...(badge ? [' ', badge] : [])];
  if (!compared) return [named];
  const words = `What changed from ${editionName(compared.old)} to ${editionName(compared.new)}`;
  return [named, [h('a', { href: link(compared.address) }, words)]];
}

/** For whoever came by an old link, or before the day. */
function phaseNotice(card: EditionCard | undefined, edition: Cleared, around: Surroundings, link: Linker) {
  if (!card || card.phase.kind === 'current') return [];
  const words = card.phase.kind === 'ended' ? phaseWords(card.phase) : spanWords(card.phase, edition.standing.phases);
  const { reason } = card.phase;
  const why = reason === undefined ? [] : [`. ${reason}`];
  return [notice(card.phase.kind, [h('strong', words), ...why], ...instead(card, around, link))];
}

export function notices(edition: Cleared, around: Surroundings, link: Linker): readonly Element[] {
  const { matter } = edition;
  const card = cardNamed(around.work.editions, edition.edition);
  const label = TEXT_LABEL[matter.text];
  return [
    ...phaseNotice(card, edition, around, link),
    ...(matter.pastNotes ?? []).map((note) => notice('past', [note])),
    ...(label ? [notice(matter.text, [h('strong', label.long)])] : []),
    ...matter.classificationNotes.map((note) => notice('marking', [note])),
  ];
}
