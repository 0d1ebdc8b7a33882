/** What an author who writes plain words makes of a scaffold: every blank filled in, of fields by these values, else by a sentence. */

const FIELDS: Readonly<Record<string, string>> = {
  title: 'A title',
  publisher: 'A town',
  'base-address': 'https://town.example/',
  'as-at': '2026-01-01',
  classification: 'OFFICIAL',
  'date-created': '2025-06-01',
  'effective-from': '2025-06-02',
  'date-answered': '2025-06-03',
  opens: '2025-06-01',
  closes: '2025-08-31',
  text: 'full',
  reference: '12/25',
  outcome: 'disclosed-in-full',
};

const BLANK = /FILL-IN\([^()]*\)/g;

export function filled(text: string): string {
  return text
    .replace(/^([\w-]+): FILL-IN\([^()]*\)$/gm, (line, name: string) => `${name}: ${FIELDS[name] ?? line}`)
    .replace(/^(?!#).*$/gm, (line) => line.replace(BLANK, 'Somebody wrote this.'));
}

/** Where the live blanks of a text stand: `line:column`. Of a field that is where its value begins. */
export function blankPlaces(text: string): readonly string[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.startsWith('# ')) return [];
    const field = /^(?:[\w-]+: |  - note: )/.exec(line)?.[0].length;
    return Array.from(line.matchAll(BLANK), (match) => `${index + 1}:${(field ?? match.index) + 1}`);
  });
}
