/**
 * What could be said plainer, and dates that cannot be kept: remarks on the author's own English, which are findings once `check`
 * knows that the words are still theirs to change. Words of others (quotations, questions) and what is withheld are left alone.
 */
import type { Block, Heading, Inline, Paragraph, Place } from '../model/document.ts';
import { childBlocks } from '../model/clauses.ts';
import { type Finding, finding, type Rule, said } from '../model/finding.ts';
import { textOfInlines } from '../model/text.ts';
import { hardness, type Section } from './readability.ts';
import { placeOf } from './reading.ts';

/** Longer or rarer words that never say more than the plain ones. Duties ("are required to") are not among them: they are law. */
const PLAIN: Readonly<Record<string, string>> = {
  'a large number of': 'many',
  aforementioned: 'this, or leave it out',
  'as a consequence of': 'because of',
  ascertain: 'find out',
  'at the present time': 'now',
  'at this point in time': 'now',
  commence: 'start',
  commencing: 'starting',
  'despite the fact that': 'although',
  'due to the fact that': 'because',
  'endeavour to': 'try to',
  expedite: 'speed up',
  facilitate: 'help',
  'for the purposes of': 'for',
  forthwith: 'at once',
  hereinafter: 'from here on, or leave it out',
  'in conjunction with': 'with',
  'in excess of': 'more than',
  'in lieu of': 'instead of',
  'in order to': 'to',
  'in respect of': 'about, or for',
  'in the event of': 'if there is',
  'in the event that': 'if',
  'in the vicinity of': 'near',
  'inter alia': 'among other things',
  'it should be noted that': 'leave it out',
  notwithstanding: 'despite',
  'per annum': 'a year',
  'prior to': 'before',
  'provide assistance to': 'help',
  'pursuant to': 'under',
  'should you wish to': 'if you want to',
  'subsequent to': 'after',
  'take into consideration': 'consider',
  'the majority of': 'most',
  'until such time as': 'until',
  utilisation: 'use',
  utilise: 'use',
  'with regard to': 'about',
  'with respect to': 'about',
};
const WORDY = new RegExp(`\\b(?:${Object.keys(PLAIN).join('|')})\\b`, 'gi');

/** Link words that say nothing of where the link leads. */
const VAGUE =
  /^(?:click |see |read |look )?(?:here|this|more|this link|link|this page|page|this document|download|more information|find out more|learn more)[.:!…]*$/i;

const MOST_WORDS = 40;
const SENTENCE_END = /[.!?]["”’)]*\s+(?=["“‘(]?\p{Lu})/gu;

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'.split('|');
const DAY = `(?:(${WEEKDAYS.join('|')}),? )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${MONTHS.join('|')})\\b(?:,? (\\d{4})\\b)?`;
const DATE = new RegExp(`\\b${DAY}`, 'g');
const TIME = '(?:(?:noon|midday|midnight|\\d{1,2}(?:[.:]\\d\\d)? ?[ap]m)(?: on|,)? )?';
const DEADLINE = new RegExp(
  `\\b(?:by|before|until|no later than|not later than|on or before|closes on|deadline is|deadline of) ${TIME}${DAY}(?! (?:of |in )?(?:each|every|any|the) )`,
  'gi',
);

/** More of one kind in a document tells its author nothing new. */
const MOST_OF_A_RULE = 20;

/** The text of a paragraph with its places. Where a line ends there is a space. */
interface Run {
  readonly text: string;
  readonly placeAt: (index: number) => Place;
}

/** A search makes nothing where there is nothing to be found, as in most texts. */
const matchesIn = (text: string, pattern: RegExp): Iterable<RegExpExecArray> =>
  text.search(pattern) === -1 ? [] : text.matchAll(pattern);

/** Hands over the texts of a line one after the other. For what has no words of the author's there is a sign. */
function eachText(inlines: readonly Inline[], act: (value: string, inline: Inline) => void): void {
  for (const inline of inlines) {
    if (inline.type === 'text') act(inline.value, inline);
    else if ('children' in inline && inline.type !== 'withheldText') eachText(inline.children, act);
    else act(inline.type === 'break' ? '\n' : '…', inline);
  }
}

function runOf(paragraph: Paragraph): Run {
  let text = '';
  eachText(paragraph.children, (value) => (text += value));
  /** Few places are asked for, and of most texts none. */
  function placeAt(index: number): Place {
    let before = '';
    let { line, column } = placeOf(paragraph) ?? { line: 1, column: 1 };
    let end = 0;
    eachText(paragraph.children, (value, inline) => {
      if (end <= index) {
        before = value.slice(0, index - end);
        ({ line, column } = placeOf(inline) ?? placeOf(paragraph) ?? { line: 1, column: 1 });
      }
      end += value.length;
    });
    const newline = before.lastIndexOf('\n');
    return newline === -1
      ? { line, column: column + before.length }
      : { line: line + before.split('\n').length - 1, column: before.length - newline };
  }
  return { text: text.replaceAll('\n', ' '), placeAt };
}

