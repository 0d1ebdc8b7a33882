/** Trees as text for people: one block a line, indented under the one that holds it; words of inlines with their kind around them. */
import type { Block, BlockTable, Inline, InlineTable, ListItem, TableCell, Target } from '../../src/model/document.ts';
import type { Edition } from '../../src/model/edition.ts';
import { formatMarking, type Marking } from '../../src/model/marking.ts';

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
const line = (...parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');
const marked = (marking: Marking | undefined) => marking && `marking=${JSON.stringify(formatMarking(marking))}`;
const quoted = (words: string | undefined) => words && JSON.stringify(words);
const address = ({ work, edition, clause }: Target) =>
  `${work}${edition ? `@${edition}` : ''}${clause ? `#${clause}` : ''}`;

const INLINES: InlineTable<[], string> = {
  text: ({ value }) => value.replaceAll('\n', '⏎'),
  emphasis: ({ children }) => `emphasis(${words(children)})`,
  strong: ({ children }) => `strong(${words(children)})`,
  delete: ({ children }) => `delete(${words(children)})`,
  inlineCode: ({ value }) => `code(${value})`,
  break: () => '⏎⏎',
  link: ({ url, target, children }) => `link(${target ? address(target) : url}: ${words(children)})`,
  image: ({ file, alt }) => `image(${file}: ${alt})`,
  footnoteReference: ({ identifier }) => `footnote(${identifier})`,
  withheldText: ({ ground, marking, children }) => `withheld(${line(ground, marked(marking))}: ${words(children)})`,
  withheldTextNotice: ({ ground }) => `withheldNotice(${ground})`,
};

function words(inlines: readonly Inline[]): string {
  return inlines.map((inline) => (INLINES[inline.type] as (one: Inline) => string)(inline)).join(''); // a row takes its own kind
}

const item = ({ label, checked, children }: ListItem): readonly string[] => [
  line('item', label, typeof checked === 'boolean' ? `checked=${checked}` : undefined),
  ...indented(outline(children)),
];

const inCell = ({ children }: TableCell) =>
  children.flatMap((one) => (one.type === 'paragraph' ? [words(one.children)] : outline([one]))).join(' / ');

const holding = (
  head: string,
  { marking, children }: { marking?: Marking | undefined; children: readonly Block[] },
) => [line(head, marked(marking)), ...indented(outline(children))];
const id = (name: string) => (name === '' ? undefined : `#${name}`);

const BLOCKS: BlockTable<[], readonly string[]> = {
  heading: ({ depth, id: name, number, marking, children }) => [
    line(`heading ${depth}`, id(name), number && `number=${number}`, marked(marking), quoted(words(children))),
  ],
  paragraph: ({ children }) => [line('paragraph', quoted(words(children)))],
  list: ({ ordered, spread, children }) => [
    line('list', ordered ? 'ordered' : undefined, spread ? 'loose' : undefined),
    ...indented(children.flatMap(item)),
  ],
  blockquote: (block) => holding('blockquote', block),
  code: ({ lang, value }) => [line('code', lang ?? undefined, quoted(value))],
  thematicBreak: () => ['thematicBreak'],
  table: ({ children }) => ['table', ...indented(children.map((row) => row.children.map(inCell).join(' | ')))],
  principle: (block) => holding(line('principle', id(block.id), block.number, quoted(block.title)), block),
  clause: (block) => holding(line('clause', id(block.id), block.number), block),
  definition: (block) => holding(line('definition', id(block.id), quoted(block.term)), block),
  question: (block) => holding(line('question', id(block.id), block.number), block),
  answer: (block) =>
    holding(line('answer', id(block.id), `to=${block.to}`, block.outcome && `outcome=${block.outcome}`), block),
  quote: (block) => holding(line('quote', address(block.source)), block),
  note: (block) => holding(line('note', quoted(block.title)), block),
  withheld: (block) => holding(line('withheld', block.ground), block),
  withheldNotice: ({ ground }) => [`withheldNotice ${ground}`],
  include: (block) => holding(line('include', address(block.source)), block),
  publicInterest: (block) => holding(line('publicInterest', block.ground), block),
  harm: (block) => holding(line('harm', block.ground), block),
  reviewRights: (block) => holding('reviewRights', block),
  outcome: (block) => {
    const led = (block.results ?? []).map((result) => `led-to=${address(result)}`);
    return holding(line('outcome', id(block.id), `to=${block.to}`, ...led), block);
  },
};

export function outline(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => (BLOCKS[block.type] as (one: Block) => readonly string[])(block)); // a row takes its own kind
}

/** The body of an edition and, behind it, its footnotes. */
export function outlineOf({ body, footnotes }: Pick<Edition, 'body' | 'footnotes'>): readonly string[] {
  return [
    ...outline(body),
    ...footnotes.flatMap(({ identifier, children }) => [`footnote ${identifier}`, ...indented(outline(children))]),
  ];
}
