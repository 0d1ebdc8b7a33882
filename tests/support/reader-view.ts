/**
 * What readers meet in a target while a release is published to it, against the law of publishing: each address shows its old file or its new one,
 * every page that can be reached from the home page leads to files that are there, and the manifest names no file that is not.
 */
import { sha256 } from '../../src/ledger/ledger.ts';

type Site = Readonly<Record<string, Buffer>>;

/** The home page and the two files that tell which release is shown. */
const [HOME, MANIFEST, SIGNATURE] = ['index.html', 'manifest.json', 'manifest.json.minisig'];

function linksIn(page: string, html: string): readonly string[] {
  return Array.from(html.matchAll(/\s(?:href|src|action)="([^"#?]+)/g), ([, address = '']) => address)
    .filter((address) => !/^[a-z]+:/.test(address))
    .map((address) => decodeURI(new URL(address, `http://x/${page}`).pathname.slice(1)))
    .map((path) => (path === '' || path.endsWith('/') ? `${path}index.html` : path));
}

/** Everything that is wrong with what stands in a target, `foreign` files aside. Nothing at all stands there before a first release. */
export function wrongForReaders(standing: Site, before: Site | undefined, after: Site): readonly string[] {
  const wrong: string[] = [];
  const paths = Object.keys(standing).filter((path) => !path.startsWith('.published/'));
  for (const path of paths) {
    const bytes = standing[path] ?? Buffer.alloc(0);
    const known = [before?.[path], after[path]].some((one) => one?.equals(bytes));
    if (!known) wrong.push(`${path} is neither the old nor the new one`);
  }
  const seen = new Set<string>();
  // The manifest comes last; of a first release the pages that lead to it wait for it.
  const awaited = (path: string) => before === undefined && (path === MANIFEST || path === SIGNATURE);
  const visit = (page: string) => {
    if (seen.has(page)) return;
    seen.add(page);
    for (const path of linksIn(page, String(standing[page])))
      if (awaited(path)) continue;
      else if (!(path in standing)) wrong.push(`${page} leads to ${path}, which is not there`);
      else if (path.endsWith('.html')) visit(path);
  };
  if (HOME in standing) visit(HOME);
  const manifest = standing[MANIFEST];
  if (!manifest) return before ? [...wrong, 'the manifest is gone'] : wrong;
  const shows = manifest.equals(after[MANIFEST] ?? Buffer.alloc(0)) ? after : before;
  for (const path of Object.keys(shows ?? {}).filter((one) => one !== SIGNATURE)) {
    if (!(path in standing)) wrong.push(`the manifest names ${path}, which is not there`);
    else if (shows === after && !after[path]?.equals(standing[path] ?? Buffer.alloc(0)))
      wrong.push(`the manifest is the new one, and ${path} is not`);
  }
  return wrong;
}

/** The digests of what stands in a target, but for what publishing keeps there for itself. */
export const shown = (standing: Site): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(standing).flatMap(([path, bytes]) =>
      path.startsWith('.published/') ? [] : [[path, sha256(bytes)]],
    ),
  );
