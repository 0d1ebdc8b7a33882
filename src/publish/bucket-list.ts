/** The answer to a request for a list of objects (ListObjectsV2), to objects. */
import { SaxesParser } from 'saxes';

export interface ListedObject {
  readonly key: string;
  readonly size: number;
  /** Without its quotation marks. */
  readonly tag: string;
  /** Milliseconds, by the server's clock: when it was written. */
  readonly written: number;
}

export interface ListPage {
  readonly objects: readonly ListedObject[];
  /** Where the next page begins, if there is one. */
  readonly next?: string | undefined;
}

/** `undefined` for what is not encoded as was asked. */
function decoded(key: string): string | undefined {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** `undefined` for what is no such answer. */
export function parseListPage(bytes: Uint8Array): ListPage | undefined {
  const objects: Readonly<Record<string, string>>[] = [];
  const top: Record<string, string> = {};
  const path: string[] = [];
  let object: Record<string, string> = {};
  let text = '';
  let broken = false;
  const parser = new SaxesParser();
  parser.on('error', () => (broken = true));
  parser.on('opentag', ({ name }) => {
    path.push(name);
    text = '';
    if (path.length === 2 && name === 'Contents') object = {};
  });
  parser.on('text', (more) => (text += more));
  parser.on('closetag', ({ name }) => {
    if (path.length === 2 && name === 'Contents') objects.push(object);
    else if (path.length === 2) top[name] = text;
    else if (path.length === 3 && path[1] === 'Contents') object[name] = text;
    path.pop();
    text = '';
  });
  const source = new TextDecoder().decode(bytes);
  parser.write(source).close();
  if (broken || !source.includes('<ListBucketResult')) return undefined;
  // Asked for because keys of others may hold signs that XML cannot; not every server knows it.
  const plain = top['EncodingType'] === 'url' ? decoded : (key: string) => key;
  const listed = objects.flatMap(({ Key = '', Size = '', ETag = '', LastModified = '' }): readonly ListedObject[] => {
    const key = plain(Key);
    const about = { size: Number(Size), tag: ETag.replaceAll('"', ''), written: Date.parse(LastModified) };
    return key === undefined ? [] : [{ key, ...about }];
  });
  if (listed.length !== objects.length) return undefined;
  return {
    objects: listed,
    next: top['IsTruncated'] === 'true' ? top['NextContinuationToken'] : undefined,
  };
}
