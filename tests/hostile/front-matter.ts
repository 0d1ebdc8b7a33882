/** FM: front matter that runs programs, swells, hides or changes its type. */
import { guidance } from '../support/inspected.ts';
import { type Case, whole } from './cases.ts';

const BODY = '\nText.\n';
const front = (fields: string) => `---\n${fields}---\n${BODY}`;

const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
for (const letter of 'bcdefghi') {
  const before = String.fromCharCode(letter.charCodeAt(0) - 1);
  bomb.push(`${letter}: &${letter} [${`*${before},`.repeat(8)}*${before}]`);
}

export const FRONT_MATTER: readonly Case[] = [
  ...['---js', '---javascript', '---JS', '--- js', '---json', '---coffee', '--- ', '----'].map((fence) =>
    whole('FM-1', `"${fence}" on the first line`, `${fence}\nprocess.exit(9)\n---\n${BODY}`, '1:1 matter-fence'),
  ),
  whole(
    'FM-2',
    'an engine named on the closing line',
    '---\ntitle: A\n---js\nprocess.exit(9)\n---\n',
    '3:1 matter-fence',
  ),
  whole('FM-3', 'a program at the top of the body', guidance('---js\nprocess.exit(9)\n---\nText.\n')),
  whole(
    'FM-5',
    'an alias bomb',
    front(`${bomb.join('\n')}\n`),
    '2:4 matter-alias',
    ...[3, 4, 5, 6, 7, 8, 9, 10].flatMap((line) => [`${line}:4 matter-alias`]),
  ),
  whole('FM-5', 'an anchor', front('title: &a A title\n'), '2:8 matter-alias'),
  whole('FM-5', 'an alias to nothing', front('title: *a\n'), '2:8 matter-alias'),
  whole('FM-5', 'a tag', front('title: !!js/function "x"\n'), '2:8 matter-alias'),
  whole('FM-5', 'a merge key', front('title: A\n<<: {a: b}\n'), '3:1 field-unknown'),
  whole('FM-6', '400 braces', front(`${'{'.repeat(400)}${'}'.repeat(400)}\n`), '2:1 matter-limit'),
  whole('FM-6', '400 question marks', front(`${'? '.repeat(400)}\n`), '2:1 matter-limit'),
  whole(
    'FM-7',
    '200,000 fields',
    front(Array.from({ length: 100_000 }, (_, n) => `k${n}:\n`).join('')),
    '1:1 matter-limit',
  ),
  whole(
    'FM-7',
    '5,000 fields in less than 64 KiB',
    front(Array.from({ length: 5000 }, (_, n) => `k${n}:\n`).join('')),
    '2:1 matter-limit',
  ),
  whole('FM-8', '5,000 brackets', front(`a: ${'['.repeat(5000)}\n`), '2:1 matter-limit'),
  whole('FM-8', 'sequences in sequences', front(`${'- '.repeat(3000)}a\n`), '2:1 matter-limit'),
  ...['__proto__', 'constructor', 'prototype'].map((key) =>
    whole('FM-9', `a field called ${key}`, guidance(BODY, `${key}: {polluted: yes}\n`), '7:1 field-unknown'),
  ),
  whole('FM-9', '__proto__ inside a field', guidance(BODY, 'was:\n  __proto__: [a]\n'), '8:3 field-unknown'),
  whole('FM-10', 'a date that is none', guidance(BODY, 'review-date: 2026-02-30\n'), '7:14 field-value'),
  whole('FM-11', 'an empty line first', '\n---\ntitle: A\n---\nText.\n', '2:1 matter-fence'),
  whole('FM-11', 'a dash of a word processor', '—\ntitle: A\n—\nText.\n', '1:1 matter-fence'),
  whole('FM-11', 'fields never closed', '---\ntitle: A\n\nText.\n', '1:1 matter-fence'),
  whole('FM-11', 'a list', front('- a\n- b\n'), '2:1 matter-yaml'),
  whole('FM-11', 'bare text', front('a word\n'), '2:1 matter-yaml'),
  whole('FM-11', 'nothing between the fences', front(''), '2:1 matter-yaml'),
  whole('FM-11', 'tabs', front('was:\n\ta: b\n'), '3:1 matter-yaml'),
  whole('FM-11', 'a field twice', guidance(BODY, 'title: Another\n'), '7:1 matter-yaml'),
  whole('FM-11', 'dots that end a document', front('title: A\n...\ntitle: B\n'), '4:1 matter-yaml'),
  whole('FM-11', 'a rule, text and a rule at the top', '---\n\nJust text.\n\n---\n\nMore.\n', '3:1 matter-yaml'),
  whole('FM-11', 'no front matter', 'Text.\n', '1:1 matter-missing'),
  whole('FM-11', 'an empty file', '', '1:1 matter-missing'),
  whole('FM-12', 'CRLF', guidance(BODY).replaceAll('\n', '\r\n')),
  whole('FM-12', 'a byte order mark', `\ufeff${guidance(BODY)}`),
];
