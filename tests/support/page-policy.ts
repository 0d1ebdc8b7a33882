/** What a page's security policy must be and what must not stand on a page, whatever the policy: no script or style in the page itself. */
import type { Element, Root } from 'hast';
import { elementsOf } from './read-html.ts';

/** What a directive may admit: the site itself or nobody, and pictures in the page itself. */
function admitted(name: string, source: string): boolean {
  if (source === "'none'" || source === "'self'") return true;
  return name === 'img-src' && source === 'data:';
}

function policyFaults(policy: string): readonly string[] {
  const directives = policy.split(';').map((one) => one.trim().split(/\s+/));
  const values = new Map(directives.map(([name = '', ...sources]) => [name, sources]));
  const wide = directives.flatMap(([name = '', ...sources]) =>
    sources.filter((source) => !admitted(name, source)).map((source) => `${name} admits ${source}`),
  );
  const open = ['default-src', 'base-uri'].filter((name) => values.get(name)?.join() !== "'none'");
  return [
    ...wide,
    ...open.map((name) => `${name} is not 'none'`),
    ...(values.has('form-action') ? [] : ['no form-action']),
  ];
}

/** Data for search engines is no script, whatever its element is called. */
const isData = ({ properties: { type } }: Element) => type === 'application/ld+json';

export function securityFaults(root: Root): readonly string[] {
  const all = elementsOf(root);
  const policies = all.filter(
    ({ properties }) => String(properties['httpEquiv']).toLowerCase() === 'content-security-policy',
  );
  const fetching = all.findIndex((one) => ['script', 'link', 'style', 'img'].includes(one.tagName) && !isData(one));
  const [policy] = policies;
  const early = policy && (fetching === -1 || all.indexOf(policy) < fetching);
  const inside = all.flatMap((element) => {
    const { tagName, properties } = element;
    const active = Object.keys(properties).filter((name) => /^on[a-z]|^style$|^srcDoc$/i.test(name));
    const inline = tagName === 'style' || (tagName === 'script' && properties['src'] === undefined && !isData(element));
    const foreign = ['iframe', 'object', 'embed', 'base', 'applet'].includes(tagName);
    return [...(inline || foreign ? [`a <${tagName}>`] : []), ...active.map((name) => `<${tagName} ${name}>`)];
  });
  return [
    ...(policies.length === 1 ? [] : [`${policies.length} policies`]),
    ...(policy && !early ? ['the policy stands behind what it is to govern'] : []),
    ...policies.flatMap(({ properties }) => policyFaults(String(properties['content']))),
    ...inside,
  ];
}
