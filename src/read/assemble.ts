/**
 * Documents to editions: included passages are put in their places, footnotes of the passages get names of their own, and
 * footnotes are ordered by first reference.
 */
import { reachableFootnotes } from '../model/clauses.ts';
import type { Block, Footnote, Include } from '../model/document.ts';
import { finding, type Finding, said } from '../model/finding.ts';
import { dominates, joinMarkings } from '../model/marking.ts';
import { rewriteBlocks, rewriteFootnotes, type Rewriting } from '../model/rewrite.ts';
import type { Document } from './document.ts';
import { placeOf } from './reading.ts';

/** Includes inside included passages, and passages in one document: each may include the next many times over. */
const DEEPEST_INCLUDE = 8;
const MOST_INCLUDES = 100;
/** Characters of all passages included in one document. */
const LARGEST_INCLUDED = 1024 * 1024;

export interface Assembled {
  readonly body: readonly Block[];
  readonly footnotes: readonly Footnote[];
  readonly findings: readonly Finding[];
}

interface Passage {
  readonly blocks: readonly Block[];
  readonly footnotes: readonly Footnote[];
}

/**
 * Footnotes of an included passage under names that its surroundings cannot have. Every node is a new one: a passage may be included
 * twice, and its nodes are told apart by what they are.
 */
function apart({ body }: Document, source: Include['source']): Passage {
  const name = (identifier: string) => `${source.work}@${source.edition}:${identifier}`;
  const rewriting: Rewriting = {
    block: (block) => ({ ...block }),
    inline: (inline) =>
      inline.type === 'footnoteReference' ? { ...inline, identifier: name(inline.identifier) } : { ...inline },
  };
  return {
    blocks: rewriteBlocks(body.blocks, rewriting),
    footnotes: rewriteFootnotes(body.footnotes, rewriting).map((note) => ({
      ...note,
      identifier: name(note.identifier),
    })),
  };
}

function endlessness(depth: number, passages: number, characters: number): string | undefined {
  if (depth > DEEPEST_INCLUDE)
    return `Passages include one another more than ${DEEPEST_INCLUDE} times over, or one includes itself.`;
  if (passages > MOST_INCLUDES) return `More than ${MOST_INCLUDES} passages are included here, one by another.`;
  return characters > LARGEST_INCLUDED ? 'The passages included here are together larger than 1 MiB.' : undefined;
}

/** Puts included passages in place. `documentOf` gives the document of an identifier `family/work@edition`. */
export function assemble(document: Document, documentOf: (identifier: string) => Document | undefined): Assembled {
  const { file } = document;
  const findings: Finding[] = [];
  const included: Footnote[] = [];
  let depth = 0;
  const total = { passages: 0, characters: 0, refused: false };

  /** `outermost` is the include of this very file that led here: the place that its author can mend. */
  function fill(include: Include, outermost: Include | undefined): readonly Block[] {
    const refuse = (rule: 'include-file' | 'include-depth', message: string): readonly Block[] => {
      // What is wrong inside a passage is told of the passage; what makes it endless is told once.
      const told = rule === 'include-file' ? outermost !== undefined : total.refused;
      if (!told) findings.push(finding(rule, file, placeOf(outermost ?? include), message));
      total.refused ||= rule === 'include-depth';
      return [];
    };
    const { work, edition } = include.source;
    const source = documentOf(`${work}@${edition}`);
    if (!source)
      return refuse('include-file', `There is no passage ${said(`${work}/${edition}.md`)}, or it cannot be read.`);
    if (source.family.published) {
      return refuse(
        'include-file',
        `${said(`${work}/${edition}.md`)} is a document; only boilerplate can be included.`,
      );
    }
    depth++;
    total.passages++;
    total.characters += source.body.length;
    const endless = endlessness(depth, total.passages, total.characters);
    const blocks = endless ? refuse('include-depth', endless) : fillFrom(source, include, outermost ?? include);
    depth--;
    return blocks;
  }

  function fillFrom(source: Document, include: Include, outermost: Include): readonly Block[] {
    const passage = apart(source, include.source);
    for (const note of passage.footnotes) included.push({ ...note, children: fillAll(note.children, outermost) });
    return [{ ...include, ...raisedBy(source, include), children: fillAll(passage.blocks, outermost) }];
  }

  /** A passage that is marked higher than the document, or may be shown to fewer, bears its marking in it. */
  function raisedBy({ matter }: Document, { marking }: Include): Pick<Include, 'marking'> {
    const { classification } = matter;
    if (dominates(document.matter.classification, classification)) return { marking };
    return { marking: marking ? joinMarkings(marking, classification) : classification };
  }

  function fillAll(blocks: readonly Block[], outermost?: Include): readonly Block[] {
    return rewriteBlocks(blocks, { block: (block) => (block.type === 'include' ? fill(block, outermost) : block) });
  }

  const body = fillAll(document.body.blocks);
  const defined = [
    ...document.body.footnotes.map((note) => ({ ...note, children: fillAll(note.children) })),
    ...included,
  ];
  const footnotes = reachableFootnotes(body, defined);
  const reached = new Set(footnotes.map(({ identifier }) => identifier));
  for (const note of document.body.footnotes) {
    // Where something is withheld the warning would tell whether a withheld passage holds the reference.
    if (!reached.has(note.identifier) && !document.body.withholds) {
      findings.push(
        finding('footnote-unused', file, placeOf(note), `Nothing refers to the footnote ${said(note.identifier)}.`),
      );
    }
  }
  return { body, footnotes, findings };
}
