/** What `press new` writes leads the YAML language server of editors to the fields, with and without the settings of VS Code. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filled } from '../support/filled.ts';
import { folderOf } from '../support/folder.ts';
import { type LanguageServer, startLanguageServer } from '../support/language-server.ts';
import { pressHere } from '../support/press-here.ts';

const DOCUMENT = 'texts/guidance/visits/2024.md';

const folder = folderOf();
const text = (file: string) => readFileSync(path.join(folder, file), 'utf8');
/** The front matter, which an editor has to take out of the Markdown around it. */
const front = () => filled(text(DOCUMENT)).split(/^---\n/m)[1] ?? '';
const withoutModeline = (yaml: string) => yaml.replace(/^# yaml-language-server.*\n/, '');

beforeAll(async () => {
  for (const words of ['publication', 'guidance visits --edition 2024'])
    expect((await pressHere(`new ${words} --content texts`.split(' '), { in: folder })).exit).toBe(0);
});

/** No server may go out for schemas of others. */
const ALONE = { schemaStore: { enable: false }, validate: true, completion: true };

describe.each([
  ['by the modeline alone', () => ALONE, (yaml: string) => yaml],
  [
    'by the settings of VS Code alone',
    () => ({ ...ALONE, schemas: JSON.parse(text('.vscode/settings.json'))['yaml.schemas'] }),
    withoutModeline,
  ],
])('%s', (_, settings, as) => {
  let server: LanguageServer;
  beforeAll(async () => void (server = await startLanguageServer(folder, settings())));
  afterAll(() => server.close());
  const messages = async (file: string, yaml: string) =>
    (await server.diagnose(file, as(yaml))).map(({ message }) => message);

  test('a press.yaml has nothing to mend once it is filled in, and a misspelt field has', async () => {
    const press = filled(text('texts/press.yaml'));
    expect(await messages('texts/press.yaml', press)).toEqual([]);
    expect(await messages('texts/press.yaml', press.replace('publisher:', 'publsher:'))).toEqual([
      'Missing property "publisher".',
      'Property publsher is not allowed.',
    ]);
  });

  test('front matter has nothing to mend once it is filled in, and a wrong value has', async () => {
    expect(await messages(DOCUMENT, front())).toEqual([]);
    const [found] = await messages(DOCUMENT, front().replace(/^text: .*$/m, 'text: whole'));
    expect(found).toContain('"full"');
    expect(await messages(DOCUMENT, front().replace(/^date-created: .*$/m, 'date-created: 1 May 2024'))).toEqual([
      'is no date; write 2019, 2019-04 or 2019-04-10',
    ]);
  });

  test('offers the words that a field may have', async () => {
    const yaml = as(front()).replace(/^text: .*$/m, 'text: ');
    await server.diagnose(DOCUMENT, yaml);
    const line = yaml.split('\n').indexOf('text: ');
    expect(await server.complete(DOCUMENT, line, 'text: '.length)).toEqual(
      expect.arrayContaining(['full', 'extract', 'illustrative', 'not-held']),
    );
  });
});