function datesIn({ text }: Run): readonly { readonly index: number; readonly message: string }[] {
  return Array.from(text.matchAll(DATE)).flatMap(({ 0: words, 1: weekday, 2: day, 3: name = '', 4: year, index }) => {
    const month = MONTHS.indexOf(name);
    // Without a year 29 February may be one that is.
    const date = new Date(Date.UTC(Number(year ?? 2000), month, Number(day)));
    if (date.getUTCMonth() !== month) return [{ index, message: `${said(words)} is no day of the calendar.` }];
    const real = WEEKDAYS[date.getUTCDay()] ?? '';
    return weekday && year && weekday !== real
      ? [{ index, message: `${said(words.replace(/^\w+,? /, ''))} was or is a ${real}, not a ${weekday}.` }]
      : [];
  });
}

interface Sentence {
  readonly index: number;
  readonly words: string;
}

function sentencesIn(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let index = 0;
  for (const { 0: end, index: ends } of matchesIn(text, SENTENCE_END)) {
    sentences.push({ index, words: text.slice(index, ends + end.length) });
    index = ends + end.length;
  }
  return [...sentences, { index, words: text.slice(index) }];
}

function longSentences(
  sentences: readonly Sentence[],
): readonly { readonly index: number; readonly message: string }[] {
  return sentences.flatMap(({ index, words }) => {
    // Words of one letter, with a space between each two.
    if (words.length <= 2 * MOST_WORDS) return [];
    const count = words.match(/\S+/g)?.length ?? 0;
    return count > MOST_WORDS ? [{ index, message: `The sentence has ${count} words.` }] : [];
  });
}

const OTHERS: readonly Block['type'][] = ['quote', 'question', 'withheld', 'blockquote', 'include', 'reviewRights'];

/** A heading, or a paragraph with its text and the sentences of that. */
type Own =
  | { readonly block: Heading; readonly sentences?: undefined }
  | { readonly block: Paragraph; readonly run: Run; readonly sentences: readonly Sentence[] };

/** The paragraphs that are the author's own words, and the headings between them. */
function ownBlocks(blocks: readonly Block[]): readonly Own[] {
  return blocks.flatMap((block): Own | readonly Own[] => {
    if (block.type === 'heading') return { block };
    if (block.type !== 'paragraph') return OTHERS.includes(block.type) ? [] : ownBlocks(childBlocks(block));
    const run = runOf(block);
    return { block, run, sentences: sentencesIn(run.text) };
  });
}

/** What stands from one heading to the next, placed at the heading; what stands before all headings, at its first paragraph. */
function sectionsOf(own: readonly Own[]): readonly Section<Place | undefined>[] {
  const sections: { readonly place: Place | undefined; readonly sentences: string[] }[] = [];
  for (const { block, sentences } of own) {
    if (!sentences || sections.length === 0) sections.push({ place: placeOf(block), sentences: [] });
    for (const { words } of sentences ?? []) sections.at(-1)?.sentences.push(words);
  }
  return sections;
}

/** Remarks on the words of a document in English, in reading order. */
export function remarksOn(file: string, blocks: readonly Block[]): readonly Finding[] {
  const counts = new Map<Rule, number>();
  const found: Finding[] = [];
  function remark(rule: Rule, place: Place | undefined, message: string): void {
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    if (count <= MOST_OF_A_RULE) found.push(finding(rule, file, place, message));
  }
  function remarkOnDates(run: Run): void {
    for (const { index, message } of datesIn(run)) remark('date-impossible', run.placeAt(index), message);
    for (const { 0: words, 4: year, index } of run.text.matchAll(DEADLINE))
      if (year === undefined) remark('deadline-year', run.placeAt(index), `${said(words)} names no year.`);
  }
  const own = ownBlocks(blocks);
  for (const section of sectionsOf(own)) {
    const message = hardness(section);
    if (message !== undefined) remark('reading-hard', section.place, message);
  }
  for (const one of own) {
    if (!one.sentences) continue;
    const { run, sentences, block: paragraph } = one;
    for (const { 0: words, index } of matchesIn(run.text, WORDY)) {
      const plain = PLAIN[words.toLowerCase()] ?? '';
      remark(
        'plain-english',
        run.placeAt(index),
        `${said(words)}: write ${plain === 'leave it out' ? 'nothing' : `"${plain}"`} instead.`,
      );
    }
    for (const { index, message } of longSentences(sentences)) remark('sentence-long', run.placeAt(index), message);
    if (/\d/.test(run.text)) remarkOnDates(run);
    for (const inline of paragraph.children) {
      if (inline.type !== 'link') continue;
      const words = textOfInlines(inline.children);
      if (VAGUE.test(words))
        remark('link-vague', placeOf(inline), `The words ${said(words)} do not say where the link leads.`);
    }
  }
  return found;
}
