/**
 * The text of a marking, judged by a scheme: `OFFICIAL-SENSITIVE - RECIPIENTS ONLY - COMMERCIAL`. Out come the marking and what is
 * wrong with it, by which rule of the scheme. Near-misses (`Official`, `OFFICIAL: SENSITIVE`, an en dash, a descriptor in brackets)
 * are read as what they mean, and said to be.
 */
import { type Rule, said } from './finding.ts';
import { type Addition, type AdditionKind, formatMarking, type Grade, type Marking, markingOf } from './marking.ts';
import type { MarkingPart, MarkingScheme, PartKind } from './schemes.ts';
import { closest } from './suggest.ts';

export interface MarkingFault {
  readonly rule: Extract<Rule, `classification-${string}`>;
  /** Goes on from "The marking …" or "The field … ". */
  readonly message: string;
}

export interface ParsedMarking {
  /** Absent when the text cannot be read; present with faults when its parts are known and their combination is not allowed. */
  readonly marking?: Marking | undefined;
  readonly scheme: MarkingScheme;
  readonly faults: readonly MarkingFault[];
}

const KINDS: Readonly<Record<PartKind, AdditionKind>> = {
  prefixes: 'prefix',
  'handling-instructions': 'handling-instruction',
  descriptors: 'descriptor',
  'national-caveats': 'national-caveat',
};

/** Every tier, each followed by itself with its additional markings: lowest first. */
export function gradesOf({ policy, legacy, tiers, additional }: MarkingScheme): readonly Grade[] {
  const names = tiers.flatMap((tier) => [
    { name: tier.name, public: tier.public },
    ...additional
      .filter((one) => one.with?.includes(tier.name) ?? true)
      .map((one) => ({ name: `${tier.name}${one.name}`, public: tier.public })),
  ]);
  return names.map((grade, rank) => ({ policy, legacy, ...grade, rank }));
}

/** What the author may write for the words in square brackets. */
const FREE = "[A-Z0-9][A-Z0-9 /&'().,:]*";
const LITERAL = /[.*+?^${}()|[\]\\/]/g;

function writtenAs({ name }: Pick<MarkingPart, 'name'>): RegExp {
  const pieces = name.split(/\[[^\]]*\]/).map((piece) => piece.replace(LITERAL, '\\$&'));
  return new RegExp(`^${pieces.join(FREE)}$`);
}

/** The rule, and what it lets stand; where it was read stands in the scheme's file. */
function citing({ rule, with: allowed }: Pick<MarkingPart, 'rule' | 'with'>, { title, file }: MarkingScheme): string {
  const stands = allowed && allowed.length > 0 ? `It stands with ${allowed.join(', ')}` : undefined;
  return [rule, stands && `${stands} (${title}, ${file}).`, stands ? undefined : `(${title}, ${file})`]
    .filter((words) => words !== undefined)
    .join(' ');
}

interface Found {
  readonly part: Omit<MarkingPart, 'name'>;
  readonly addition: Addition;
}

/** A part behind the grade; literal names come before those with words of the author's. */
function partNamed(words: string, grade: Grade, scheme: MarkingScheme): Found | undefined {
  const kinds = ['handling-instructions', 'descriptors', 'national-caveats'] as const;
  const parts = kinds.flatMap((kind) => scheme.parts[kind].map((part) => ({ part, kind: KINDS[kind] })));
  const found =
    parts.find(({ part }) => part.name === words) ?? parts.find(({ part }) => writtenAs(part).test(words)) ?? undefined;
  if (found) return { part: found.part, addition: { kind: found.kind, words, permits: found.part.permits } };
  const { codeWords } = scheme;
  const isCodeWord = codeWords && /^[A-Z]{3,}$/.test(words) && (codeWords.with?.includes(grade.name) ?? true);
  return isCodeWord ? { part: codeWords, addition: { kind: 'code-word', words, permits: false } } : undefined;
}

function splitHead(head: string, scheme: MarkingScheme): { readonly before: readonly Found[]; readonly rest: string } {
  const prefix = scheme.parts.prefixes.find(({ name }) => head.startsWith(`${name} `));
  if (!prefix) return { before: [], rest: head };
  const found: Found = { part: prefix, addition: { kind: 'prefix', words: prefix.name, permits: false } };
  return { before: [found], rest: head.slice(prefix.name.length + 1) };
}

/** Why a head is no grade of the scheme: an additional marking that the tier does not take, or a tier that it does not have. */
function gradeFault(written: string, scheme: MarkingScheme): MarkingFault {
  const extra = scheme.additional.find(({ name }) => written.endsWith(name));
  const tier = extra && scheme.tiers.find(({ name }) => `${name}${extra.name}` === written);
  if (extra && tier) {
    return {
      rule: 'classification-combination',
      message: `joins "${extra.name}" to "${tier.name}". ${citing(extra, scheme)}`,
    };
  }
  const known = gradesOf(scheme).map(({ name }) => name);
  const near = closest(written, known);
  const likely = near ? `did you mean "${near}"?` : `it has ${known.join(', ')} (${scheme.title}).`;
  return {
    rule: 'classification-invalid',
    message: `is no marking of the scheme in force at the date of the document; ${likely}`,
  };
}

