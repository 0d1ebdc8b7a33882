/**
 * The pictures that an edition shows, known by what their bytes say and not by their names. Each file is examined once in a run;
 * when an edition is loaded later, the same bytes are opened without being unpacked again.
 */
import { createHash } from 'node:crypto';
import type { Host } from '../host.ts';
import { HostFault } from '../host.ts';
import { inlinesWithin } from '../model/clauses.ts';
import type { Block, Image } from '../model/document.ts';
import type { Picture } from '../model/edition.ts';
import { finding, type Finding, said } from '../model/finding.ts';
import { suggestion } from '../model/suggest.ts';
import { openPicture, Refused } from '../pictures/pictures.ts';
import { placeOf } from './reading.ts';

const LARGEST_PICTURE = 16 * 1024 * 1024;

export interface PicturesRead {
  readonly pictures: readonly Picture[];
  /** SHA-256 of the files of the pictures as they were read, by path. */
  readonly sha256: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

/** By path: the files that may be shown. */
export type PictureFiles = ReadonlyMap<string, { readonly size: number; readonly identity: string }>;

/** Reads the pictures of a document's blocks. */
export type PictureReader = (document: string, blocks: readonly Block[]) => PicturesRead;

interface Examined {
  readonly digest: string;
  readonly refused?: Refused | undefined;
}

function opened(bytes: Uint8Array, known: boolean): ReturnType<typeof openPicture> | Refused {
  try {
    return openPicture(bytes, known);
  } catch (fault) {
    if (fault instanceof Refused) return fault;
    throw fault;
  }
}

/** `files` are those below `root`. */
export function pictureReader(host: Host, root: string, files: PictureFiles): PictureReader {
  const examined = new Map<string, Examined>();

  function read(file: string, identity: string): Picture | Refused {
    const bytes = host.read(`${root}/${file}`, identity);
    const digest = createHash('sha256').update(bytes).digest('hex');
    const before = examined.get(file);
    if (before && before.digest !== digest)
      throw new HostFault('ESTALE', `${file} changed while it was being published. Run the command again.`, undefined);
    const picture = before?.refused ?? opened(bytes, before !== undefined);
    examined.set(file, { digest, refused: picture instanceof Refused ? picture : undefined });
    return picture instanceof Refused ? picture : { file, ...picture };
  }

  return (document, blocks) => {
    const images = inlinesWithin(blocks).filter((inline): inline is Image => inline.type === 'image');
    const pictures = new Map<string, Picture>();
    const findings: Finding[] = [];
    for (const image of images) {
      if (pictures.has(image.file)) continue;
      const refuse = (rule: Refused['rule'], message: string) =>
        void findings.push(finding(rule, document, placeOf(image), message));
      const found = files.get(image.file);
      if (!found)
        refuse('image-file', `There is no picture ${said(image.file)}${suggestion(image.file, [...files.keys()])}`);
      else if (found.size > LARGEST_PICTURE) refuse('image-file', 'The file is larger than 16 MiB.');
      else {
        const picture = read(image.file, found.identity);
        if (picture instanceof Refused) refuse(picture.rule, picture.message);
        else pictures.set(image.file, picture);
      }
    }
    const sha256 = new Map([...pictures.keys()].map((file) => [file, examined.get(file)?.digest ?? '']));
    return { pictures: [...pictures.values()], sha256, findings };
  };
}
