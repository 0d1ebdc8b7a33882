/** How a changed block reads: old words, new words, and both in one with [-deleted-] and {+inserted+}. */
import { describe, expect, test } from 'vitest';
import { operationsOf } from '../../src/diff/operations.ts';
import { readable } from '../../src/diff/readable.ts';
import { tokensOf } from '../../src/diff/tokens.ts';
import { matchWords } from '../../src/diff/words.ts';

function read(old: string, newer: string): string {
  const [a, b] = [old, newer].map((text) => tokensOf(text === '' ? [] : [{ text, style: {} }]));
  if (!a || !b) throw new Error('two texts');
  const marks = { keep: ['', ''], delete: ['[-', '-]'], insert: ['{+', '+}'] } as const;
  return operationsOf(a, b, readable(a, b, matchWords(a, b)))
    .map(({ op, text }) => marks[op].join(text))
    .join('');
}

const ROWS: Readonly<Record<string, readonly [string, string, string]>> = {
  'one word for another': [
    'Officers will record it.',
    'Officers must record it.',
    'Officers [-will-]{+must+} record it.',
  ],
  'a word more, with its space': ['Keep a record.', 'Keep a full record.', 'Keep a {+full +}record.'],
  'a word less at the end': ['Keep it safe now.', 'Keep it safe.', 'Keep it safe[- now-].'],
  'a number stays whole': [
    'It costs £1,250 a year.',
    'It costs £1,350 a year.',
    'It costs [-£1,250-]{+£1,350+} a year.',
  ],
  'a date stays whole': [
    'It took effect on 10 April 2019.',
    'It took effect on 12 April 2019.',
    'It took effect on [-10 April 2019-]{+12 April 2019+}.',
  ],
  'a time stays whole': ['Open until 10:30 today.', 'Open until 11:30 today.', 'Open until [-10:30-]{+11:30+} today.'],
  'a section of an Act stays whole': [
    'Exempt under s.31(1)(a) of it.',
    'Exempt under s.31(1)(b) of it.',
    'Exempt under [-s.31(1)(a)-]{+s.31(1)(b)+} of it.',
  ],
  'a sentence more': [
    'Keep records. Review them. Destroy them.',
    'Keep records. Share them with partners. Review them. Destroy them.',
    'Keep records. {+Share them with partners. +}Review them. Destroy them.',
  ],
  'a date changed and a sentence more': [
    'Record it by 10 April 2019. They are kind.',
    'Record it by 12 April 2019. A new one. They are kind.',
    'Record it by [-10 April 2019-]{+12 April 2019+}. {+A new one. +}They are kind.',
  ],
  'a sentence more at the end': [
    'One project told the reporter of an incident.',
    'A team told the reporter of an incident. Further details may be posted.',
    '[-One project-]{+A team+} told the reporter of an incident.{+ Further details may be posted.+}',
  ],
  'a sentence less at the end': [
    'A team told the reporter of an incident. Further details may be posted.',
    'One project told the reporter of an incident.',
    '[-A team-]{+One project+} told the reporter of an incident.[- Further details may be posted.-]',
  ],
  'no confetti of common words': [
    'Staff with long experience of the work advise partners.',
    'Officers and volunteers of the highest calibre advise partners.',
    '[-Staff with long experience of the work-]{+Officers and volunteers of the highest calibre+} advise partners.',
  ],
  'a sentence of which little survives is replaced whole': [
    'Keep records. The form must be filled in by hand at the station and posted to the unit.',
    'Keep records. Officers enter each visit online within a day of making it, the same way for all.',
    'Keep records. [-The form must be filled in by hand at the station and posted to the unit.-]' +
      '{+Officers enter each visit online within a day of making it, the same way for all.+}',
  ],
  'a changed dash': ['Safe - always.', 'Safe – always.', 'Safe [---]{+–+} always.'],
  'a space lost': ['Safe - always.', 'Safe -always.', 'Safe -[- -]always.'],
  'everything new': ['', 'All of it.', '{+All of it.+}'],
};

describe('words', () => {
  test.each(Object.entries(ROWS))('%s', (_, [old, newer, both]) => {
    expect(read(old, newer)).toBe(both);
  });

  test('a text too different for the shortest edit is still told exactly, and its unique parts are found', () => {
    const words = (step: number) => Array.from({ length: 9000 }, (_, at) => `w${(at * step) % 4999}`).join(' ');
    const [old, newer] = [
      `${words(7)} here they meet again ${words(11)}`,
      `${words(13)} here they meet again ${words(17)}`,
    ];
    const told = read(old, newer);
    expect(told).toContain('here they meet again');
    expect(told.replaceAll(/\{\+.*?\+\}/g, '').replaceAll(/\[-|-\]/g, '')).toBe(old);
    expect(told.replaceAll(/\[-.*?-\]/g, '').replaceAll(/\{\+|\+\}/g, '')).toBe(newer);
  });
});