function unknownPart(words: string, scheme: MarkingScheme): MarkingFault {
  const names = Object.values(scheme.parts).flatMap((parts) => parts.map(({ name }) => name));
  const [first = ''] = words.split(' ');
  const near = closest(words, names) ?? names.find((name) => name.includes('[') && name.startsWith(`${first} `));
  const likely = near ? `did you mean "${near}"?` : `it has ${names.join(', ')}.`;
  return {
    rule: 'classification-invalid',
    message: `has the part ${said(words)}, which the scheme does not know (${scheme.title}); ${likely}`,
  };
}

/** What the rules of the scheme say of parts that stand with a grade and with one another. */
function combinationFaults(grade: Grade, found: readonly Found[], scheme: MarkingScheme): readonly MarkingFault[] {
  const refuse = (part: Found['part'], message: string): MarkingFault => ({
    rule: part.confirmed ? 'classification-combination' : 'classification-unconfirmed',
    message: `${message} ${citing(part, scheme)}`,
  });
  const misplaced = found.flatMap(({ part, addition }) => {
    const allowed = part.with?.includes(grade.name) ?? true;
    return allowed ? [] : [refuse(part, `joins "${addition.words}" to "${grade.name}".`)];
  });
  const permitting = found.filter(({ addition }) => addition.permits);
  const contrary = permitting.flatMap(({ part, addition }) =>
    found
      .filter((other) => other.addition.kind === addition.kind && !other.addition.permits)
      .map((other) => refuse(part, `joins "${addition.words}" to "${other.addition.words}".`)),
  );
  const words = found.map(({ addition }) => addition.words);
  const repeated = words.filter((one, index) => words.indexOf(one) !== index);
  return [
    ...misplaced,
    ...contrary,
    ...repeated.map((one) => ({ rule: 'classification-combination' as const, message: `names "${one}" twice.` })),
  ];
}

/** A text in the spelling of the scheme. */
function parseExact(text: string, scheme: MarkingScheme): ParsedMarking {
  const [head = '', ...behind] = text.split(' - ');
  const { before, rest } = splitHead(head, scheme);
  const grade = gradesOf(scheme).find(({ name }) => name === rest);
  if (!grade) return { scheme, faults: [gradeFault(rest, scheme)] };
  const parts = behind.map((words) => partNamed(words, grade, scheme));
  const unknown = behind.flatMap((words, index) => (parts[index] ? [] : [unknownPart(words, scheme)]));
  if (unknown.length > 0) return { scheme, faults: unknown };
  const found = [...before, ...parts.filter((part) => part !== undefined)];
  const faults = combinationFaults(grade, found, scheme);
  return { marking: markingOf(grade, found.map(({ addition }) => addition).filter(firstOfItsWords)), scheme, faults };
}

const firstOfItsWords = ({ words }: Addition, index: number, all: readonly Addition[]) =>
  all.findIndex((other) => other.words === words) === index;

/** The spelling that a near-miss most likely means. */
function folded(text: string, { tiers, additional }: MarkingScheme): string {
  const plain = text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s*\[\s*([^\]]*?)\s*\]/g, ' - $1')
    .replace(/\s+/g, ' ')
    .trim();
  const joined = additional.reduce((line, { name }) => {
    const bare = name.replace(/^-/, '');
    const names = tiers.map((tier) => tier.name).join('|');
    return line.replace(new RegExp(`\\b(${names})\\s*[-: ]\\s*${bare}\\b`), `$1${name}`);
  }, plain);
  const kept = additional.map(({ name }) => name.replace(/^-/, '')).join('|') || '$^';
  return joined.replace(new RegExp(`(?<=\\S) ?- ?(?!(?:${kept})\\b)(?=\\S)`, 'g'), ' - ');
}

/** Characters. Near-misses are looked for by patterns whose time grows with the square. */
const LONGEST = 300;

/** The marking that a text stands for by one scheme. */
export function parseMarking(text: string, scheme: MarkingScheme): ParsedMarking {
  if (text.length > LONGEST) {
    const message = `is longer than ${LONGEST} characters, as no marking is.`;
    return { scheme, faults: [{ rule: 'classification-invalid', message }] };
  }
  const exact = parseExact(text, scheme);
  const parsed = exact.marking ? exact : parseExact(folded(text, scheme), scheme);
  if (!parsed.marking) return /^[A-Z -]+$/.test(text) ? exact : parsed;
  const canonical = formatMarking(parsed.marking);
  const spelling = { rule: 'classification-spelling', message: `is read as "${canonical}"; write it so.` } as const;
  return canonical === text ? parsed : { ...parsed, faults: [...parsed.faults, spelling] };
}

const ERRORS: readonly Rule[] = ['classification-invalid', 'classification-combination'];
const isSound = ({ marking, faults }: ParsedMarking) => marking && !faults.some(({ rule }) => ERRORS.includes(rule));

/** By the first of several schemes that allows it, else as the first of them says; there must be one. */
export function parseByFirst(text: string, [first, ...others]: readonly MarkingScheme[]): ParsedMarking {
  if (!first) throw new Error('a marking is judged by no scheme');
  const parsed = parseMarking(text, first);
  if (isSound(parsed)) return parsed;
  return others.map((scheme) => parseMarking(text, scheme)).find(isSound) ?? parsed;
}
