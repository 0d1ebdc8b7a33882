/** The part of the catalogue of `finding.ts` that is about words that could be said better, and references that have grown old or are marked higher. */
import { note, type RuleText, warning } from './rule.ts';

export const WORDING_RULES = {
  'link-vague': warning(
    'Many readers hear or search the links of a page without the sentences around them.',
    'Put the link on words that say where it leads, such as the title of the page.',
  ),
  'link-superseded': warning(
    'The link leads to the edition in force, which has no such clause.',
    'Name the edition that is meant, as in ../WORK/EDITION.md#clause, or a clause of the newest one.',
  ),
  'link-unpinned': note(
    'The link follows the edition in force, and the words around it may speak of an earlier one.',
    'Name the edition that is meant, as in ../WORK/EDITION.md; leave the link where it is to follow.',
  ),
  'quote-marking': warning(
    'The words are marked higher where they were taken from, and only those who marked them may lower that.',
    'Raise the classification in the front matter, leave the words out, or ask those who marked them.',
  ),
  'quote-stale': note(
    'Readers take what is quoted for what the document says now.',
    'Quote the newest edition, or say of which time the words are.',
  ),
  'plain-english': note('Plain words are read to the end by more people.', 'Write the plainer words.'),
  'sentence-long': note('Long sentences are misread.', 'Divide it, or make a list of it.'),
  'reading-hard': note(
    'Text this hard is read to the end by few people, and by none in a hurry.',
    'Divide the long sentences, and take shorter words where they say the same.',
  ),
  'date-impossible': warning(
    'Nobody can keep a day that does not exist.',
    'Correct the day, the month or the weekday.',
  ),
  'deadline-year': warning('Documents are read for years.', 'Write the year behind the month.'),
} as const satisfies Readonly<Record<string, RuleText>>;
