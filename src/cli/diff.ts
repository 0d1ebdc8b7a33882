/** `press diff`: what changed between two editions of a work, or between any two Markdown files. */
import { diff as compare } from '../diff/diff.ts';
import { UsageFault } from '../model/fault.ts';
import { FORMAT_NAMES, type FormatName } from '../model/rendition.ts';
import { comparisonText, openPress, renderComparison } from '../render/render.ts';
import { type Command, CONTENT_OPTION, type Options, textOption, type World } from './command.ts';
import type { Exit } from './exit.ts';
import { deliver } from './output.ts';
import { editionsOfFiles, editionsOfWork, type Subject } from './subject.ts';

function subjectOf({ host }: World, words: readonly string[], options: Options): Subject {
  const [first = '', second = '', third] = words;
  if (third !== undefined)
    return editionsOfWork(host, textOption(options, 'content') ?? 'content', first, [second, third]);
  if (!second) throw new UsageFault('Name a work and two editions, or two Markdown files.');
  return editionsOfFiles(host, [first, second], textOption(options, 'classification'));
}

async function run(world: World, words: readonly string[], options: Options): Promise<Exit> {
  const { host, terminal } = world;
  const to = textOption(options, 'to') ?? 'text';
  const file = textOption(options, 'output');
  const { editions, around, findings } = subjectOf(world, words, options);
  const [old, newer] = editions;
  if (!old || !newer || !around) return deliver(world, undefined, findings, file);
  const comparison = compare(old, newer);
  if (to === 'text') {
    const colour = terminal.colour && terminal.outIsScreen && file === undefined;
    const text = comparisonText(comparison, { colour, width: terminal.width });
    const rendition = { path: '', mediaType: 'text/plain', bytes: new TextEncoder().encode(text) };
    return deliver(world, { renditions: [rendition], findings: [] }, findings, file);
  }
  const format = FORMAT_NAMES.find((name): name is FormatName => name === to) ?? 'json';
  const rendered = await renderComparison({ comparison, old, newer }, around, openPress(host, 'alone'), [format]);
  return deliver(world, rendered, [...findings, ...rendered.findings], file);
}

export const diff: Command = {
  arguments: '<work-or-file> <old-or-file> [new]',
  options: [
    CONTENT_OPTION,
    { flags: '--to <format>', summary: 'the format', choices: ['text', ...FORMAT_NAMES], fallback: 'text' },
    { flags: '-o, --output <file>', summary: 'the file to write (default: standard output)' },
    { flags: '--classification <marking>', summary: 'the marking of files that state none' },
  ],
  examples: [
    'press diff guidance/NAME 2019 2023',
    'press diff old.md new.md --classification OFFICIAL --to html -o changes.html',
  ],
  run,
};
