/**
 * The one grammar in which documents cite grounds: `s.31(1)(a)` or `section 31(1)(a)` is section 31, limb (1)(a);
 * `operational-sensitivity` is a ground of the organisation's own; several stand with commas between. A text and the table come in,
 * the grounds in force at a date go out, and for what names none the likely mend.
 */
import { formatDate, type PartialDate, within } from './date.ts';
import type { CitedGround, GroundTable, Limb, Section } from './ground.ts';
import { isSlug } from './identifier.ts';
import { closest } from './suggest.ts';

/** Why a citation leads to no ground, in words for its author; the words are the program's own and may be shown of any file. */
export interface NoGround {
  readonly rule: 'ground-unknown' | 'ground-limb' | 'ground-date';
  readonly message: string;
}

interface Citation {
  readonly section: string;
  readonly limb: string;
}

const LIMB_PART = String.raw`\((?:\d{1,2}[A-Z]{0,2}|[a-z]{1,4})\)`;
const CITATION = new RegExp(`^(?:s\\.|[Ss]ection )(\\d{1,3}[A-Z]{0,2})((?:${LIMB_PART})*)$`);

/** One ground; `undefined` where the text is no section. */
export function parseCitation(text: string): Citation | undefined {
  const [, section, limb = ''] = CITATION.exec(text) ?? [];
  return section === undefined ? undefined : { section, limb };
}

const spelt = ({ section, limb }: Citation) => `s.${section}${limb}`;

/** A part of a limb in its usual case: numbers take capitals behind them, letters stand small. */
const limbPart = (part: string) => `(${/^\d/.test(part) ? part.toUpperCase() : part.toLowerCase()})`;

/** What a near-miss most likely means: `S31(1)(A)`, `sec. 31 (1) (a)`, `31.1.a`, `FOIA section 22a`. */
function nearMiss(text: string): Citation | undefined {
  const found = /^\D{0,30}?(\d{1,3})([A-Za-z]{0,2})(?![A-Za-z])(.*)$/.exec(text.normalize('NFKC').trim());
  if (!found) return undefined;
  const [, number = '', letters = '', rest = ''] = found;
  const parts = rest.split(/[^0-9A-Za-z]+/).filter((part) => part !== '');
  const limb = parts.map(limbPart).join('');
  return parseCitation(`s.${number}${letters.toUpperCase()}${limb}`);
}

const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

const limbsOf = ({ limbs }: Section, date: PartialDate) => [
  ...new Set(limbs.filter(({ from, until }) => within(date, from, until)).map(({ limb }) => limb)),
];

const meant = (near: string | undefined) => (near === undefined ? '.' : `; did you mean "${near}"?`);

/** A section or limb that the table has, if the citation read generously is one. */
function likely(text: string, { sections, named }: GroundTable): string | undefined {
  const near = nearMiss(text);
  const section = near && sections.find((one) => one.section === near.section);
  if (near && section) {
    const known = section.limbs.map(({ limb }) => limb);
    return known.includes(near.limb) ? spelt(near) : spelt({ ...near, limb: closest(near.limb, known) ?? '' });
  }
  return closest(
    text.trim().toLowerCase(),
    named.map(({ name }) => name),
  );
}

function unknownLimb(section: Section, { limb }: Citation, date: PartialDate): NoGround {
  const cite = (one: string) => spelt({ section: section.section, limb: one });
  const known = limbsOf(section, date);
  const inside = known.filter((one) => one.startsWith(limb));
  if (inside.length > 0) {
    const message = `"${cite(limb)}" names no limb; write ${listed(inside.slice(0, 12).map((one) => `"${cite(one)}"`))}.`;
    return { rule: 'ground-limb', message };
  }
  const near = closest(limb, known);
  const message = `Section ${section.section} has no limb "${limb}"${near ? meant(cite(near)) : `; it has ${listed(known)}.`}`;
  return { rule: 'ground-unknown', message };
}

function outOfDate(rows: readonly Limb[], citation: Citation, date: PartialDate): NoGround {
  const told = (words: string) => ({ rule: 'ground-date', message: `"${spelt(citation)}" ${words}` }) as const;
  const [ended] = rows.flatMap(({ until, now }) => (until !== undefined && until < date ? [{ until, now }] : []));
  const [began = date] = rows.map(({ from }) => from).toSorted();
  if (!ended) return told(`is in force from ${formatDate(began)} only.`);
  const near = ended.now === undefined ? undefined : spelt({ ...citation, limb: ended.now });
  return told(`was in force until ${formatDate(ended.until)}${meant(near)}`);
}

const NOTHING_EXEMPT = 'exempts nothing by itself; cite the exemption that it serves.';

function citedSection(section: Section, citation: Citation, date: PartialDate): CitedGround | NoGround {
  if (section.part === 'supplementary') {
    return { rule: 'ground-unknown', message: `Section ${section.section} ${NOTHING_EXEMPT}` };
  }
  const { limbs, title, part } = section;
  const only = limbs.length === 1 && citation.limb === '' ? limbs[0]?.limb : undefined;
  const rows = limbs.filter(({ limb }) => limb === (only ?? citation.limb));
  if (rows.length === 0) {
    const any = limbsOf(section, date).length > 0;
    return any ? unknownLimb(section, citation, date) : outOfDate(limbs, citation, date);
  }
  const row = rows.find(({ from, until }) => within(date, from, until));
  if (!row) return outOfDate(rows, citation, date);
  const { kind, basis, deny } = row;
  const words = `section ${citation.section}${citation.limb}`;
  return { cited: spelt(citation), words, title, kind, basis, deny, part };
}

/** One ground, as in force at a date. */
function citedGround(text: string, table: GroundTable, date: PartialDate): CitedGround | NoGround {
  const own = isSlug(text) ? table.named.find(({ name }) => name === text) : undefined;
  if (own) return { cited: own.name, title: own.title, kind: 'none', basis: 'class', deny: false, part: 'own' };
  const citation = parseCitation(text);
  const section = citation && table.sections.find((one) => one.section === citation.section);
  if (citation && section) return citedSection(section, citation, date);
  const message = citation
    ? `There is no exemption "${spelt(citation)}"${meant(likely(text, table))}`
    : `This names no ground${meant(likely(text, table))}`;
  return { rule: 'ground-unknown', message };
}

/** The grounds that a text cites, and what is wrong with the others. */
export function readGrounds(
  text: string,
  table: GroundTable,
  date: PartialDate,
): { readonly grounds: readonly CitedGround[]; readonly problems: readonly NoGround[] } {
  const found = text.split(/[,;]/).map((part) => citedGround(part.trim(), table, date));
  return {
    grounds: found.flatMap((one) => ('rule' in one ? [] : [one])),
    problems: found.flatMap((one) => ('rule' in one ? [one] : [])),
  };
}
