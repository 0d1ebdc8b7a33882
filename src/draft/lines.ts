/** A text as its lines, each with its own line end, so that joined they are the text again. `ending` is that of its first line. */
export function linesOf(text: string): { readonly lines: readonly string[]; readonly ending: string } {
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  return { lines, ending: /[\r\n]+$/.exec(lines[0] ?? '')?.[0] ?? '\n' };
}
