/**
 * What can be done by whoever is not content with an answer: every answer tells of it, a refusal must, and what it tells is that of
 * its day.
 */
import { formatDate } from '../model/date.ts';
import type { AnswerText, Corpus, EditionEntry } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';
import type { ReviewRights } from '../model/schemes.ts';
import { type Answering, answering } from './disclosure.ts';

const REFUSALS = ['refused', 'refused-cost', 'refused-vexatious', 'neither-confirmed-nor-denied'];

const refuses = ({ disclosure, used }: Answering) => used.length > 0 || REFUSALS.includes(disclosure.outcome);

/** What is laid down for the day of an answer, in a sentence. */
function laidDown({ rights }: ReviewRights, { disclosure: { answered } }: Answering): string {
  const row = rights.findLast(({ from }) => from <= answered);
  if (!row) return '';
  const days =
    row.workingDays === undefined ? '' : ` A review can be asked for within ${row.workingDays} working days.`;
  return `${days} Complaints then go to the ${row.commissioner}.`;
}

function checkWords(rights: AnswerText['rights'], answer: Answering, scheme: ReviewRights): readonly Finding[] {
  const [first] = rights;
  const { file } = answer.entry;
  if (!first) {
    const rule = refuses(answer) ? 'refusal-rights' : 'rights-missing';
    const what = rule === 'refusal-rights' ? 'refusal' : 'answer';
    return [finding(rule, file, undefined, `The ${what} has no review rights.${laidDown(scheme, answer)}`)];
  }
  if (!refuses(answer)) return [];
  const text = rights.map((one) => one.text).join(' ');
  const missing = [
    ...(/\b(?:review|complain)/i.test(text) ? [] : ['of no way to complain or to ask for a review']),
    ...(/\bInformation Commission|\bICO\b/i.test(text)
      ? []
      : ['not of the right to go to the Information Commissioner']),
  ];
  return missing.map((what) =>
    finding('refusal-rights', file, first.place, `The review rights tell ${what}.${laidDown(scheme, answer)}`),
  );
}

/** A passage that several documents share is that of the day when it is the newest of then. */
function checkSource(source: string, corpus: Corpus, { disclosure: { answered } }: Answering): string | undefined {
  const [work = '', edition] = source.split('@');
  const editions = corpus.works.get(work)?.editions ?? [];
  const inForce = editions.findLast(({ standing }) => standing.date <= answered);
  if (inForce === undefined) return `The passage is younger than the answer, which is of ${formatDate(answered)}.`;
  if (inForce.edition === edition) return undefined;
  return `On ${formatDate(answered)} the passage of ${formatDate(inForce.standing.date)} was the newest.`;
}

export function checkRights(entry: EditionEntry, corpus: Corpus): readonly Finding[] {
  const answer = answering(entry, corpus);
  if (!answer) return [];
  const { rights: scheme } = corpus.schemes;
  const { rights = [] } = entry.answer ?? {};
  const { answered } = answer.disclosure;
  const late = (place: Finding['place'], message: string) => finding('rights-outdated', entry.file, place, message);
  const dated = rights.flatMap(({ source, place }) => {
    const message = source === undefined ? undefined : checkSource(source, corpus, answer);
    return message === undefined ? [] : [late(place, message)];
  });
  const outdated = rights.flatMap(({ text, place }) =>
    scheme.outdated
      .filter((fact) => fact.from <= answered && text.includes(fact.text))
      .map((fact) => late(place, `"${fact.text}" marks old text; since ${formatDate(fact.from)} it is ${fact.now}.`)),
  );
  return [...checkWords(rights, answer, scheme), ...dated, ...outdated];
}
