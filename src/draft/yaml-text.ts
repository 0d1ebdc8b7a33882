/** A line of text as a YAML value that reads back as the same text, quoted only where it has to be. */

/** No sign that has a meaning at the head of a value, no ": ", no " #". */
const PLAIN = /^[\p{L}\p{N}(](?:[^:#"\\]|:(?=\S)|(?<=\S)#)*$/u;

export function yamlText(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (PLAIN.test(line) && !line.endsWith(':')) return line;
  if (line.includes("'")) return `"${line.replace(/["\\]/g, '\\$&')}"`;
  return line.includes('"') || line.includes('\\') ? `'${line}'` : `"${line}"`;
}
