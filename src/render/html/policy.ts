/** The security policy of a page: that of its shell, and what a page of its kind needs beside it. */

/** Sources by the directive that they are added to. */
export type Admitted = Readonly<Record<string, string>>;

const sourcesIn = (words: string) => words.split(/\s+/).filter((source) => source !== '' && source !== "'none'");

/** The policy, with these sources beside its own. */
export function admitting(policy: string, admitted: Admitted): string {
  const directives = new Map<string, readonly string[]>();
  for (const [name = '', ...own] of policy.split(';').map((directive) => directive.trim().split(/\s+/)))
    directives.set(name, own);
  for (const [name, more] of Object.entries(admitted))
    directives.set(name, [...new Set([...sourcesIn((directives.get(name) ?? []).join(' ')), ...sourcesIn(more)])]);
  return [...directives].map(([name, sources]) => [name, ...sources].join(' ')).join('; ');
}
