/** How hard a section reads: by the formula of Flesch, 206.835 − 1.015 × words a sentence − 84.6 × syllables a word. */
import { describe, expect, test } from 'vitest';
import { hardness } from '../../src/read/readability.ts';

const times = (count: number, sentence: string) => Array.from({ length: count }, () => sentence);

describe('a section', () => {
  test('of short plain sentences is not hard', () => {
    expect(hardness({ sentences: times(30, 'Ring the desk when the visit ends.') })).toBeUndefined();
  });

  test('of long words is', () => {
    expect(hardness({ sentences: times(20, 'Organisational responsibilities necessitate documentation.') })).toBe(
      'The section reads at 0 on the scale of Flesch, where 60 is plain English: 4 words a sentence, 5.3 syllables a word.',
    );
  });

  test('of one endless sentence of short words is', () => {
    const endless = 'the man who came in at noon and sat by the door and did not say a word to any of us there '.repeat(
      9,
    );
    expect(hardness({ sentences: [endless] })).toMatch(/207 words a sentence, 1\.0 syllables a word\.$/);
  });

  test('of fewer than 80 words is left alone', () => {
    expect(
      hardness({ sentences: times(19, 'Organisational responsibilities necessitate documentation.') }),
    ).toBeUndefined();
  });

  test('without words, or with numbers alone, is left alone', () => {
    expect(hardness({ sentences: [] })).toBeUndefined();
    expect(hardness({ sentences: times(100, '12 … 13.') })).toBeUndefined();
  });
});
