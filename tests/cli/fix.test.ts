/** `press check --fix`: what it mends, what it leaves, and that it changes nothing else. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mendFiles, remembering, withFix } from '../../src/cli/mend.ts';
import { machine } from '../../src/host.ts';
import { examine } from '../../src/examine.ts';
import { located } from '../../src/cli/report.ts';
import { press } from '../support/command.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { PRESS } from '../support/inspected.ts';

const FILE = 'content/guidance/a/2019.md';

function fixed(source: string): { readonly text: string; readonly said: string; readonly again: string } {
  const folder = folderOf({ 'content/press.yaml': PRESS, [FILE]: source });
  const { error } = press(['check', '--fix'], { in: folder });
  const text = readFileSync(path.join(folder, FILE), 'utf8');
  press(['check', '--fix'], { in: folder });
  return { text, said: error, again: readFileSync(path.join(folder, FILE), 'utf8') };
}

const BEFORE = `\ufeff---\r
titel: "Lone: working"   # kept\r
classification: Official – sensitive\r
date-created: 10th April 2019\r
effective-form: 25/04/2019\r
review-date: 10/04/2020\r
text: full\r
---\r
## Scope\r
\r
Text  with\ttabs.\r
\r
Limits of\r
the scope\r
---------\r
\r
### The *form* ###\r
\r
### Rates {#rates marking="Official"}\r
`;

const AFTER = `\ufeff---\r
title: "Lone: working"   # kept\r
classification: OFFICIAL-SENSITIVE\r
date-created: 2019-04-10\r
effective-from: 2019-04-25\r
review-date: 10/04/2020\r
text: full\r
---\r
## Scope\r
`;

describe('press check --fix', () => {
  test('mends fields, dates and markings, and leaves a date that can be read in two ways', () => {
    const source = BEFORE.replace('   # kept', '');
    const { text, said, again } = fixed(source);
    expect(text.split('## Scope')[0]).toBe(AFTER.replace('   # kept', '').split('## Scope')[0]);
    expect(again).toBe(text);
    expect(said).toContain(`${FILE}:2:1 mended field-unknown "titel:" is now "title:"\n`);
    expect(said).toContain(`${FILE}:4:15 mended field-value "10th April 2019" is now "2019-04-10"\n`);
    expect(said).toContain(
      'error field-value The field "review-date" is no date; write 2020-04-10 if 10 April 2020 is meant.',
    );
  });

  test('writes down the ids of headings in every form, and changes nothing beside them', () => {
    const source = BEFORE.replace('   # kept', '').replace('10/04/2020', '2020');
    const { text, again } = fixed(source);
    expect(text.slice(text.indexOf('## Scope'))).toBe(`## Scope {#scope}\r
\r
Text  with\ttabs.\r
\r
Limits of\r
the scope {#limits-of-the-scope}\r
---------\r
\r
### The *form* {#the-form} ###\r
\r
### Rates {#rates marking="OFFICIAL"}\r
`);
    expect(again).toBe(text);
  });

  test('keeps what a record prints', () => {
    const { text } = fixed(
      '---\ntitle: A\nclassification: Official\ndate-created: 2019\neffective-from: 2019\ntext: full\ninterventions: None.\n---\nText.\n',
    );
    expect(text).toContain('\nclassification: OFFICIAL\nclassification-as-printed: "Official"\n');
  });

  test.each([
    ['a broken fence', ':::note\nText.\n'],
    ['a directive of an unknown name', ':::witheld\nText.\n:::\n'],
  ])('never touches a file with %s', (_, body) => {
    const source = `---\ntitel: A\nclassification: Official\ndate-created: 2019\neffective-from: 2019\ntext: full\n---\n## A\n\n${body}`;
    expect(fixed(source).text).toBe(source);
  });

  test('mends only the files that are named', () => {
    const source =
      '---\ntitel: A\nclassification: OFFICIAL\ndate-created: 2019\neffective-from: 2019\ntext: full\n---\nText.\n';
    const folder = folderOf({ 'content/press.yaml': PRESS, [FILE]: source, 'content/guidance/b/2019.md': source });
    press(['check', '--fix', FILE], { in: folder });
    expect(String(filesIn(folder)['content/guidance/b/2019.md'])).toBe(source);
    expect(String(filesIn(folder)[FILE])).toContain('title: A');
  });

  test('leaves a file that changed since it was read, and says so', () => {
    const folder = folderOf({ 'press.yaml': PRESS, 'guidance/a/2019.md': '---\ntitel: A\n---\nText.\n' });
    const file = path.join(folder, 'guidance/a/2019.md');
    const { host, isAsRead } = remembering(machine);
    const found = located(examine(host, folder).findings, folder);
    writeFileSync(file, '---\ntitel: B\n---\nText.\n');
    expect(mendFiles(machine, isAsRead, found)).toEqual({ mended: [], changed: [found[0]?.file] });
    expect(readFileSync(file, 'utf8')).toBe('---\ntitel: B\n---\nText.\n');
  });

  test('a word that stands twice on its line is left', () => {
    const fix = { place: { line: 1, column: 1 }, words: 'a', instead: 'b' };
    expect(withFix('a a\n', fix)).toBeUndefined();
    expect(withFix('c a\n', fix)).toBe('c b\n');
    expect(withFix('c a\n', { ...fix, place: { line: 2, column: 1 } })).toBeUndefined();
  });

  const line = fc.constantFrom(
    '## One',
    '## Two ##',
    '# Top',
    'Three\n---',
    '## One {#one}',
    '> ## In a quotation',
    '- ## In a list',
    '## `code`',
    '##',
    'Text.',
    '## Ends with a [link](https://a.example/)',
    '```\n## no heading\n```',
    '## A \\',
    '## {#x}',
    '### Deep',
    ':::note\n## Inside\n:::',
    '',
    '## Words :10',
    '## &amp; &lt;',
    '## Déjà vu',
    '::: broken',
  );
  const field = fc.constantFrom(
    'titel: A',
    'title: B',
    'clasification: Official',
    'classification: official - sensitive',
    "classification: 'Official'",
    'date-created: 25/12/2019',
    'date-created: December 2019',
    'effective-form: "1st May 2019"',
    'effective-from: 2019',
    'text: full',
    'interventions: x',
    'txet: full',
    '# titel: no',
    'summary: Official',
    'changes:\n  - note: a\n    claues: [x]',
    'was: {a: b}',
    'review-date: 31/02/2019',
  );
  const source = fc.tuple(
    fc.array(field, { maxLength: 8 }),
    fc.array(line, { maxLength: 6 }),
    fc.constantFrom('\n', '\r\n', '\r'),
  );

  test('a second run changes nothing, and whatever was right stays right (any document)', () => {
    fc.assert(
      fc.property(source, ([fields, lines, end]) => {
        const text = `---\n${fields.join('\n')}\n---\n${lines.join('\n\n')}\n`.replaceAll('\n', end);
        const folder = folderOf({ 'press.yaml': PRESS, 'guidance/a/2019.md': text });
        const run = () => {
          const { host, isAsRead } = remembering(machine);
          const found = located(examine(host, folder, undefined, { 'heading-id': 'note' }).findings, folder);
          return mendFiles(machine, isAsRead, found).mended.length;
        };
        let rounds = 0;
        while (run() > 0) expect(rounds++).toBeLessThan(8);
        const after = readFileSync(path.join(folder, 'guidance/a/2019.md'), 'utf8');
        // Line ends are those that were there.
        expect(after.replaceAll(end, '')).not.toMatch(/[\r\n]/);
        const errors = (content: string) => {
          const { findings } = examine(machine, folderOf({ 'press.yaml': PRESS, 'guidance/a/2019.md': content }));
          return findings.filter(({ severity }) => severity === 'error').length;
        };
        // A name set right lets the values be looked at, which may be wrong too: then there was an error before.
        if (errors(text) === 0) expect(errors(after)).toBe(0);
      }),
      { numRuns: process.env['PRESS_LONG'] ? 1000 : 60 },
    );
  });

  test('a file that cannot be written is a fault of the machine, and stays as it was', ({ skip }) => {
    if (process.getuid?.() === 0) skip('the superuser may write everything');
    const folder = folderOf({ 'content/press.yaml': PRESS, [FILE]: '---\ntitel: A\n---\nText.\n' });
    chmodSync(path.join(folder, 'content/guidance/a'), 0o555);
    const { exit } = press(['check', '--fix'], { in: folder });
    chmodSync(path.join(folder, 'content/guidance/a'), 0o755);
    expect(exit).toBe(3);
  });
});
