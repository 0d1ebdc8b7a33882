/** A small release of two works, one with two editions, signed by a key of its own: made once for each test file that asks. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { machine } from '../../src/host.ts';
import { openPublicKey } from '../../src/release/signing/signing.ts';
import { folderProblems, isProblem, openSealed } from '../../src/release/verify/verify.ts';
import { type Files, folderOf } from './folder.ts';
import { pressHere } from './press-here.ts';

const front = (title: string, from: string, more = '') =>
  `---\ntitle: ${title}\nclassification: OFFICIAL\ndate-created: ${from}\neffective-from: ${from}\ntext: full\n${more}---\n`;

export const LAMPS_2019 = `${front('Lamps', '2019')}## Scope {#scope}

This guidance is about the lamps of the harbour and who keeps them.

:::principle{#care number=1}
Lamps must be cleaned daily, and the keeper writes down the hour at which it was done.
:::
`;
export const LAMPS_2023 = `${front('Lamps', '2023', 'changes:\n  - note: Twice a day.\n    clauses: [care]\n')}## Scope {#scope}

This guidance is about the lamps of the harbour and who keeps them.

:::principle{#care number=1}
Lamps must be cleaned twice a day, and the keeper writes down the hour at which it was done.
:::
`;
const BUOYS = `${front('Buoys', '2020')}## Paint {#paint}\n\nBuoys are painted red every spring.\n`;

const PRESS_YAML = 'content/press.yaml';

export const SMALL: Files = {
  [PRESS_YAML]: 'title: T\npublisher: A harbour\nbase-address: https://e.example/\nas-at: 2025-06-01\n',
  'content/guidance/lamps/2019.md': LAMPS_2019,
  'content/guidance/lamps/2023.md': LAMPS_2023,
  'content/guidance/buoys/2020.md': BUOYS,
};

/** A folder with the content, `press.key`, `press.pub`, and `dist`. `more` stands at the end of files. */
export async function smallRelease(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const added = Object.entries(more).map(([file, text]) => [file, `${String(SMALL[file] ?? '')}${text}`]);
  const folder = folderOf({ ...SMALL, ...Object.fromEntries(added) });
  await pressHere(['keys', 'new', '--out', 'press.key'], { in: folder });
  const { exit, error } = await pressHere(['release', '--key', 'press.key'], { in: folder });
  if (exit !== 0) throw new Error(error);
  return folder;
}

/** A copy of what readers see, as an ordinary folder. */
export function copyOfSite(folder: string): string {
  const copy = path.join(folderOf(), 'site');
  cpSync(path.join(folder, 'dist'), copy, { recursive: true, dereference: true });
  return copy;
}

/** What `press verify` finds wrong with a site, as `path: what`. */
export function wrongWith(site: string, key: string): readonly string[] {
  const sealed = openSealed(machine, path.join(site, 'manifest.json'), [openPublicKey(machine, key)]);
  const problems = isProblem(sealed) ? [sealed] : folderProblems(machine, site, sealed.manifest);
  return problems.map(({ path: file, what }) => `${file}: ${what}`);
}

export const manifestIn = (site: string) => readFileSync(path.join(site, 'manifest.json'), 'utf8');

/** Words of a clause before it was corrected, and behind. */
export const CORRECTED = { old: 'Buoys are painted green every spring.', new: 'Buoys are painted red every spring.' };

/** The small release as the second of two: the first, of 1 April, had an error in the paper on buoys. */
export async function correctedRelease(): Promise<string> {
  const folder = folderOf({
    ...SMALL,
    'content/guidance/buoys/2020.md': BUOYS.replace(CORRECTED.new, CORRECTED.old),
  });
  const release = async (asAt: string) => {
    writeFileSync(path.join(folder, PRESS_YAML), String(SMALL[PRESS_YAML]).replace('2025-06-01', asAt));
    const { exit, error } = await pressHere(['release', '--key', 'press.key'], { in: folder });
    if (exit !== 0) throw new Error(error);
  };
  await pressHere(['keys', 'new', '--out', 'press.key'], { in: folder });
  await release('2025-04-01');
  const declared = 'corrections:\n  - date: 2025-05-01\n    reason: The colour was wrong.\n    clauses: [paint]\n';
  writeFileSync(
    path.join(folder, 'content/guidance/buoys/2020.md'),
    BUOYS.replace('text: full\n', `text: full\n${declared}`),
  );
  await release('2025-06-01');
  return folder;
}
