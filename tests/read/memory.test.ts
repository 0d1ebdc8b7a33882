/**
 * A reading that remembers the one before says what a reading from nothing says, whatever was saved, broken, removed or renamed in
 * between; and it reads no file that stayed as it was.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Host, machine } from '../../src/host.ts';
import { inspect } from '../../src/examine.ts';
import { openMemory } from '../../src/read/read.ts';
import { type Files, folderOf } from '../support/folder.ts';
import { documentOf, guidance, PRESS } from '../support/inspected.ts';
import { PLAIN, pngOf } from '../support/picture-files.ts';

const QUOTE = ':::quote{from="../b/2019.md#aim"}\nBe kind.\n:::\n';

/** Texts that a file of the folder may come to hold; each depends on others in a way of its own. */
const TEXTS: Files = {
  plain: guidance('## Aim {#aim}\n\nBe kind.\n'),
  other: guidance('## Aim {#aim}\n\nBe careful.\n'),
  quoting: guidance(`${QUOTE}\n[There](../b/2019.md#aim)\n`),
  including: guidance('![A dot](../../pictures/dot.png)\n\n::include{file="../../boilerplate/p/1.md"}\n'),
  withholding: guidance(':::withheld{ground="s.31(1)(a)"}\nA secret.\n:::\n\nMore.\n'),
  passage: documentOf('boilerplate', 'A passage.\n\n::include{file="../q/1.md"}\n'),
  shorter: documentOf('boilerplate', 'A passage.[^1]\n\n[^1]: A note.\n'),
  broken: '---\ntitle: [\n---\n:::withheld\n',
  fenced: guidance(':::withheld{ground="s.31(1)(a)"}\nA secret.\n'),
  bytes: Uint8Array.of(0xff, 0xfe, 0),
};

const DOCUMENTS = ['guidance/a/2019.md', 'guidance/a/2023.md', 'guidance/b/2019.md'];
const PASSAGES = ['boilerplate/p/1.md', 'boilerplate/q/1.md'];

type Edit = (root: string) => void;

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...DOCUMENTS, ...PASSAGES), fc.constantFrom(...Object.keys(TEXTS)))
    .map(([file, text]): Edit => (root) => {
      mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(root, file), TEXTS[text] ?? '');
    }),
  fc.constantFrom(...DOCUMENTS, ...PASSAGES, 'guidance/a', 'pictures/dot.png', 'schemes').map(
    (file): Edit =>
      (root) =>
        rmSync(path.join(root, file), { recursive: true, force: true }),
  ),
  fc.constantFrom('title: X\n', PRESS, `${PRESS}descriptors: [NEW]\n`).map((text): Edit => (root) => {
    writeFileSync(path.join(root, 'press.yaml'), text);
  }),
  fc.integer({ min: 1, max: 3 }).map((width): Edit => (root) => {
    mkdirSync(path.join(root, 'pictures'), { recursive: true });
    writeFileSync(path.join(root, 'pictures/dot.png'), width === 3 ? 'no picture' : pngOf({ ...PLAIN, width }));
  }),
  fc.constant<Edit>((root) => {
    mkdirSync(path.join(root, 'schemes'), { recursive: true });
    writeFileSync(path.join(root, 'schemes/grounds.yaml'), 'grounds:\n  - name: own\n    title: Our own\n');
  }),
  fc.constant<Edit>((root) => {
    rmSync(path.join(root, 'guidance/c'), { recursive: true, force: true });
    renameSync(path.join(root, 'guidance/b'), path.join(root, 'guidance/c'));
  }),
);

/** All that later stages can learn of a corpus. */
function told({ corpus, checked, findings }: ReturnType<typeof inspect>): unknown {
  const entries = [...(corpus?.entries.values() ?? [])];
  const loaded = entries.map(({ identifier }) => corpus?.load(identifier));
  return { sound: checked !== undefined, findings, entries, loaded, publication: corpus?.publication };
}

describe('a reading that remembers', () => {
  test('says what a reading from nothing says', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        const root = folderOf({ 'press.yaml': PRESS, 'guidance/b/2019.md': TEXTS['plain'] ?? '' });
        const memory = openMemory();
        for (const change of edits) {
          try {
            change(root);
          } catch {
            // what is not there cannot be renamed
          }
          // Edits follow one another here faster than the clock of a disk ticks, as no event of a watcher would miss.
          for (const file of [...DOCUMENTS, ...PASSAGES]) memory.forget(file);
          expect(told(inspect(machine, root, { memory }))).toEqual(told(inspect(machine, root)));
        }
      }),
      { numRuns: process.env['PRESS_LONG'] === '1' ? 1000 : 25 },
    );
  });

  test('reads what was saved and nothing else', () => {
    const root = folderOf({
      'press.yaml': PRESS,
      'guidance/a/2019.md': TEXTS['quoting'] ?? '',
      'guidance/b/2019.md': TEXTS['plain'] ?? '',
      'guidance/c/2019.md': TEXTS['including'] ?? '',
      'boilerplate/p/1.md': TEXTS['shorter'] ?? '',
      'pictures/dot.png': pngOf(PLAIN),
    });
    const reads: string[] = [];
    const host: Host = {
      ...machine,
      read(file, identity) {
        reads.push(path.relative(root, file));
        return machine.read(file, identity);
      },
    };
    const memory = openMemory();
    const readAgain = (): readonly string[] => {
      reads.length = 0;
      expect(inspect(host, root, { memory }).findings).toEqual([]);
      return [...new Set(reads)].filter((file) => file !== 'press.yaml');
    };
    expect(readAgain()).toHaveLength(5);
    expect(readAgain()).toEqual([]);
    writeFileSync(path.join(root, 'guidance/b/2019.md'), `${TEXTS['plain']}\nAlways.\n`);
    expect(readAgain()).toEqual(['guidance/b/2019.md']);
  });
});
