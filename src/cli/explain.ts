/** `press explain`: the page of a rule, or the list of all rules. */
import { UsageFault } from '../model/fault.ts';
import { type Rule, RULES } from '../model/finding.ts';
import type { RuleText } from '../model/rule.ts';
import { closest } from '../model/suggest.ts';
import type { Command, World } from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { type Example, type RulePage, rulePages } from './rule-pages.ts';

const isRule = (name: string): name is Rule => Object.hasOwn(RULES, name);

/** The longest line that is easy to read. */
const WIDEST = 88;

/** Lines of whole words, each behind `indent`. */
function wrapped(text: string, width: number, indent = ''): string {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && indent.length + line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line) => `${indent}${line}\n`).join('');
}

function shown(heading: string, examples: readonly Example[]): string {
  return examples
    .map(({ file, text }) => {
      const lines = text
        .replace(/^\\(?=\S)/, '')
        .split('\n')
        .slice(0, -1);
      return `\n${heading}${file ? `, in ${file}` : ''}\n${lines.map((line) => `    ${line}`.trimEnd() + '\n').join('')}`;
    })
    .join('');
}

function levelOf(rule: Rule): string {
  const { severity, firm, quiet }: RuleText = RULES[rule];
  if (quiet) return 'It is off unless "rules" in press.yaml gives it a level: note, warning or error.';
  if (firm && severity === 'error')
    return 'It is always an error: what is published would be wrong or unsafe without it.';
  if (firm) return `It is a ${severity} at least, and cannot be switched off.`;
  const level = severity === 'error' ? 'an error' : `a ${severity}`;
  return `It is ${level} unless "rules" in press.yaml gives it another level: off, note, warning or error.`;
}

/** The page of a rule as text of at most `columns` columns; examples keep their lines. */
export function pageText(rule: Rule, { meaning, examples }: RulePage, columns: number): string {
  const width = Math.min(columns, WIDEST);
  const { why, mend } = RULES[rule];
  return [
    `${rule}\n\n`,
    ...meaning.split('\n\n').map((paragraph) => `${wrapped(paragraph, width)}\n`),
    `Why it matters\n${wrapped(why, width, '    ')}\n`,
    `What to do\n${wrapped(mend, width, '    ')}\n`,
    wrapped(levelOf(rule), width),
    shown(
      'Before',
      examples.filter(({ when }) => when === 'before'),
    ),
    shown(
      'After',
      examples.filter(({ when }) => when === 'after'),
    ),
  ].join('');
}

function list(): string {
  const names = Object.keys(RULES).filter(isRule);
  const longest = Math.max(...names.map((name) => name.length));
  const rows = names.map((name) => `${name.padEnd(longest)}  ${RULES[name].severity}${RULES[name].firm ? '' : ' *'}\n`);
  return `${rows.join('')}\n* Its level can be set under "rules" in press.yaml. press explain RULE shows the page of a rule.\n`;
}

async function run({ host, terminal }: World, [name]: readonly string[]): Promise<Exit> {
  if (name === undefined) {
    terminal.out(list());
    return EXIT.fine;
  }
  if (!isRule(name)) {
    const near = closest(name, Object.keys(RULES));
    throw new UsageFault(
      `There is no rule "${name}"${near ? `; did you mean "${near}"?` : '; press explain lists them.'}`,
    );
  }
  const page = rulePages(host).get(name);
  if (!page) throw new Error(`the rule "${name}" has no page`);
  terminal.out(pageText(name, page, terminal.width));
  return EXIT.fine;
}

export const explain: Command = {
  arguments: '[rule]',
  options: [],
  examples: ['press explain', 'press explain quote-differs'],
  run,
};
