/**
 * Law 3: the same source gives the same bytes, whatever the time zone, the locale, the folder, the user's mask, and what was
 * built there before. Whole builds of the real program are compared byte for byte.
 */
import { cpSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { press } from '../support/command.ts';
import { filesIn, folderOf } from '../support/folder.ts';

const ENVIRONMENTS: readonly NodeJS.ProcessEnv[] = [
  { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'Pacific/Kiritimati', LANG: 'sv_SE.UTF-8', LC_ALL: 'sv_SE.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', HOME: '/nonexistent', USER: 'somebody' },
];

function built(environment: NodeJS.ProcessEnv, index: number): Readonly<Record<string, Buffer>> {
  const folder = path.join(folderOf(), ...Array.from({ length: index + 1 }, () => 'deeper'));
  cpSync('content', path.join(folder, 'content'), { recursive: true });
  utimesSync(path.join(folder, 'content/press.yaml'), index * 1e8, index * 1e8);
  expect(press(['build'], { in: folder, environment })).toMatchObject({ exit: 0, error: '' });
  return filesIn(path.join(folder, 'dist'));
}

test('the whole site, built in different environments', () => {
  const [first, ...others] = ENVIRONMENTS.map(built);
  for (const other of others) {
    expect(Object.keys(other)).toEqual(Object.keys(first ?? {}));
    for (const [file, bytes] of Object.entries(other))
      expect(bytes.equals(first?.[file] ?? Buffer.alloc(0)), file).toBe(true);
  }
});

test('a second build in the same place changes nothing, and the site stays where it was', () => {
  const folder = folderOf();
  cpSync('content', path.join(folder, 'content'), { recursive: true });
  press(['build'], { in: folder });
  const first = filesIn(path.join(folder, 'dist'));
  press(['build'], { in: folder });
  expect(filesIn(path.join(folder, 'dist'))).toEqual(first);
});
