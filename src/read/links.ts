/**
 * Where a link leads. Paths are resolved as text, relative to the file that holds the link, and never touch the disk: whether
 * the edition and clause are there is for `check` to say.
 */
import type { Target } from '../model/document.ts';
import { type Rule, said } from '../model/finding.ts';
import { isSlug } from '../model/identifier.ts';

export type Destination =
  | { readonly kind: 'outside-world' }
  | { readonly kind: 'corpus'; readonly target: Target }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'problem'; readonly rule: Rule; readonly message: string };

const SCHEMES = ['https', 'http', 'mailto', 'tel'];

const problem = (rule: Rule, message: string): Destination => ({ kind: 'problem', rule, message });

/** The path from the content root that `relative` means in `file`; `undefined` when it leaves the root. */
export function resolvePath(file: string, relative: string): string | undefined {
  const parts = file.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The edition or work that a path from the content root names. */
export function targetOfPath(path: string, clause?: string): Target | undefined {
  const [family, work, edition, ...rest] = path.split('/');
  if (!family || !work || rest.length > 0 || !isSlug(family) || !isSlug(work)) return undefined;
  if (edition === undefined) return { work: `${family}/${work}`, clause };
  const name = edition.endsWith('.md') ? edition.slice(0, -3) : undefined;
  return name && isSlug(name) ? { work: `${family}/${work}`, edition: name, clause } : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function relativeDestination(file: string, url: string): Destination {
  const [path, fragment] = [...url.split('#', 2), ''].map(decoded);
  const clause = fragment === '' ? undefined : fragment;
  if (path === undefined || fragment === undefined) return problem('link-edition', 'The address is badly encoded.');
  if (clause !== undefined && !isSlug(clause)) return problem('link-clause', 'What stands behind "#" is no clause id.');
  if (path === '') {
    const own = targetOfPath(file, clause);
    return own ? { kind: 'corpus', target: own } : { kind: 'outside-world' };
  }
  if (path.startsWith('/')) {
    return problem('link-outside', `The path ${said(path)} begins with "/"; write it as seen from this file.`);
  }
  const resolved = resolvePath(file, path);
  if (resolved === undefined) return problem('link-outside', `The path ${said(path)} leads out of the content folder.`);
  const target = targetOfPath(resolved, clause);
  return target ? { kind: 'corpus', target } : { kind: 'file', file: resolved };
}

export function destinationOf(file: string, url: string): Destination {
  // Browsers drop control characters and read "\" as "/", so that "java\nscript:" and "\\host" are what they seem not to be.
  // biome-ignore format: one class
  if (/[\u0000-\u0020\u007f\\]/.test(url))
    return problem('link-scheme', 'The address holds a space, control character or backslash.');
  const scheme = /^([^/?#:]*):/.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined && !SCHEMES.includes(scheme)) {
    return problem('link-scheme', `Links with ${said(`${scheme.slice(0, 20)}:`)} are not published.`);
  }
  if (url.startsWith('//')) return problem('link-scheme', 'The address lacks its scheme; write "https:" in front.');
  if (scheme !== undefined) return { kind: 'outside-world' };
  return url === '' ? problem('link-edition', 'The link has no address.') : relativeDestination(file, url);
}
