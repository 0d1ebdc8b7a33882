/** Words about editions that several kinds of page need: dates of phases, labels, lists of facts. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import {
  atDate,
  dateOfEpoch,
  daysBetween,
  formatDate,
  formatWeekday,
  type PartialDate,
  startOf,
} from '../../model/date.ts';
import type { ControlRow, Fact, Phase, Publication, TextStatus } from '../../model/edition.ts';
import type { EditionCard } from '../../model/surroundings.ts';
import { TEXT_LABEL } from '../wording.ts';

/** "In force from June 2023", "Superseded June 2023": a state that lasts takes "from", an event its bare date. */
export function phaseWords({ label, from: begun, on, kind }: Phase): string {
  const from = on ?? begun;
  if (from === undefined) return label;
  const event = kind === 'ended' || label.endsWith('ed');
  return event ? `${label} ${formatDate(from)}` : `${label} from ${formatDate(from)}`;
}

/** What leads to an edition that stands: "In force now"; in a view of the past "In force"; where its state was an event, "Current edition". */
export function currentWords(
  { phase: { label } }: Pick<EditionCard, 'phase'>,
  { pastDay }: Pick<Publication, 'pastDay'>,
): string {
  if (label.endsWith('ed')) return 'Current edition';
  return pastDay === undefined ? `${label} now` : label;
}

const SECONDS_PER_DAY = 86_400;

/** The last day before a date; of a month or a year, the month or year itself, because its days are not known. */
function lastBefore(date: PartialDate): PartialDate {
  const day = /^\d{4}-\d\d-\d\d$/.test(date);
  return (day ? dateOfEpoch(startOf(date) / 1000 - SECONDS_PER_DAY) : undefined) ?? date;
}

/** The same with the day on which the phase is known to end: "Open from 29 April 2024 until 22 July 2024". */
export function spanWords(phase: Phase, phases: readonly Phase[]): string {
  const index = phases.findIndex(({ label, from }) => label === phase.label && from === phase.from);
  const end = index === -1 ? undefined : phases[index + 1]?.from;
  if (end !== undefined && phase.kind === 'not-yet') return `${phaseWords(phase)}: from ${formatDate(end)}`;
  return end === undefined ? phaseWords(phase) : `${phaseWords(phase)} until ${formatDate(lastBefore(end))}`;
}

/** "As at 1 June 2025, 60 days are left": how the day on which something ends or begins lies to the date of the page. */
function distance(day: PartialDate, asAt: PartialDate, last: string, many: (days: string) => string): string {
  const days = daysBetween(asAt, day);
  if (days === undefined || days < 0) return '';
  const counted = days === 1 ? '1 day' : `${days} days`;
  return ` As at ${formatDate(asAt)}, ${days === 0 ? last : many(counted)}.`;
}

/** By when readers must act, in a sentence: "Closes on Thursday 31 July 2025. As at 1 June 2025, 60 days are left." */
export function deadlineWords(phase: Phase, phases: readonly Phase[], asAt: PartialDate): string | undefined {
  const index = phases.findIndex(({ label, from }) => label === phase.label && from === phase.from);
  const next = phases[index + 1];
  if (next?.from === undefined || phase.kind === 'ended') return undefined;
  if (phase.kind === 'not-yet')
    return `Opens ${atDate(next.from, formatWeekday)}.${distance(next.from, asAt, 'that is this day', (days) => `that is in ${days}`)}`;
  const last = next.on ?? lastBefore(next.from);
  const left = (days: string) => `${days} ${days === '1 day' ? 'is' : 'are'} left`;
  return `Closes ${atDate(last, formatWeekday)}.${distance(last, asAt, 'this is the last day', left)}`;
}

export function phaseBadge(phase: Phase, words = phase.label): Element {
  return h('span', { className: ['badge', `badge-${phase.kind}`] }, words);
}

/** The mark on anything that leads to a text which is not simply the whole text. */
export function textBadge(status: TextStatus): Element | undefined {
  const label = TEXT_LABEL[status];
  return label && h('span', { className: ['badge', `badge-${status}`] }, label.short);
}

/** The same as words. */
export const textLabel = (status: TextStatus): string | undefined => TEXT_LABEL[status]?.short;

/** What must stand at top and bottom of every page that shows text of this status. */
export function pageLabels(status: TextStatus): readonly string[] {
  return status === 'illustrative' ? [TEXT_LABEL.illustrative?.short ?? status] : [];
}

export function controlList(rows: readonly (ControlRow | Fact)[]): Element | undefined {
  if (rows.length === 0) return undefined;
  const pairs = rows.map(({ label, value, ...row }) => {
    const href = 'href' in row ? row.href : undefined;
    return h('div', h('dt', label), h('dd', href === undefined ? value : h('a', { href }, value)));
  });
  return h('dl', { className: 'facts' }, pairs);
}

/** The card of an edition of a work by its name. */
export function cardNamed(editions: readonly EditionCard[], name: string | undefined): EditionCard | undefined {
  return editions.find(({ edition }) => edition === name);
}
