/** The marking of parts and of the whole, as each audience sees them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clear } from '../../src/clear/clear.ts';
import type { Block } from '../../src/model/document.ts';
import { dominates, formatMarking, joinMarkings } from '../../src/model/marking.ts';
import { markingOfBlocks, markingsOfClauses, portionsIn, siblingMarkings } from '../../src/model/portions.ts';
import { edition, paragraph, text } from '../support/edition.ts';
import { marking } from '../support/schemes.ts';

const OFFICIAL = marking('OFFICIAL');
const MARKINGS = ['OFFICIAL', 'OFFICIAL-SENSITIVE', 'OFFICIAL-SENSITIVE - COMMERCIAL', 'SECRET'].map(marking);

const section = (depth: 2 | 3, id: string, own?: string): Block => ({
  type: 'heading',
  depth,
  id,
  marking: own === undefined ? undefined : marking(own),
  children: [text(id)],
});
const note = (written: string | undefined, ...children: Block[]): Block => ({
  type: 'note',
  children,
  ...(written ? { marking: marking(written) } : {}),
});
const written = (found: ReturnType<typeof siblingMarkings>) => found.map((one) => one && formatMarking(one));

describe('a section', () => {
  test('bears its marking up to the next heading of its level or above', () => {
    const body = [
      paragraph('Before.'),
      section(2, 'a', 'OFFICIAL-SENSITIVE'),
      paragraph('In a.'),
      section(3, 'b', 'OFFICIAL-SENSITIVE - COMMERCIAL'),
      paragraph('In b.'),
      section(3, 'c'),
      paragraph('In c.'),
      section(2, 'd'),
      paragraph('In d.'),
    ];
    expect(written(siblingMarkings(body))).toEqual([
      undefined,
      'OFFICIAL-SENSITIVE',
      'OFFICIAL-SENSITIVE',
      'OFFICIAL-SENSITIVE - COMMERCIAL',
      'OFFICIAL-SENSITIVE - COMMERCIAL',
      'OFFICIAL-SENSITIVE',
      'OFFICIAL-SENSITIVE',
      undefined,
      undefined,
    ]);
  });

  test('has the marking of what it holds and of what it stands in', () => {
    const body: Block[] = [
      section(2, 'a'),
      { type: 'clause', id: 'one', children: [paragraph('One.')] },
      section(3, 'b', 'OFFICIAL-SENSITIVE'),
      { type: 'clause', id: 'two', marking: marking('OFFICIAL - COMMERCIAL'), children: [paragraph('Two.')] },
    ];
    const found = markingsOfClauses(body, OFFICIAL);
    const named = [...found].map(([node, one]) => ['id' in node ? node.id : '', formatMarking(one)]);
    expect(named).toEqual([
      ['a', 'OFFICIAL-SENSITIVE - COMMERCIAL'],
      ['one', 'OFFICIAL'],
      ['b', 'OFFICIAL-SENSITIVE - COMMERCIAL'],
      ['two', 'OFFICIAL-SENSITIVE - COMMERCIAL'],
    ]);
  });

  test('needs none where all of a document has one marking', () => {
    expect(markingsOfClauses([section(2, 'a'), paragraph('Text.')], OFFICIAL).size).toBe(0);
  });
});

/** Blocks with markings anywhere: on sections, blocks, passages within a line, and on what is withheld. */
const blocks: fc.Arbitrary<readonly Block[]> = fc.letrec<{ blocks: readonly Block[]; block: Block }>((tie) => {
  const own = fc.option(fc.constantFrom(...MARKINGS), { nil: undefined });
  return {
    blocks: fc.array(tie('block'), { maxLength: 4 }),
    block: fc.oneof(
      { depthSize: 'small' },
      fc.constant(paragraph('Text.')),
      own.map((one): Block => ({ type: 'heading', depth: 2, id: 'h', marking: one, children: [text('Heading')] })),
      own.map((one): Block =>
        paragraph({ type: 'withheldText', ground: 's.31(1)(a)', marking: one, children: [text('words')] }),
      ),
      fc.record({ type: fc.constant('note' as const), marking: own, children: tie('blocks') }),
      fc.record({
        type: fc.constant('withheld' as const),
        ground: fc.constant('s.31(1)(a)'),
        marking: own,
        children: fc.array(
          own.map((one): Block => ({ type: 'note', marking: one, children: [paragraph('Text.')] })),
          {
            maxLength: 2,
          },
        ),
      }),
    ),
  };
}).blocks;

describe('what an audience sees', () => {
  test('is marked with the least that is above everything shown to it', () => {
    fc.assert(
      fc.property(blocks, fc.constantFrom(...MARKINGS), (body, front) => {
        for (const audience of ['public', 'internal'] as const) {
          const seen = clear(edition(body, { matter: { classification: front } }), audience);
          const shown = [front, ...portionsIn(seen.body).map((portion) => portion.marking)];
          expect(shown.every((one) => dominates(seen.matter.classification, one))).toBe(true);
          expect(seen.matter.classification).toEqual(shown.reduce(joinMarkings));
          expect(seen.unmarked).toEqual(front);
        }
      }),
    );
  });

  test('is raised by what is withheld for the internal audience alone', () => {
    fc.assert(
      fc.property(blocks, (body) => {
        const open = body.filter((block) => block.type !== 'withheld' && block.type !== 'paragraph');
        const outside = clear(edition(open), 'public').matter.classification;
        expect(dominates(clear(edition(body), 'public').matter.classification, outside)).toBe(true);
        const whole = edition(body);
        const [forPublic, inside] = [clear(whole, 'public'), clear(whole, 'internal')];
        expect(dominates(inside.matter.classification, forPublic.matter.classification)).toBe(true);
        expect(inside.matter.classification).toEqual(markingOfBlocks(body, OFFICIAL));
      }),
    );
  });

  test('says in the document-control table that this copy is marked higher', () => {
    const whole = edition([
      { type: 'withheld', ground: 's.40(2)', marking: marking('SECRET'), children: [note(undefined)] },
    ]);
    expect(clear(whole, 'public').standing.control).toEqual(whole.standing.control);
    expect(clear(whole, 'internal').standing.control.at(-1)).toEqual({
      label: 'This copy, with what is withheld from the public',
      value: 'SECRET',
    });
  });
});
