/**
 * The phrases by which a change is weighed: duties, negations, dates, numbers, references, markings, definitions and those who
 * must act. Text comes in, spans go out; no two spans of numbers, dates, references and markings overlap.
 */
import type { ChangeKind } from '../model/comparison.ts';
import type { Edition } from '../model/edition.ts';
import type { Unit } from './blocks.ts';

export interface Span {
  readonly kind: ChangeKind;
  readonly start: number;
  readonly end: number;
}

const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)';
const COUNT =
  '(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)';
const ORDER = '(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)';
const UNIT = '(?:(?:working|calendar|clear)\\s)?(?:minute|hour|day|week|month|quarter|year)s?';

const DATE = new RegExp(
  [
    `\\b\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?${MONTH}\\b(?:,?\\s\\d{4}\\b)?`,
    `\\b${MONTH}\\s\\d{1,2}(?:st|nd|rd|th)?\\b(?:,?\\s\\d{4}\\b)?`,
    `\\b${MONTH}\\s\\d{4}\\b`,
    '\\b\\d{4}-\\d{2}(?:-\\d{2})?\\b',
    '\\b\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4}\\b',
    '\\b\\d{1,2}:\\d{2}(?:\\s?[ap]\\.?m\\b)?',
    `\\b(?:\\d+|${COUNT}|one|a|an)(?:\\s|-)${UNIT}\\b`,
    '\\b(?:annually|yearly|monthly|weekly|daily|quarterly|immediately|forthwith)\\b',
    '\\b(?:19|20)\\d{2}\\b(?!\\s*(?:Act|Regulations|Order)\\b)',
  ].join('|'),
  'gi',
);
// Names are limited in length: without a limit a text in capitals would be searched from every word to its end.
const NAME = "[A-Z][\\w’'-]{0,30}\\s(?:(?:and|of|the|for|to|in|etc\\.?|\\([A-Z][\\w ]{0,30}\\))\\s){0,3}";
const PROVISION =
  'sections?|paragraphs?|principles?|articles?|regulations?|schedules?|chapters?|annex(?:es)?|appendix|clauses?|part|rule|table';
const REFERENCE = new RegExp(
  [
    `\\b(?:${NAME}){1,8}(?:Act|Regulations|Order|Code|Convention|Directive)(?:\\s\\d{4})?\\b`,
    `\\b(?:${PROVISION}|${PROVISION.replace(/(^|\|)[a-z]/g, (letter) => letter.toUpperCase())})\\s(?:\\d[\\w.]{0,20}(?:\\(\\w{1,5}\\)){0,5}|[A-Z]\\b|[IVX]{1,8}\\b)`,
    '\\bss?\\.\\s?\\d{1,5}\\w{0,3}(?:\\(\\w{1,5}\\)){0,5}',
  ].join('|'),
  'g',
);
const MARKING = /\b(?:UK )?(?:OFFICIAL|TOP SECRET|SECRET)(?:-SENSITIVE)?(?: - [A-Z][A-Z /&]{0,40}[A-Z])*\b/g;
const NUMBER = new RegExp(
  `[£$€]?\\b\\d[\\d.,]*\\d(?:%|\\b)|[£$€]?\\b\\d(?:%|\\b)|\\b${COUNT}(?:-\\w+)?\\b|\\b${ORDER}\\b|\\b(?:half|third|quarter|twice|once|double|per\\scent)\\b`,
  'gi',
);
/** The beginnings of all number words. */
const NUMERAL =
  /\d|\b(?:t(?:w|en|hir|hre|hou)|four|fi[rvf]|six|se[cv]|eigh|nin|elev|hund|million|half|quarter|once|double|per\scent)/i;
const OBLIGATION = new RegExp(
  [
    '\\b(?:must|should|shall|will|may|ought\\sto|need\\snot|needs?\\sto|(?:has|have)\\sto|(?:has|have|had)\\sa\\sduty\\sto)(?:\\snot|\\snever)?\\b',
    "\\b(?:must|should|need|would)n[’']t\\b|\\bwon[’']t\\b|\\bshan[’']t\\b|\\bcan(?:not|[’']t|\\snot)\\b",
    '\\b(?:(?:is|are|be|was|were|been)\\s)?(?:not\\s)?(?:required|obliged|obligated|expected|permitted|entitled|allowed|prohibited|forbidden|advised|encouraged|recommended|responsible)(?:\\sto\\b|\\sfrom\\b|\\sfor\\b)?',
  ].join('|'),
  'gi',
);
const NEGATION = /\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|except|unless)\b|\b\w+n[’']t\b/gi;
/** Whoever stands at the start of a sentence before a duty to do, not to be, something. */
const SUBJECT =
  /(?<=^|[.;:?!] )(?!(?:This|That|These|Those|It|There)\b)[A-Z][\w’'-]{0,30}(?: [\w’'-]{1,30}){0,3}?(?= (?:(?:must|should|shall|will|may)\b(?! (?:not )?be\b)|(?:is|are) (?:not )?(?:required|obliged|obligated|expected|responsible)\b(?! to be\b)))/g;
const DEFINING = /\b(?:means|is defined as|are defined as|has the meaning|have the meaning|refers to|refer to)\b/i;

