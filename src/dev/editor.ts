/** Where a link leads that opens a file in an editor: the editor's own name, or a pattern with `{file}`, `{line}` and `{column}`. */
import { UsageFault } from '../model/fault.ts';

export interface Spot {
  /** An absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type EditorLink = (spot: Spot) => string | undefined;

const PATTERNS: Readonly<Record<string, string>> = {
  vscode: 'vscode://file{file}:{line}:{column}',
  vscodium: 'vscodium://file{file}:{line}:{column}',
  cursor: 'cursor://file{file}:{line}:{column}',
  zed: 'zed://file{file}:{line}:{column}',
  idea: 'idea://open?file={file}&line={line}&column={column}',
  none: '',
};

export const EDITOR_NAMES = Object.keys(PATTERNS);

/** Schemes that a browser would run or show itself. */
const NO_EDITORS = ['javascript', 'data', 'vbscript', 'blob', 'file', 'http', 'https', 'about'];

export function editorLink(wanted: string): EditorLink {
  const pattern = Object.hasOwn(PATTERNS, wanted) ? PATTERNS[wanted] : wanted;
  if (pattern === undefined || pattern === '') return () => undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):/.exec(pattern)?.[1];
  if (scheme === undefined || NO_EDITORS.includes(scheme) || !pattern.includes('{file}')) {
    throw new UsageFault(
      `"${wanted}" is no editor: write one of ${EDITOR_NAMES.join(', ')}, or an address such as "editor://open?file={file}&line={line}".`,
    );
  }
  return ({ file, line, column }) =>
    pattern
      .replaceAll('{file}', () => file.split('/').map(encodeURIComponent).join('/'))
      .replaceAll('{line}', String(line))
      .replaceAll('{column}', String(column));
}
