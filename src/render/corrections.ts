/** Corrections of a published edition in the words that every rendition tells readers of them: what was corrected, from what to what. */
import { comparePlainWords } from '../diff/diff.ts';
import type { Operation } from '../model/comparison.ts';
import { formatDate } from '../model/date.ts';
import type { CorrectedPart, Part, ShownCorrection } from '../model/ledger.ts';
import { capitalised, clauseName } from './naming.ts';

export const CORRECTIONS_TITLE = 'Corrections since publication';

/** Of a part that only the other version has. */
export const ABSENT = { old: 'There was no such part.', new: 'It was taken out.' } as const;

export interface CorrectionTold {
  /** "Corrected on 1 July 2025: The duty named the wrong office." */
  readonly note: string;
  readonly changes: readonly {
    readonly name: string;
    /** Text and digest; absent where there was no such part, or only the order of parts changed. */
    readonly old?: Version | undefined;
    readonly new?: Version | undefined;
    /** From the old text to the new one. */
    readonly operations: readonly Operation[];
  }[];
  /** Digests of the edition before and after. */
  readonly digests: string;
}

export interface Version {
  readonly text: string;
  readonly sha256: string;
}

function partName({ kind, id, old, new: newer }: CorrectedPart): string {
  const { number, title } = newer ?? old ?? {};
  switch (kind) {
    case 'facts':
      return 'The title, marking or dates';
    case 'opening':
      return 'The opening words';
    case 'footnote':
      return `Footnote ${id.replace('footnote-', '')}`;
    case 'order':
      return 'The order of the clauses';
    default:
      return capitalised(clauseName({ id, kind, number, title }));
  }
}

/** Where no word changed, what stands beside the words did. */
function versionOf(part: Part | undefined, other: Part | undefined): Version | undefined {
  if (!part) return undefined;
  const { text, sha256, beside = [], marking, title, number } = part;
  if (text !== other?.text) return { text, sha256 };
  const besides = [title, number, marking, ...beside].filter((words) => words !== undefined);
  return { text: [text, `(${besides.join('; ')})`].filter(Boolean).join(' '), sha256 };
}

export function tellCorrection({ date, reason, parts, before, after }: ShownCorrection): CorrectionTold {
  return {
    note: `Corrected on ${formatDate(date)}: ${reason}`,
    changes: parts.map((part) => {
      const [old, newer] = [versionOf(part.old, part.new), versionOf(part.new, part.old)];
      const operations = old && newer ? comparePlainWords(old.text, newer.text) : [];
      return { name: partName(part), old, new: newer, operations };
    }),
    digests: `Digest of the edition (SHA-256) as published ${before}, as corrected ${after}.`,
  };
}
