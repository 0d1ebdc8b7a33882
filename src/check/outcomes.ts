/** What an answer says became of the request is what became of its questions, and of the grounds it cites. */
import type { AnswerOutcome } from '../model/document.ts';
import type { ClauseEntry, Corpus, DisclosureOutcome, EditionEntry } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';
import type { CitedGround } from '../model/ground.ts';
import { type Answering, answering } from './disclosure.ts';
import { placeIn } from '../model/places.ts';

/** What may stand under an outcome of the whole; `grounds` is in words what at least one ground must be, or `false` for none at all. */
interface Demand {
  readonly answers?: readonly AnswerOutcome[];
  readonly grounds?: false | { readonly words: string; readonly fits: (ground: CitedGround) => boolean };
}

const refusing = (words: string, fits: (ground: CitedGround) => boolean) => ({ words, fits });
const ofSection = (section: string) => refusing(`section ${section}`, ({ cited }) => cited.startsWith(`s.${section}`));

const DEMANDS: Readonly<Record<DisclosureOutcome, Demand>> = {
  'disclosed-in-full': { answers: ['disclosed', 'provided-outside-the-act', 'advice-given'], grounds: false },
  'disclosed-in-part': {},
  refused: {
    answers: ['refused', 'neither-confirmed-nor-denied', 'not-held', 'advice-given'],
    grounds: refusing('an exemption', ({ part }) => part === 'exemption'),
  },
  'refused-cost': { answers: ['refused', 'advice-given'], grounds: ofSection('12') },
  'refused-vexatious': { answers: ['refused', 'advice-given'], grounds: ofSection('14') },
  'not-held': { answers: ['not-held', 'advice-given'], grounds: false },
  'not-held-provided-outside-the-act': { answers: ['not-held', 'provided-outside-the-act', 'advice-given'] },
  'neither-confirmed-nor-denied': {
    answers: ['neither-confirmed-nor-denied', 'advice-given'],
    grounds: refusing('an exemption from confirming or denying', ({ deny }) => deny),
  },
  transferred: { answers: ['not-held', 'advice-given'], grounds: false },
  withdrawn: { answers: ['advice-given'], grounds: false },
};

const NOT_WHOLE: readonly AnswerOutcome[] = [
  'disclosed-in-part',
  'refused',
  'not-held',
  'neither-confirmed-nor-denied',
];

function checkWhole({ entry, disclosure, used }: Answering): readonly Finding[] {
  const { outcome } = disclosure;
  const { answers: allowed, grounds } = DEMANDS[outcome];
  const place = placeIn(entry.places, ['outcome']);
  const refuse = (message: string) => [finding('outcome-differs', entry.file, place, message)];
  const stated = entry.clauses.filter(({ kind }) => kind === 'answer');
  const odd = stated.find((one) => one.outcome && allowed && !allowed.includes(one.outcome));
  if (odd)
    return refuse(`The outcome is "${outcome}", but the answer on line ${odd.place.line} states "${odd.outcome}".`);
  const [first] = used;
  if (grounds === false && first)
    return refuse(
      `The outcome is "${outcome}", but line ${first.place.line} withholds or refuses on "${first.ground.cited}".`,
    );
  if (grounds && !used.some(({ ground }) => grounds.fits(ground)))
    return refuse(`The outcome is "${outcome}", and the text cites no ground that is ${grounds.words}.`);
  const whole = used.length === 0 && !stated.some((one) => one.outcome && NOT_WHOLE.includes(one.outcome));
  return outcome === 'disclosed-in-part' && whole
    ? refuse('The outcome is "disclosed-in-part", and nothing is withheld, refused or not held.')
    : [];
}

function checkAnswer(answer: ClauseEntry, { entry, citations, groundsOf }: Answering): readonly Finding[] {
  const within = citations.filter((one) => one.answer === answer.id);
  const withheld = within.some(({ use }) => use === 'withheld');
  const grounds = within.filter(({ use }) => use === 'answer').flatMap(({ ground }) => groundsOf(ground));
  const stands = within.some(({ use }) => use === 'answer');
  const refuse = (message: string) => [finding('outcome-differs', entry.file, answer.place, message)];
  switch (answer.outcome) {
    case 'refused':
      return withheld || stands
        ? []
        : refuse('The answer is a refusal without a ground; write ground="…" behind the outcome.');
    case 'neither-confirmed-nor-denied': {
      if (!stands)
        return refuse('The answer neither confirms nor denies on no ground; write ground="…" behind the outcome.');
      const other = grounds.find(({ deny }) => !deny);
      return other ? refuse(`"${other.cited}" does not speak of confirming or denying.`) : [];
    }
    case 'disclosed-in-part':
      return withheld || stands ? [] : refuse('The answer is "disclosed-in-part", and nothing in it is withheld.');
    case undefined:
    case 'provided-outside-the-act':
      return [];
    default:
      return withheld || stands ? refuse(`The answer is "${answer.outcome}", but something in it is withheld.`) : [];
  }
}

export function checkOutcomes(entry: EditionEntry, corpus: Corpus): readonly Finding[] {
  const answer = answering(entry, corpus);
  if (!answer) return [];
  const answers = entry.clauses.filter(({ kind }) => kind === 'answer');
  return [...checkWhole(answer), ...answers.flatMap((one) => checkAnswer(one, answer))];
}