const ROLES = [
  'chief constables?|chief officers?|police officers?|officers?|police staff|staff|police|forces?|constables?|sergeants?',
  'inspectors?|superintendents?|supervisors?|managers?|investigators?|commanders?|commissioners?|ministers?',
  'Home Office|Home Secretary|Secretary of State|College of Policing|Crown Prosecution Service|CPS|NPCC|HMICFRS|ICO|IOPC',
  "National Police Chiefs[’'] Council|Information Commissioner(?:[’']s Office)?|council|public authorit(?:y|ies)|authorit(?:y|ies)",
  'controllers?|processors?|applicants?|requesters?|suppliers?|contractors?|employers?|employees?|providers?|partners?|agenc(?:y|ies)',
  '(?:you|we|they|he|she|it)(?=\\s(?:must|should|shall|will|may|cannot|need|are|is)\\b)',
];

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** The phrases of a block, looked for once in each comparison. */
export type PhrasesOf = (unit: Unit) => Found;

/** Actors are the roles that guidance knows, those that either edition defines, and the bodies that it names as its authors. */
export function phrasesOf(editions: readonly Edition[], units: readonly Unit[]): PhrasesOf {
  const terms = units.filter(({ definition, block }) => definition && block === 'heading').map(({ text }) => text);
  const bodies = editions.flatMap(({ matter }) => [matter.forceOrganisation, matter.coordinationCommittee]);
  const named = [...new Set([...terms, ...bodies])]
    .flatMap((name) => (name ? [escape(name)] : []))
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const actors = new RegExp(`(?<![\\w-])(?:${[...named, ...ROLES].join('|')})(?![\\w-])`, 'gi');
  const known = new Map<Unit, Found>();
  return (unit) => {
    const found = known.get(unit) ?? phrasesOfUnit(unit, actors);
    known.set(unit, found);
    return found;
  };
}

function spans(kind: ChangeKind, pattern: RegExp, text: string): readonly Span[] {
  const found: Span[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push({ kind, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** "May" with a capital is a month unless a verb follows. */
function isDuty(text: string, { start, end }: Span): boolean {
  return !text.startsWith('May', start) || /^ (?:not\b|[a-z])/.test(text.slice(end, end + 5));
}

/** Characters of a text that belong to a span; a later span that would share one is dropped. */
function claim(taken: Uint8Array, { start, end }: Span): boolean {
  for (let at = start; at < end; at++) if (taken[at]) return false;
  taken.fill(1, start, end);
  return true;
}

/** Each pattern, and what a text must hold for it to be tried: a quick look spares most texts the long search. */
const WHOLE = [
  ['marking', MARKING, /OFFICIAL|SECRET/],
  [
    'reference',
    REFERENCE,
    /\d|Act\b|Regulations|Order|Code|Convention|Directive|(?:s|ph|ule|ple|cle|ion|ter|nex|dix|use|art|able)\s[A-Z]/,
  ],
  ['date', DATE, /\d|\b(?:minute|hour|day|week|month|quarter|year|annually|daily|immediately|forthwith)/i],
  ['number', NUMBER, NUMERAL],
] as const;

function claimWhole(text: string, taken: Uint8Array): readonly Span[] {
  return WHOLE.flatMap(([kind, pattern, needed]) =>
    needed.test(text) ? spans(kind, pattern, text).filter((span) => claim(taken, span)) : [],
  );
}

const inOrder = (a: Span, b: Span): number => a.start - b.start;

/** Spans that must survive whole: an edit within one of them takes all of it. In reading order. */
export function wholeSpans(text: string): readonly Span[] {
  return claimWhole(text, new Uint8Array(text.length)).toSorted(inOrder);
}

export interface Found {
  /** Those that must survive whole, in reading order. */
  readonly whole: readonly Span[];
  /** Every phrase that bears on the weight of the text. */
  readonly all: readonly Span[];
}

function phrasesIn(text: string, actors: RegExp): Found {
  const taken = new Uint8Array(text.length);
  const whole = claimWhole(text, taken);
  const free = (span: Span) => claim(taken, span);
  const all = [
    ...whole,
    ...spans('obligation', OBLIGATION, text).filter((span) => isDuty(text, span) && free(span)),
    ...spans('actor', SUBJECT, text).filter(free),
    ...spans('actor', actors, text).filter(free),
    ...spans('negation', NEGATION, text),
  ];
  return { whole: whole.toSorted(inOrder), all };
}

/** No phrase reaches from one cell into the next, or over the end of a block. */
function phrasesOfUnit({ text, pieces }: Unit, actors: RegExp): Found {
  if (!pieces) return phrasesIn(text, actors);
  const [whole, all]: [Span[], Span[]] = [[], []];
  let offset = 0;
  for (const piece of pieces) {
    const found = phrasesIn(piece, actors);
    const placed = ({ kind, start, end }: Span): Span => ({ kind, start: start + offset, end: end + offset });
    whole.push(...found.whole.map(placed));
    all.push(...found.all.map(placed));
    offset += piece.length + 1;
  }
  return { whole, all };
}

/** Whether a text says what a term means. */
export function defines(unit: Unit): boolean {
  return unit.definition || DEFINING.test(unit.text);
}
