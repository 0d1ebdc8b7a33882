/**
 * A cleared edition to the parts that the ledger keeps of it: words, and what stands beside them and is a part of what was published.
 * How words are set is none: emphasis and layout may change. The digests are those that later versions of the program must find again, so a
 * change of anything here counts as a change of the form of what is published.
 */
import { hash } from 'node:crypto';
import { canonicalJson } from '../model/canonical-json.ts';
import { type Clause, clausesOf, inlinesOf, walkBlocks, walkInlines } from '../model/clauses.ts';
import type { Block, Inline, Target } from '../model/document.ts';
import type { Cleared, Picture } from '../model/edition.ts';
import { underGround } from '../model/ground.ts';
import { titleOfClause } from '../model/history.ts';
import type { Part } from '../model/ledger.ts';
import { formatMarking, sameMarking } from '../model/marking.ts';
import { markingsOfClauses } from '../model/portions.ts';
import { rewriteBlocks } from '../model/rewrite.ts';
import { shownText } from '../model/shown-text.ts';

export const sha256 = (bytes: string | Uint8Array): string => hash('sha256', bytes);

const targetWords = ({ work, edition, clause }: Target) =>
  `${work}${edition === undefined ? '' : `@${edition}`}${clause === undefined ? '' : `#${clause}`}`;

type Pictures = ReadonlyMap<string, Picture>;

function besideInline(inline: Inline, pictures: Pictures): readonly string[] {
  switch (inline.type) {
    case 'link':
      return [`link ${inline.target ? targetWords(inline.target) : inline.url}`];
    case 'image': {
      const picture = pictures.get(inline.file);
      return [`picture ${picture ? sha256(picture.bytes) : 'none'}`];
    }
    case 'footnoteReference':
      return ['footnote'];
    case 'delete':
      return ['struck out'];
    default:
      return [];
  }
}

function ownBeside(block: Block): readonly string[] {
  switch (block.type) {
    case 'list':
      return block.children.map(({ label = '-', checked }) => {
        const box = checked === true ? ' done' : checked === false ? ' open' : '';
        return `item ${label}${box}`;
      });
    case 'note':
      return [`note ${block.title ?? ''}`.trim()];
    case 'answer':
      return [`answer to ${block.to}: ${underGround(block.outcome ?? 'no outcome', block)}`];
    case 'quote':
      return [`quotation from ${targetWords(block.source)}`];
    case 'outcome':
      return [`outcome of ${block.to}`];
    default:
      return [];
  }
}

/** In reading order: what readers see of these blocks beside their words. */
function besideOf(blocks: readonly Block[], pictures: Pictures): readonly string[] {
  const beside: string[] = [];
  for (const block of walkBlocks(blocks)) {
    if ('marking' in block && block.marking) beside.push(`marked ${formatMarking(block.marking)}`);
    beside.push(...ownBeside(block));
    for (const inline of walkInlines(inlinesOf(block))) beside.push(...besideInline(inline, pictures));
  }
  return beside;
}

type Described = Omit<Part, 'sha256' | 'own' | 'beside'>;

/** The digest of a part that has these words of its own, beside those of the clauses inside it. */
export function ownDigest(
  { kind, id, number, title, marking, beside }: Omit<Part, 'text' | 'sha256' | 'own'>,
  ownText: string,
): string {
  // In the order of the canonical form, which is then made in one pass.
  return sha256(canonicalJson({ beside, id, kind, marking, number, text: ownText, title }));
}

function part(described: Described, ownText: string, beside: readonly string[]): Part {
  const seen = { ...described, ...(beside.length > 0 ? { beside } : {}) };
  return { ...seen, sha256: sha256(described.text), own: ownDigest(seen, ownText) };
}

/** Blocks without the clauses among them and in them. */
function withoutClauses(blocks: readonly Block[]): readonly Block[] {
  const clauses = clausesOf(blocks);
  if (clauses.length === 0) return blocks;
  const inner = new Set(clauses.flatMap(({ node, blocks: held }) => [node, ...held]));
  const isInner = (block: Block) => inner.has(block);
  return rewriteBlocks(blocks, { keep: isInner, block: (block) => (isInner(block) ? [] : block) });
}

function clausePart(clause: Clause, marking: string | undefined, pictures: Pictures): Part {
  const { id, kind, number, blocks } = clause;
  const own = withoutClauses(blocks);
  const text = shownText(blocks);
  // What a heading or the block itself carries beside its words is a part of the clause.
  const node: Block = 'children' in clause.node && clause.node.type !== 'heading' ? emptied(clause.node) : clause.node;
  return part(
    { kind, id, number, title: titleOfClause(clause), marking, text },
    own === blocks ? text : shownText(own),
    [...besideOf([node], pictures), ...besideOf(own, pictures)],
  );
}

/** A block without what stands in it. */
function emptied(block: Exclude<Block, { type: 'heading' }>): Block {
  return 'children' in block ? ({ ...block, children: [] } as Block) : block; // no children are children of any kind
}

function factsPart({ matter, standing, unmarked }: Cleared): Part {
  const as = (name: string, value: string | undefined) => (value === undefined ? [] : [`${name} ${value}`]);
  const beside = [
    `date ${standing.date}`,
    `text ${matter.text}`,
    `language ${matter.language}`,
    ...as('classification as printed', matter.classificationAsPrinted),
    ...as('outcome', standing.disclosure?.outcome),
  ];
  const { title } = matter;
  return part({ kind: 'facts', id: 'facts', marking: formatMarking(unmarked), text: title }, title, beside);
}

/** Every part of an edition as the public sees it, in reading order. */
export function partsOf(edition: Cleared): readonly Part[] {
  const { body, footnotes, unmarked } = edition;
  const pictures = new Map(edition.pictures.map((picture) => [picture.file, picture]));
  const markings = markingsOfClauses(body, unmarked);
  const opening = withoutClauses(body);
  const above = shownText(opening);
  return [
    factsPart(edition),
    ...(opening.length > 0
      ? [part({ kind: 'opening', id: 'opening', text: above }, above, besideOf(opening, pictures))]
      : []),
    ...clausesOf(body).map((clause) => {
      const marking = markings.get(clause.node);
      const own = marking && !sameMarking(marking, unmarked) ? formatMarking(marking) : undefined;
      return clausePart(clause, own, pictures);
    }),
    ...footnotes.map(({ children }, index) => {
      const text = shownText(children);
      return part({ kind: 'footnote', id: `footnote-${index + 1}`, text }, text, besideOf(children, pictures));
    }),
  ];
}

/** The digest of a cleared edition: of what it says, whatever it looks like. */
export function digestOfParts(parts: readonly Part[]): string {
  // In the order of the canonical form, see above.
  return sha256(canonicalJson(parts.map(({ id, kind, own }) => ({ id, kind, own }))));
}
