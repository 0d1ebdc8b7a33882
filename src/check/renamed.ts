/** The former names of works that `press.yaml` lists: each is the name of a work that was, and leads to one that is. */
import { familyNamed } from '../families/families.ts';
import type { Corpus } from '../model/edition.ts';
import { type Finding, finding, said } from '../model/finding.ts';
import { parseIdentifier } from '../model/identifier.ts';

const FILE = 'press.yaml';

function isNameOfWork(name: string): boolean {
  const parsed = parseIdentifier(name);
  return parsed !== undefined && parsed.edition === undefined && familyNamed(parsed.family)?.published === true;
}

/** `unread` are the files that could not be read: a work of which nothing could be read may be there all the same. */
export function checkRenamed({ publication, works }: Corpus, unread: ReadonlySet<string>): readonly Finding[] {
  return (publication.renamed ?? []).flatMap(({ from, to, place }) => {
    const wrong = [from, to].find((name) => !isNameOfWork(name));
    if (wrong !== undefined) return [finding('renamed-name', FILE, place, `${said(wrong)} is no name of a document.`)];
    if (works.has(from)) return [finding('renamed-taken', FILE, place, `${said(from)} is a document of this folder.`)];
    if (works.has(to) || [...unread].some((file) => file.startsWith(`${to}/`))) return [];
    return [finding('renamed-target', FILE, place, `There is no document ${said(to)}.`)];
  });
}
