/**
 * The W3C's Nu HTML checker finds no error and gives no warning on any page or style sheet of the sample site. It runs in Java; without
 * Java the test is skipped. The package is the last that does not download a Java of its own when it is installed; in style sheets it
 * knows no `@supports selector()`.
 */
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { expect, test } from 'vitest';
import vnu from 'vnu-jar';
import { folderOf } from '../support/folder.ts';
import { sampleSite } from '../support/sample-site.ts';

const hasJava = spawnSync('java', ['-version']).status === 0;

interface Message {
  readonly type: string;
  readonly subType?: string;
  readonly url?: string;
  readonly lastLine?: number;
  readonly message: string;
  readonly extract?: string;
}

/** What the checker says of all pages and style sheets below some folders. */
function checked(...folders: readonly string[]): readonly string[] {
  const options = ['--format', 'json', '--stdout', '--exit-zero-always', '--skip-non-html', '--also-check-css'];
  const { status, stdout, stderr } = spawnSync('java', ['-jar', String(vnu), ...options, ...folders], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`the checker did not run: ${stderr}`);
  const { messages } = JSON.parse(stdout) as { readonly messages: readonly Message[] }; // the checker's own format
  return messages.map(({ type, subType = type, url = '', lastLine = 0, message, extract = '' }) => {
    const place = `${url.replace(/^file:\/*/, '/')}:${lastLine}`;
    return `${place} ${subType} ${message} ${extract.replaceAll('\n', ' ')}`;
  });
}

const LATER_THAN_CHECKER = /CSS: Parse Error\.|“::details-content”/;

const WRONG = {
  'wrong.html': '<!doctype html>\n<html lang="en">\n<title>A</title>\n<img src="a.png">\n</html>\n',
  'wrong.css': 'p { colour: red }\n',
};

test.skipIf(!hasJava)(
  'no page or style sheet has an error, and one that has is found',
  { timeout: 180_000 },
  async () => {
    const { folder } = await sampleSite();
    const wrong = folderOf(WRONG);
    const [inside, outside] = [realpathSync(folder), realpathSync(wrong)];
    const told = checked(inside, outside);
    expect(told.filter((one) => one.startsWith(inside) && !LATER_THAN_CHECKER.test(one))).toEqual([]);
    const found = told
      .filter((one) => one.startsWith(outside))
      .map((one) => one.slice(outside.length + 1).split(':')[0]);
    expect(found).toEqual(['wrong.html', 'wrong.css']);
  },
);
