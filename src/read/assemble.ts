/**
 * Documents to editions: included passages are put in their places, footnotes of the passages get names of their own, and
 * footnotes are ordered by first reference.
 */
import { reachableFootnotes } from '../model/clauses.ts';
import type { Block, Footnote, Include } from '../model/document.ts';
import { type Finding, finding } from '../model/finding.ts';
import { rewriteBlocks, rewriteFootnotes } from '../model/rewrite.ts';
import type { Document } from './document.ts';
import { placeOf } from './reading.ts';

/** Includes inside included passages. */
const DEEPEST_INCLUDE = 8;

export interface Assembled {
  readonly body: readonly Block[];
  readonly footnotes: readonly Footnote[];
  readonly findings: readonly Finding[];
}

interface Passage {
  readonly blocks: readonly Block[];
  readonly footnotes: readonly Footnote[];
}

/** Footnotes of an included passage under names that its surroundings cannot have. */
function apart({ body }: Document, source: Include['source']): Passage {
  const name = (identifier: string) => `${source.work}@${source.edition}:${identifier}`;
  const rewriting = {
    inline: (inline: Parameters<NonNullable<Parameters<typeof rewriteBlocks>[1]['inline']>>[0]) =>
      inline.type === 'footnoteReference' ? [{ ...inline, identifier: name(inline.identifier) }] : [inline],
  };
  return {
    blocks: rewriteBlocks(body.blocks, rewriting),
    footnotes: rewriteFootnotes(body.footnotes, rewriting).map((note) => ({
      ...note,
      identifier: name(note.identifier),
    })),
  };
}

/** Puts included passages in place. `documentOf` gives the document of an identifier `family/work@edition`. */
export function assemble(document: Document, documentOf: (identifier: string) => Document | undefined): Assembled {
  const { file } = document;
  const findings: Finding[] = [];
  const included: Footnote[] = [];

  function fill(include: Include, depth: number): readonly Block[] {
    const identifier = `${include.source.work}@${include.source.edition}`;
    const refuse = (rule: 'include-file' | 'include-depth', message: string): readonly Block[] => {
      findings.push(finding(rule, file, placeOf(include), message));
      return [];
    };
    if (depth > DEEPEST_INCLUDE)
      return refuse('include-depth', `Passages include one another more than ${DEEPEST_INCLUDE} times over.`);
    const source = documentOf(identifier);
    if (!source || source.family.published) {
      return refuse(
        'include-file',
        source ? 'Only passages of the family "boilerplate" can be included.' : 'There is no such passage.',
      );
    }
    const passage = apart(source, include.source);
    included.push(...passage.footnotes);
    return [{ ...include, children: fillAll(passage.blocks, depth + 1) }];
  }

  function fillAll(blocks: readonly Block[], depth: number): readonly Block[] {
    return rewriteBlocks(blocks, { block: (block) => (block.type === 'include' ? fill(block, depth) : [block]) });
  }

  const body = fillAll(document.body.blocks, 1);
  const defined = [
    ...document.body.footnotes.map((note) => ({ ...note, children: fillAll(note.children, 1) })),
    ...included,
  ];
  const footnotes = reachableFootnotes(body, defined);
  for (const note of document.body.footnotes) {
    if (!footnotes.some(({ identifier }) => identifier === note.identifier)) {
      findings.push(finding('footnote-unused', file, placeOf(note), 'Nothing refers to the footnote.'));
    }
  }
  return { body, footnotes, findings };
}
