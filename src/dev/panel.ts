/**
 * What the panel says beside a page, as plain data: whether `press check` would fail, what is wrong on this page and elsewhere, and
 * what a reader of the page must know. Paths of pages and findings come in.
 */
import path from 'node:path';
import type { PartialDate } from '../model/date.ts';
import { formatDate } from '../model/date.ts';
import type { TextStatus } from '../model/edition.ts';
import { type Finding, RULES } from '../model/finding.ts';
import type { Severity } from '../model/rule.ts';
import { phaseOf } from '../model/surroundings.ts';
import type { EditorLink } from './editor.ts';
import type { Place } from './pages.ts';

export interface PanelFinding extends Pick<Finding, 'rule' | 'severity' | 'message'> {
  /** As the user would type it. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly why: string;
  readonly mend: string;
  /** Opens the place in an editor. */
  readonly open?: string | undefined;
  /** Whether it is about the page that is looked at. */
  readonly here: boolean;
}

export interface Panel {
  /** A sentence on why the content cannot be read at all. */
  readonly fault?: string | undefined;
  /** How many findings of each severity `press check` has; `finished` when it would have no more. */
  readonly check: Readonly<Record<Severity, number>> & { readonly finished: boolean };
  /** What a reader of the page must know. */
  readonly flags: readonly string[];
  /** The file of the page. */
  readonly source?: { readonly file: string; readonly open?: string | undefined } | undefined;
  /** The address of the page's PDF. */
  readonly pdf?: string | undefined;
  /** Those of the page first. */
  readonly findings: readonly PanelFinding[];
  /** How many more there are than are listed. */
  readonly more: number;
}

/** What stands behind a panel, the same for all pages. */
export interface Findings {
  readonly all: readonly Finding[];
  readonly finished: boolean;
  readonly fault?: string | undefined;
  /** The content folder. */
  readonly root: string;
  readonly link: EditorLink;
}

const MOST_LISTED = 200;

const TEXTS: Readonly<Record<TextStatus, string | undefined>> = {
  full: undefined,
  extract: 'An extract',
  illustrative: 'Illustrative text, written for demonstration',
  'not-held': 'Text not held',
};

function flagsOf({ work, editions }: Place, asAt: PartialDate): readonly string[] {
  const flags = editions.flatMap((entry) => {
    const phase = work && phaseOf(work, entry, asAt);
    const draft =
      phase?.kind === 'not-yet' ? `Draft: ${phase.label.toLowerCase()} as at ${formatDate(asAt)}` : undefined;
    return [draft, TEXTS[entry.matter.text]].flatMap((flag) => flag ?? []);
  });
  return [...new Set(flags)];
}

/** The files that a page is made of, by its path alone: whatever could not be read is not in the corpus. */
export function filesOfPage(page: string): (file: string) => boolean {
  const [family = '', work = '', shown = '', rest] = page.split('/');
  if (rest === undefined) return (file) => shown !== '' && file.startsWith(`${family}/${work}/`);
  const files = shown.split('..').map((edition) => `${family}/${work}/${edition}.md`);
  return (file) => files.includes(file);
}

function sourceOf(page: string, { root, link }: Findings): Panel['source'] {
  const [family = '', work = '', shown = '', rest] = page.split('/');
  if (rest === undefined) return undefined;
  const file = path.join(root, family, work, `${shown.split('..').at(-1)}.md`);
  return { file, open: link({ file: path.resolve(file), line: 1, column: 1 }) };
}

export interface Look {
  readonly place: Place;
  readonly asAt: PartialDate;
  readonly pdf: string;
}

/** `look` is absent while there is no corpus to look into. */
export function panelOf(page: string, look: Look | undefined, findings: Findings): Panel {
  const { all, finished, fault, root, link } = findings;
  const isHere = filesOfPage(page);
  const count = (severity: Severity) => all.filter((one) => one.severity === severity).length;
  const listed = [...all.filter(({ file }) => isHere(file)), ...all.filter(({ file }) => !isHere(file))];
  const shown = (look?.place.editions.length ?? 0) > 0;
  return {
    fault,
    check: { error: count('error'), warning: count('warning'), note: count('note'), finished },
    flags: look ? flagsOf(look.place, look.asAt) : [],
    source: sourceOf(page, findings),
    pdf: shown ? look?.pdf : undefined,
    findings: listed.slice(0, MOST_LISTED).map(({ rule, severity, message, file, place: { line, column } }) => {
      const { why, mend } = RULES[rule];
      const typed = path.join(root, file);
      const open = link({ file: path.resolve(typed), line, column });
      return { rule, severity, message, file: typed, line, column, why, mend, open, here: isHere(file) };
    }),
    more: Math.max(0, listed.length - MOST_LISTED),
  };
}
