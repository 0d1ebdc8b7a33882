/**
 * Text of a source without the characters that `read` refuses: controls, invisible and bidirectional signs, soft hyphens. What is
 * taken out is counted, so that it can be told.
 */

const HIDDEN =
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc\u{e0000}-\u{e007f}]/gu;

export interface Cleaned {
  readonly text: string;
  readonly removed: number;
}

/** U+FFFD stays: it stands for a letter that was lost, which only the author can put back. Form feeds stay, they end pages. */
export function clean(text: string): Cleaned {
  let removed = 0;
  const lines = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/\u00a0/g, ' ');
  const cleaned = lines.replace(HIDDEN, () => {
    removed++;
    return '';
  });
  return { text: cleaned.normalize('NFC'), removed };
}

export function cleanNote(removed: number): readonly string[] {
  if (removed === 0) return [];
  return [`${removed} invisible character${removed === 1 ? ' is' : 's are'} taken out.`];
}
