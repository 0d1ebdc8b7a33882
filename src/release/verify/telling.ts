/**
 * What readers are told of a file or a passage: verdicts come in, sentences go out, the same on a terminal and on the page of the site. An
 * identifier in a sentence stands by itself, so that a page can make a link of it.
 */
import type { Operation } from '../../model/comparison.ts';
import { formatDate } from '../../model/date.ts';
import type { Manifest, ManifestEdition } from '../../model/manifest.ts';
import { type FileVerdict, successorOf } from './file.ts';
import type { Problem, Sealed } from './sealed.ts';
import type { Found, WordsVerdict } from './words.ts';

/** `identifier` as `Found` has it: also of what is no clause, `guidance/lone-working@2019 (facts)`. */
export type Piece = string | { readonly identifier: string };
export type Line = readonly Piece[];

export interface Told {
  readonly genuine: boolean;
  readonly lines: readonly Line[];
  /** From the nearest words to those that were asked about. */
  readonly operations?: readonly Operation[] | undefined;
  /** For programs. */
  readonly value: object;
}

/** How a manner of showing tells deleted words from inserted ones. */
export type Showing = 'signs' | 'strokes';

const SHOWN: Readonly<Record<Showing, string>> = {
  signs: 'the words in [-…-] where the text has those in {+…+}',
  strokes: 'the words that are struck out where the text has those that are underlined',
};

export const lineText = (line: Line): string =>
  line.map((piece) => (typeof piece === 'string' ? piece : piece.identifier)).join('');

export function releaseName({ release, view, asAt }: Manifest): string {
  if (release !== undefined) return `release ${release}, as at ${formatDate(asAt)}`;
  if (!view) return `a build as at ${formatDate(asAt)}, which is no release`;
  const from = view.release === undefined ? 'before any release' : `after release ${view.release}`;
  const made = view.made === undefined ? 'and not signed' : `${from}, as at ${formatDate(view.made)}`;
  return `the site as it stood on ${formatDate(asAt)}, a view of the past made ${made}`;
}

export const signedBy = ({ key }: Sealed): string =>
  key === undefined ? 'its signature was not looked at' : `signed with the key ${key}`;

export const about = ({ manifest, key, digest }: Sealed) => ({
  release: manifest.release,
  asAt: manifest.asAt,
  view: manifest.view,
  publisher: manifest.publisher,
  address: manifest.baseAddress,
  manifest: digest,
  key,
});

/**
 * The name of a file that anybody may have named, as a part of one line: a line end in it would begin a verdict of its own, and a terminal
 * would obey its escape signs.
 */
export const nameInLine = (name: string): string =>
  name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);

export const refused = (problems: readonly Problem[]): Told => ({
  genuine: false,
  lines: problems.map(({ path, what }) => [`${nameInLine(path)}: ${what}.`]),
  value: { problems },
});

function editionLines({ identifier, title, label, published, corrected }: ManifestEdition): readonly Line[] {
  return [
    ['It shows ', { identifier }, `, “${title}”.`],
    ...(published === undefined ? [] : [[`Published as at ${formatDate(published)}. State: ${label}.`]]),
    ...(corrected === undefined ? [] : [[`Corrected on ${corrected.map(formatDate).join(', ')}.`]]),
  ];
}

/** Of bytes that the release does not have: which file of it they may have been. */
function otherwise({ namesake }: FileVerdict): Line {
  if (!namesake) return [' No file of it has these bytes.'];
  const { path, identifier } = namesake;
  const shown: Line = identifier === undefined ? [] : [' (', { identifier }, ')'];
  return [` It is not ${path}`, ...shown, ' as published there: it was changed, or is of another release.'];
}

/** `name` is what the file is called where it was found. */
export function tellFile(name: string, verdict: FileVerdict, sealed: Sealed): Told {
  const { file, edition, supersededBy, namesake } = verdict;
  const { manifest } = sealed;
  if (!file) {
    const line = [`${nameInLine(name)} is not of ${releaseName(manifest)}.`, ...otherwise(verdict)];
    return { genuine: false, lines: [line], value: { ...about(sealed), namesake: namesake?.path } };
  }
  const { identifier } = file;
  const shown: readonly Line[] = identifier === undefined ? [] : [['It shows ', { identifier }, '.']];
  const lines = [
    [`Genuine: ${file.path} of ${releaseName(manifest)}, ${signedBy(sealed)}.`],
    ...(edition ? editionLines(edition) : shown),
    ...(supersededBy
      ? [['In force in its place: ', { identifier: supersededBy.identifier }, `, “${supersededBy.title}”.`]]
      : []),
  ];
  return { genuine: true, lines, value: { ...about(sealed), file, edition, supersededBy: supersededBy?.identifier } };
}

/** What is in force now, of words that may be genuine and yet no longer hold. Of words that were corrected away, the correction says it. */
function standing({ edition, corrected }: Found, manifest: Manifest) {
  const of = corrected ? undefined : manifest.editions.find(({ identifier }) => identifier === edition);
  return { label: of?.label, supersededBy: of && successorOf(of, manifest)?.identifier };
}

/** What has become of an edition in which words were found. */
function foundLine(found: Found, manifest: Manifest): Line {
  const { identifier, published, corrected, how } = found;
  const exactly = how === 'exact' ? 'has these words' : 'has these words, but for quotation marks, dashes or hyphens';
  const since = corrected ? ', and was corrected since: it no longer has them' : '';
  const { label, supersededBy } = standing(found, manifest);
  return [
    { identifier },
    ` ${exactly}. Published as at ${formatDate(published)}${since}.`,
    ...(label === undefined ? [] : [` State: ${label}.`]),
    ...(supersededBy === undefined ? [] : [' In force in its place: ', { identifier: supersededBy }, '.']),
  ];
}

export function tellWords({ found, nearest }: WordsVerdict, sealed: Sealed, showing: Showing = 'signs'): Told {
  const { manifest } = sealed;
  if (found.length > 0)
    return {
      genuine: true,
      lines: [
        [`Genuine: published in ${releaseName(manifest)}, ${signedBy(sealed)}.`],
        ...found.map((one) => foundLine(one, manifest)),
      ],
      value: {
        ...about(sealed),
        found: found.map((one) => {
          const { identifier, part, published, corrected, how } = one;
          const { label: state, supersededBy } = standing(one, manifest);
          return { identifier, sha256: part.sha256, published, corrected, how, state, supersededBy };
        }),
      },
    };
  const near: Line = nearest
    ? ['Nearest is ', { identifier: nearest.identifier }, `, which has ${SHOWN[showing]}:`]
    : ['Nothing that was published is like it.'];
  return {
    genuine: false,
    lines: [[`No clause of ${releaseName(manifest)} has these words.`], near],
    operations: nearest?.operations,
    value: { ...about(sealed), found: [], nearest },
  };
}
