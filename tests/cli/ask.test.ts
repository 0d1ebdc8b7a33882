/** Questions at a terminal: what is asked, what an answer becomes, and that nobody is waited for who is not there. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { asker, askFor } from '../../src/cli/ask.ts';
import { press } from '../support/command.ts';
import { folderOf } from '../support/folder.ts';
import { PRESS } from '../support/inspected.ts';
import { pressHere } from '../support/press-here.ts';

const QUESTION = {
  about: 'Colour',
  choices: ['red', 'green'],
  problem: (text: string) => (/^[a-z]+$/.test(text) ? undefined : 'That is no colour.'),
};

/** What is asked of somebody who types these lines and then, if `ends`, closes the input. */
async function typed(text: string, ends = false) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const ask = asker(input, output);
  input.write(text);
  if (ends) input.end();
  const answer = await askFor(ask, QUESTION);
  return { answer, asked: String(output.read() ?? ''), ask };
}

describe('a question', () => {
  test('is answered by a word, or by the number of a choice', async () => {
    expect(await typed('blue\n')).toMatchObject({ answer: 'blue', asked: 'Colour:\n  1  red\n  2  green\n> ' });
    expect(await typed(' 2 \n')).toMatchObject({ answer: 'green' });
  });

  test('is asked again until the answer can be used', async () => {
    const { answer, asked } = await typed('RED\n3\nred\n');
    expect(answer).toBe('red');
    expect(asked.match(/That is no colour\.\n> /g)).toHaveLength(2);
  });

  test('is left open by an empty answer and by the end of the input, and so is every one after that', async () => {
    expect(await typed('\n')).toMatchObject({ answer: undefined });
    const { answer, ask } = await typed('', true);
    expect(answer).toBeUndefined();
    expect(await ask('And now? ')).toBeUndefined();
  });

  test('finds answers that were typed before it was put', async () => {
    const { ask } = await typed('red\nnext\n');
    expect(await ask('Which? ')).toBe('next');
  });
});

describe('press new at a terminal', () => {
  test('asks for what is required and not given, and writes what is answered', async () => {
    const folder = folderOf({ 'content/press.yaml': PRESS });
    const answers = ['Lone working', '1.5.2024', '2024-05-01', '1', '', 'OFICIAL', '1', '2024'];
    const { exit, asked, out } = await pressHere(['new', 'guidance', 'lone-working'], { in: folder, answers });
    expect({ exit, out }).toMatchObject({
      exit: 0,
      out: expect.stringContaining('lone-working/2024.md. Fill in its 7 blanks'),
    });
    const text = readFileSync(path.join(folder, 'content/guidance/lone-working/2024.md'), 'utf8');
    expect(text).toContain(
      'title: Lone working\nclassification: OFFICIAL\ndate-created: 2024-05-01\ntext: full\neffective-from: FILL-IN(',
    );
    expect(asked).toContain('This is no date; write 2024-05-01 if 1 May 2024 is meant.');
    expect(asked).toContain('by the Government Security Classifications policy of 2023');
    expect(asked).toContain('  1  OFFICIAL\n  2  OFFICIAL-SENSITIVE\n');
    expect(asked).toContain('did you mean "OFFICIAL"?');
  });

  test('offers the markings of the scheme of the day', async () => {
    const folder = folderOf({ 'content/press.yaml': PRESS });
    const words = ['new', 'foi', 'costs', '--date', '2015-05-01', '--title', 'Costs'];
    const { asked } = await pressHere(words, { in: folder, answers: ['', '', ''] });
    expect(asked).toContain('by the Government Security Classifications policy of 2014');
    expect(asked).not.toContain('title (');
  });

  test('asks nothing with --yes', async () => {
    const folder = folderOf({ 'content/press.yaml': PRESS });
    const words = ['new', 'guidance', 'a', '--edition', '2024', '--yes'];
    expect(await pressHere(words, { in: folder, answers: ['x'] })).toMatchObject({ exit: 0, asked: '' });
  });

  test('without a terminal it never waits', () => {
    const folder = folderOf({ 'content/press.yaml': PRESS });
    expect(press(['new', 'guidance', 'a'], { in: folder }).exit).toBe(2);
    expect(press(['new', 'guidance', 'a', '--edition', '2024'], { in: folder }).exit).toBe(0);
  });
});
