/** A part of the text with a marking of its own says so in words, on the page, on paper and in the data. */
import { describe, expect, test } from 'vitest';
import { clear } from '../../src/clear/clear.ts';
import type { Block } from '../../src/model/document.ts';
import { editionPage } from '../../src/render/html/html.ts';
import { editionJson } from '../../src/render/json/json.ts';
import { layoutEdition, printPages } from '../../src/render/pdf/pdf.ts';
import { PRESS } from '../pdf/press.ts';
import { edition, paragraph, surroundings, text } from '../support/edition.ts';
import { marking } from '../support/schemes.ts';
import { elements, hasClass, parse, wordsOf } from './pages.ts';
import { TEMPLATES } from './templates.ts';

const OFFICIAL = marking('OFFICIAL');
const SENSITIVE = marking('OFFICIAL-SENSITIVE');

const BODY: readonly Block[] = [
  { type: 'heading', depth: 2, id: 'scope', marking: SENSITIVE, children: [text('Scope')] },
  { type: 'principle', id: 'care', number: '1', title: 'Care', marking: OFFICIAL, children: [paragraph('Take care.')] },
  { type: 'clause', id: 'two', number: '2', marking: OFFICIAL, children: [paragraph('Write it down.')] },
  { type: 'note', title: 'Keys', marking: OFFICIAL, children: [paragraph('At the desk.')] },
  { type: 'heading', depth: 2, id: 'rest', children: [text('Rest')] },
  {
    type: 'withheld',
    ground: 's.31(1)(a)',
    marking: marking('OFFICIAL-SENSITIVE - COMMERCIAL'),
    children: [{ type: 'note', marking: SENSITIVE, children: [paragraph('The gate.')] }],
  },
  paragraph({ type: 'withheldText', ground: 's.40(2)', marking: SENSITIVE, children: [text('A name')] }),
];
const WHOLE = edition(BODY, { matter: { classification: SENSITIVE } });
const [PUBLIC, INTERNAL] = [clear(WHOLE, 'public'), clear(WHOLE, 'internal')];

const labels = (seen: typeof PUBLIC) =>
  elements(parse(editionPage(seen, surroundings(seen), TEMPLATES)), hasClass('portion')).map(wordsOf);

describe('a marked part', () => {
  test('on the page stands under its heading or above its words', () => {
    const whole = [
      'This section is marked OFFICIAL-SENSITIVE',
      'Marked OFFICIAL',
      'Marked OFFICIAL',
      'Marked OFFICIAL',
    ];
    expect(labels(PUBLIC)).toEqual(whole);
    expect(labels(INTERNAL)).toEqual([...whole, 'Marked OFFICIAL-SENSITIVE']);
    const page = parse(editionPage(PUBLIC, surroundings(PUBLIC), TEMPLATES));
    const [note] = elements(page, hasClass('note'));
    expect(note && wordsOf(note)).toBe('KeysMarked OFFICIALAt the desk.');
  });

  test('on paper does as well', () => {
    const told = (seen: typeof PUBLIC) => {
      const { pages } = layoutEdition(seen, surroundings(seen), PRESS);
      const frames = pages.flatMap((page) =>
        page.frames.flatMap((frame) => (frame.kind === 'text' ? frame.words : [])),
      );
      return frames.join('').replace(/\s/g, '');
    };
    expect(told(PUBLIC)).toContain('ScopeThissectionismarkedOFFICIAL-SENSITIVEMarkedOFFICIAL1Care');
    expect(told(PUBLIC)).not.toContain('COMMERCIAL');
    expect(told(INTERNAL)).toContain('s.31(1)(a)·OFFICIAL-SENSITIVE-COMMERCIAL');
  });

  test('in the data is that of each clause, with what it stands in', () => {
    const told = (seen: typeof PUBLIC) => {
      const { marking: whole, clauses } = JSON.parse(editionJson(seen, surroundings(seen)));
      return [whole, ...clauses.map(({ id, marking: own }: { id: string; marking: string }) => `${id}: ${own}`)];
    };
    expect(told(PUBLIC)).toEqual([
      'OFFICIAL-SENSITIVE',
      'scope: OFFICIAL-SENSITIVE',
      'care: OFFICIAL-SENSITIVE',
      'two: OFFICIAL-SENSITIVE',
      'rest: OFFICIAL-SENSITIVE',
    ]);
    expect(told(INTERNAL).at(-1)).toBe('rest: OFFICIAL-SENSITIVE - COMMERCIAL');
  });
});

test('a withheld passage says its ground and marking to those who see it, in words', () => {
  const boxes = elements(parse(editionPage(INTERNAL, surroundings(INTERNAL), TEMPLATES)), hasClass('to-withhold')).map(
    wordsOf,
  );
  expect(boxes).toEqual([
    'Withheld from the public: s.31(1)(a) · OFFICIAL-SENSITIVE - COMMERCIALMarked OFFICIAL-SENSITIVEThe gate.',
    '[Withheld from the public: s.40(2) · OFFICIAL-SENSITIVE – A name]',
  ]);
});

test('a marking of the former scheme is explained where it stands', () => {
  const note = 'RESTRICTED: a marking of a scheme that was replaced.';
  const old = edition([paragraph('Text.')], { matter: { classificationNotes: [note] } });
  expect(editionPage(old, surroundings(old), TEMPLATES)).toContain(note);
  const { pages } = layoutEdition(old, surroundings(old), PRESS);
  expect(printPages(pages)).toContain('RESTRICTED:');
  expect(JSON.parse(editionJson(old, surroundings(old))).markingNotes).toEqual([note]);
});
