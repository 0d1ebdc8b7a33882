/**
 * The text of a document to its front matter and body. gray-matter only splits; each of its engines is replaced, because its
 * own would run `---js` front matter as a program and guess types. The fences are checked before it sees the text, so that it
 * cannot take a body for fields or fields for a body.
 */
import matter from 'gray-matter';
import { type Finding, finding } from '../model/finding.ts';
import { placeAt } from './decode.ts';
import { LARGEST_YAML, readYaml, type YamlText } from './yaml.ts';

export interface Split {
  /** Absent when there is none or it cannot be read. */
  readonly front?: YamlText | undefined;
  /** With an empty line for each line of front matter, so that positions in it are positions in the file. */
  readonly body: string;
  readonly findings: readonly Finding[];
}

const FENCE = '---';

function refuseEngine(): never {
  throw new Error('front matter in another language than YAML reached an engine');
}

/** The line that gray-matter takes for the end: the next that begins with three hyphens, whatever stands behind them. */
function closingFence(lines: readonly string[]): number {
  return lines.findIndex((line, index) => index > 0 && line.startsWith(FENCE));
}

export function splitMatter(file: string, text: string): Split {
  const whole = { body: text };
  const lines = text.split('\n');
  const first = lines[0] ?? '';
  const refuse = (line: number, message: string): Split => ({
    ...whole,
    findings: [finding('matter-fence', file, { line, column: 1 }, message)],
  });
  if (!first.startsWith(FENCE)) {
    const late = lines.slice(0, 5).findIndex((line) => /^\s*(?:---|[–—]-?)\s*$/.test(line));
    return late === -1
      ? { ...whole, findings: [] }
      : refuse(
          late + 1,
          'Front matter begins on the first line of the file, with three plain hyphens and nothing else.',
        );
  }
  if (first !== FENCE) return refuse(1, 'The first line must be three hyphens and nothing else.');
  const close = closingFence(lines);
  if (close === -1) return refuse(1, 'The front matter is never closed.');
  if (lines[close] !== FENCE) return refuse(close + 1, 'The closing line must be three hyphens and nothing else.');
  const header = lines.slice(1, close).join('\n');
  if (header.length > LARGEST_YAML) {
    return { ...whole, findings: [finding('matter-limit', file, undefined, 'There are more than 64 KiB of fields.')] };
  }

  const withheld = /:withheld|withheld\[/i.exec(header);
  if (withheld) {
    const place = placeAt(text, withheld.index + FENCE.length + 1);
    return { ...whole, findings: [finding('withheld-place', file, place, 'Nothing can be withheld in front matter.')] };
  }

  let front: YamlText | undefined;
  // gray-matter keeps results by text when it is called without options, and hands one caller's edits to the next.
  const { content } = matter(text, {
    language: 'yaml',
    engines: {
      yaml: (source: string) => {
        front = readYaml(file, source.replace(/^\n/, ''), 2);
        return {};
      },
      javascript: refuseEngine,
      js: refuseEngine,
      json: refuseEngine,
    },
  });
  front ??= readYaml(file, header, 2);
  const above = lines.length - content.split('\n').length;
  return { front, body: `${'\n'.repeat(above)}${content}`, findings: [] };
}

/** Whether a value is a mapping of fields. */
export function isMapping<Value>(value: Value): value is Extract<Value, Readonly<Record<string, unknown>>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
