/** A document is saved in every state of its typing: each gives a page and findings, and none a fault of the program. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../src/dev/desk.ts';
import { editorLink } from '../../src/dev/editor.ts';
import { type Host, HostFault, machine } from '../../src/host.ts';
import { openPress } from '../../src/render/render.ts';
import { type Files, folderOf } from '../support/folder.ts';
import { documentOf, guidance, PRESS } from '../support/inspected.ts';
import { nastyBody, nastyFront } from '../support/nasty.ts';

const LONG = process.env['PRESS_LONG'] === '1';

const FILE = 'guidance/a/2023.md';
const PAGE = 'guidance/a/2023/index.html';

const SURROUNDINGS: Files = {
  'press.yaml': PRESS,
  'guidance/a/2019.md': guidance('## Aim {#aim}\n\nOfficers **should** be kind.\n'),
  'boilerplate/p/1.md': documentOf('boilerplate', 'A passage.\n'),
};

const TYPED = `---
title: "A title: of its own"
classification: OFFICIAL
date-created: 2023-05-12
effective-from: 2023-06-01
text: full
was:
  duty: [aim]
changes:
  - note: The duty is stronger.
    clauses: [duty]
---
## Duty {#duty marking="OFFICIAL"}

Officers **must** be [kind](../2019.md#aim)[^1], ~~never~~ \`so\`, at 10:30.

:::principle{#p number=1}
Be kind.

> 1. So
> 7. it is

::::quote{from="2019.md#aim"}
Officers should be kind.
::::
:::

| a | b |
|---|--:|
| 1 | 2 |

:::withheld{ground="s.31(1)(a)"}
Zanzibar in the open.
:::

A name :withheld[Zanzibar]{ground="s.40(2)"} here.

::include{file="../../boilerplate/p/1.md"}

[^1]: A *note*.
`;

interface Setup {
  readonly desk: Desk;
  readonly type: (text: string) => void;
}

function open(files: Files = {}, host: Host = machine): Setup {
  const content = folderOf({ ...SURROUNDINGS, ...files });
  const request = { content, audience: 'public', link: editorLink('vscode') } as const;
  const desk = openDesk(host, openPress(machine, 'site'), request, () => undefined);
  const file = path.join(content, FILE);
  return {
    desk,
    type(text) {
      writeFileSync(file, text);
      desk.reread([file]);
    },
  };
}

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

/** Every page that the document has a part in is shown, or an author's mistake stands in the way. */
async function looksWell({ desk }: Setup): Promise<void> {
  await desk.examine();
  expect(desk.fault()).toBeUndefined();
  for (const page of [
    'index.html',
    'guidance/index.html',
    'guidance/a/index.html',
    PAGE,
    'guidance/a/2019..2023/index.html',
  ]) {
    const { rendition, how, reason } = await desk.page(page);
    const panel = desk.panel(page, how);
    expect(reason ?? '', page).not.toContain('fault of its own');
    if (how === 'unshown' || how === 'before') expect(panel.check.error, `${page} ${reason}`).toBeGreaterThan(0);
    else expect(rendition?.bytes.length).toBeGreaterThan(500);
  }
}

describe('half-typed', () => {
  test('every beginning of a document', { timeout: LONG ? 600_000 : 120_000 }, async () => {
    const setup = open();
    const step = LONG ? 1 : 9;
    for (let length = 0; length <= TYPED.length; length += step) {
      setup.type(TYPED.slice(0, length));
      await looksWell(setup);
    }
    setup.type(TYPED);
    await looksWell(setup);
  });

  test('a withheld passage is shown in no state of its typing', { timeout: 120_000 }, async () => {
    const setup = open();
    const start = TYPED.indexOf(':::withheld');
    setup.type(TYPED.replace(/:::withheld[\s\S]*?\n:::\n/, ''));
    expect((await setup.desk.page(PAGE)).how).not.toBe('missing');
    for (let length = TYPED.length; length > start; length -= LONG ? 1 : 5) {
      // The words are there; the fence around them is what is typed last, or misspelt.
      const [before, fence, behind] = [TYPED.slice(0, start), TYPED.slice(start, length), TYPED.slice(start)];
      for (const state of [`${before}${fence}`, `${before}${behind.replace(':::withheld', ':::witheld')}`]) {
        setup.type(state);
        const { rendition } = await setup.desk.page(PAGE);
        expect(text(rendition?.bytes)).not.toContain('Zanzibar');
      }
    }
  });

  test('anything at all', { timeout: LONG ? 3_600_000 : 120_000 }, async () => {
    const setup = open();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          nastyBody.map((body) => guidance(body)),
          fc.tuple(nastyFront, nastyBody).map((all) => all.join('')),
        ),
        async (typed) => {
          setup.type(typed);
          await looksWell(setup);
        },
      ),
      { numRuns: LONG ? 3000 : 60 },
    );
  });

  test('a page stays as it was while its front matter is broken, and says so', async () => {
    const setup = open({ [FILE]: guidance('Good words.\n') });
    expect((await setup.desk.page(PAGE)).how).toBe('current');
    setup.type('---\ntitle: "A\n---\nOther words.\n');
    const { how, rendition } = await setup.desk.page(PAGE);
    expect(how).toBe('before');
    expect(text(rendition?.bytes)).toContain('Good words.');
    expect(setup.desk.panel(PAGE, how).flags[0]).toBe('Shown as it was before the last change');
    setup.type(guidance('Other words.\n'));
    expect(text((await setup.desk.page(PAGE)).rendition?.bytes)).toContain('Other words.');
  });
});

describe('faults of the machine', () => {
  /** A machine on which reading one file or folder fails as long as `broken` says so. */
  function failing(code: string, what: string): { readonly host: Host; broken: boolean } {
    const state = { broken: true, host: machine };
    const fail = (file: string): void => {
      if (state.broken && file.endsWith(what))
        throw new HostFault(code, `Cannot read ${what}: permission was refused.`, undefined);
    };
    const list: Host['list'] = (folder) => (fail(folder.replace(/\/$/, '')), machine.list(folder));
    const read: Host['read'] = (file, identity) => (fail(file), machine.read(file, identity));
    state.host = { ...machine, list, read };
    return state;
  }

  test.each([
    ['a folder without rights', 'EACCES', 'guidance/a'],
    ['a file without rights', 'EACCES', FILE],
    ['a file that vanishes before it is read', 'ENOENT', FILE],
    ['a file that is replaced while it is read', 'ESTALE', FILE],
  ])('%s is a sentence, and over when it is mended', async (_, code, what) => {
    const state = failing(code, what);
    const { desk } = open({ [FILE]: guidance('Good words.\n') }, state.host);
    expect(desk.fault()).toContain(`Cannot read ${what}`);
    expect((await desk.page(PAGE)).how).toBe('unshown');
    expect(desk.panel(PAGE, 'unshown').fault).toBe(desk.fault());
    state.broken = false;
    desk.reread([]);
    expect(desk.fault()).toBeUndefined();
    expect((await desk.page(PAGE)).how).toBe('current');
  });
});
