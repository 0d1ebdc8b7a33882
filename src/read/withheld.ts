/**
 * Withheld passages that stand in a folder of their own, which is not part of the content and which a build for the public never
 * reads: `::withheld{ground=… file=…}` becomes the block that it would be if the passage stood there. Links in a passage lead from
 * the document that shows it, and for all later stages it stands on the line that names it.
 */
import path from 'node:path';
import type { Host } from '../host.ts';
import { inlinesWithin, walkBlocks } from '../model/clauses.ts';
import type { Block, Footnote, Position, Withheld } from '../model/document.ts';
import { type Finding, finding } from '../model/finding.ts';
import { rewriteBlocks, type Rewriting } from '../model/rewrite.ts';
import { decode } from './decode.ts';
import { type Join, parseBody } from './document.ts';
import { placeOf } from './reading.ts';

/** Whether a path below `folder` is a file that no link leads to or through. */
function isFileBelow(host: Host, folder: string, file: string): boolean {
  const parts = file.split('/');
  return parts.every((_, index) => {
    const kind = host.kind(path.join(folder, ...parts.slice(0, index + 1)));
    return kind === (index === parts.length - 1 ? 'file' : 'folder');
  });
}

/** The blocks as if they stood at `position`, with names for footnotes that the document around them cannot have. */
function placed(blocks: readonly Block[], position: Position | undefined, name: (identifier: string) => string) {
  const rewriting: Rewriting = {
    block: (block) => ({ ...block, position }),
    inline: (inline) =>
      inline.type === 'footnoteReference'
        ? { ...inline, identifier: name(inline.identifier), position }
        : { ...inline, position },
  };
  return rewriteBlocks(blocks, rewriting);
}

function holdsWithheld(blocks: readonly Block[]): boolean {
  const kinds = walkBlocks(blocks).map(({ type }) => type);
  return kinds.includes('withheld') || inlinesWithin(blocks).some(({ type }) => type === 'withheldText');
}

/** Joins from `folder`; where there is none, a passage that stands in one is an error. `root` is the content folder. */
export function joiner(host: Host, root: string, folder: string | undefined): Join {
  return (body, file, ruling) => {
    const findings: Finding[] = [];
    const footnotes: Footnote[] = [];
    const bytes: Uint8Array[] = [];
    let names = false;

    function passageOf(block: Withheld, own: string): readonly Block[] {
      names = true;
      const refuse = (message: string): readonly Block[] => {
        findings.push(finding('withheld-file', file, placeOf(block), message));
        return [];
      };
      if (folder === undefined) return refuse('The passage stands in a folder that was not named.');
      if (!isFileBelow(host, folder, own)) return refuse('There is no such file in the folder of withheld passages.');
      const place = path.join(folder, own);
      const shown = path.relative(root, place).split(path.sep).join('/');
      const read = host.read(place);
      bytes.push(read);
      const { text, findings: undecoded } = decode(shown, read);
      const { blocks, footnotes: notes, findings: found } = parseBody(file, text ?? '', ruling, true);
      findings.push(...undecoded, ...found.map((one) => ({ ...one, file: shown })));
      if (holdsWithheld([...blocks, ...notes.flatMap(({ children }) => children)]))
        findings.push(
          finding('withheld-place', shown, undefined, 'Nothing can be withheld inside another withheld passage.'),
        );
      if (text !== undefined && blocks.length === 0 && found.length === 0) refuse('The file has no text.');
      const name = (identifier: string) => `${own}:${identifier}`;
      footnotes.push(
        ...notes.map(({ identifier, children }) => ({
          identifier: name(identifier),
          children: placed(children, block.position, name),
          position: block.position,
        })),
      );
      return placed(blocks, block.position, name);
    }

    const joined = (blocks: readonly Block[]) =>
      rewriteBlocks(blocks, {
        block: (block) =>
          block.type === 'withheld' && block.file !== undefined
            ? { ...block, children: passageOf(block, block.file) }
            : block,
      });
    const blocks = joined(body.blocks);
    const notes = body.footnotes.map((note) => ({ ...note, children: joined(note.children) }));
    const whole = { ...body, blocks, footnotes: [...notes, ...footnotes], findings: [...body.findings, ...findings] };
    return { body: whole, bytes, names };
  };
}
