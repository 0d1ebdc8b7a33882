/**
 * The pages of the rules: what each means, with an example. They come from `templates/rules/`, a section a rule:
 *
 *     ## name-of-the-rule
 *
 *     What it means.
 *
 *     ````md before guidance/a/2019.md
 *     source
 *     ````
 *
 * "before" raises the rule, "after" does not; "beside" stands next to both, and above the first section next to all.
 */
import type { Host } from '../host.ts';

export interface Example {
  readonly when: 'before' | 'after' | 'beside';
  /** The path from the content folder, where the author of the page gives one. */
  readonly file?: string | undefined;
  readonly text: string;
  /** Whether the text is some fields and no whole file. */
  readonly fields: boolean;
}

export interface RulePage {
  readonly meaning: string;
  readonly examples: readonly Example[];
}

const FOLDER = 'templates/rules';
const EXAMPLE = /^````(md|yaml) (before|after|beside)(?: (\S+))?\n(.*?)^````$/gms;

function examplesIn(section: string): readonly Example[] {
  return Array.from(section.matchAll(EXAMPLE), ([, kind, when, file, text = '']) => ({
    when: when === 'before' || when === 'after' ? when : 'beside',
    file,
    text,
    fields: kind === 'yaml',
  }));
}

function pagesIn(text: string): readonly (readonly [string, RulePage])[] {
  const [head = '', ...sections] = text.split(/^## (?=[a-z-]+\n)/m);
  return sections.map((section) => {
    const [name = '', ...rest] = section.split('\n');
    const meaning = rest.join('\n').replace(EXAMPLE, '').trim();
    return [name, { meaning, examples: [...examplesIn(head), ...examplesIn(section)] }];
  });
}

/** Every page by the name of its rule. */
export function rulePages(host: Host): ReadonlyMap<string, RulePage> {
  const texts = host.programFolder(FOLDER).map((name) => new TextDecoder().decode(host.program(`${FOLDER}/${name}`)));
  return new Map(texts.flatMap(pagesIn));
}
