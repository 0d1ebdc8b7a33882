/** The examples on the pages of rules as content folders. */
import type { Example, RulePage } from '../../src/cli/rule-pages.ts';
import type { Files } from './folder.ts';
import { documentOf, PRESS } from './inspected.ts';

const FAMILY = /^(guidance|consultations|foi|boilerplate)\//;

function whole({ file = 'guidance/a/2019.md', text, fields }: Example): string {
  if (file === 'press.yaml') return PRESS.startsWith('title') && text.startsWith('title') ? text : PRESS + text;
  if (text.startsWith('---') || text.startsWith('\\')) return text.replace(/^\\/, '');
  const family = (FAMILY.exec(file)?.[1] ?? 'guidance') as Parameters<typeof documentOf>[0]; // the pattern names the families
  if (!fields) return documentOf(family, text);
  const own = Array.from(text.matchAll(/^([\w-]+):/gm), ([, name]) => name);
  const [, front = '', body] = documentOf(
    family,
    text.trim() === '' || /^text: not-held/m.test(text) ? '' : 'Text.\n',
  ).split('---\n');
  const kept = front.split('\n').filter((line) => !own.includes(/^[\w-]+/.exec(line)?.[0] ?? ''));
  return `---\n${kept.join('\n')}${kept.at(-1) === '' ? '' : '\n'}${text.trim() === '' ? '' : text}---\n${body ?? ''}`;
}

/** The files of a page as they are before, or after, the mend; `undefined` where it has no such example. */
export function folderFor({ examples }: RulePage, when: 'before' | 'after'): Files | undefined {
  const own = examples.filter((one) => one.when === when);
  if (own.length === 0) return undefined;
  const beside = examples.filter((one) => one.when === 'beside');
  const files = [...beside, ...own].map((one) => [one.file ?? 'guidance/a/2019.md', whole(one)] as const);
  const documents = files.some(([file]) => file !== 'press.yaml')
    ? []
    : [['guidance/a/2019.md', documentOf('guidance', 'Text.\n')] as const];
  return Object.fromEntries([['press.yaml', PRESS], ...documents, ...files]);
}
