/** The product's own words to readers that every rendition must say alike. */
import type { ChangeKind, Fate } from '../model/comparison.ts';
import { formatDate, type PartialDate } from '../model/date.ts';
import type { AnswerOutcome, Block } from '../model/document.ts';
import type { TextStatus } from '../model/edition.ts';
import { type Citing, type Grounded, groundWords } from '../model/ground.ts';
import { formatMarking, type Marking } from '../model/marking.ts';

/** The label that every page bears when the words are not simply the whole text; `undefined` for a full text. */
export const TEXT_LABEL: Readonly<Record<TextStatus, { readonly short: string; readonly long: string } | undefined>> = {
  full: undefined,
  extract: {
    short: 'Extract',
    long: 'This page holds an extract. It is not the whole text of the edition.',
  },
  illustrative: {
    short: 'Illustrative text: not the words of the published edition',
    long: 'The text on this page was written for demonstration. These are not the words of the published edition.',
  },
  'not-held': {
    short: 'Text not held',
    long: 'The text of this edition is not held here. Only facts about it are recorded.',
  },
};

/** On every page of a view of the past. */
export const pastLabel = (day: PartialDate): string => `View of the past: as at ${formatDate(day)}`;

/** Said once to whoever begins to read one. */
export const pastSentence = (day: PartialDate): string => `This shows the site as it stood on ${formatDate(day)}.`;
export const PAST_MEANING =
  'What came later is not in it. A date of which only the year or month is known counts from its beginning.';

export const FATE_LABEL: Readonly<Record<Fate, string>> = {
  unchanged: 'Unchanged',
  changed: 'Changed',
  moved: 'Moved',
  'moved-changed': 'Moved and changed',
  split: 'Split',
  merged: 'Merged',
  added: 'Added',
  removed: 'Removed',
};

/** Said of a block that only became another kind of block: no mark in its text shows that it changed. */
export const SAME_WORDS = 'the same words, set differently';

export const KIND_LABEL: Readonly<Record<ChangeKind, string>> = {
  obligation: 'obligation',
  negation: 'negation',
  number: 'number',
  date: 'date',
  actor: 'who must act',
  reference: 'reference',
  definition: 'definition',
  marking: 'marking',
  wording: 'wording',
  punctuation: 'punctuation',
};

export const OUTCOME_LABEL: Readonly<Record<AnswerOutcome, string>> = {
  disclosed: 'Disclosed',
  'disclosed-in-part': 'Disclosed in part',
  refused: 'Refused',
  'not-held': 'Not held',
  'provided-outside-the-act': 'Provided outside the Act',
  'neither-confirmed-nor-denied': 'Neither confirmed nor denied',
  'advice-given': 'Advice given',
};

/** Said at a part of the text that bears a marking of its own, before the marking. */
export const portionLabel = ({ type }: Pick<Block, 'type'>): string =>
  type === 'heading' ? 'This section is marked' : 'Marked';

/** Said to the audience that sees a withheld passage, before its words: the ground and the marking. */
export function withheldLabel({ ground, grounds = [] }: Grounded, marking: Marking | undefined): string {
  const named = grounds.length > 0 ? groundWords(grounds) : ground;
  const under = grounds[0]?.words === undefined ? ': ' : ' under ';
  return `Withheld from the public${under}${named}${marking ? ` · ${formatMarking(marking)}` : ''}`;
}

/** "Public interest test: section 31(1)(a): Law enforcement"; `what` alone where no ground is named. */
export function reasonLabel(what: string, { ground, grounds = [] }: Citing): string {
  const named = grounds.length > 0 ? groundWords(grounds) : ground;
  return named === undefined ? what : `${what}, ${named}`;
}
