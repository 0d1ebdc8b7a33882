/**
 * Markings that authors write, judged by the scheme in force at the date of their document: that from which the edition stands (in
 * effect, answered, sent). A historic record keeps a marking of the scheme of its time; what its originator has marked anew since
 * may carry one of a later scheme.
 */
import type { FamilyMatter } from '../families/families.ts';
import { hasBlank } from '../model/blank.ts';
import { parseDate } from '../model/date.ts';
import type { Place } from '../model/document.ts';
import { type Finding, finding, type Fix, RULES } from '../model/finding.ts';
import { formatMarking, type Marking } from '../model/marking.ts';
import { type MarkingFault, type ParsedMarking, parseByFirst } from '../model/parse-marking.ts';
import { type MarkingScheme, schemeAt, type Schemes } from '../model/schemes.ts';
import { isMapping } from './matter.ts';
import type { YamlText } from './yaml.ts';

/** What a marking may be of, first the scheme in force. Empty when none is, which is told once for a document. */
export interface Ruling {
  readonly inForce: readonly MarkingScheme[];
  /** For the marking that a document first carried. */
  readonly originals: readonly MarkingScheme[];
  /** Every scheme there is, to say of which one a marking would be. */
  readonly known: readonly MarkingScheme[];
}

function rulingOf(schemes: Schemes, scheme: MarkingScheme | undefined): Ruling {
  const known = schemes.markings;
  if (!scheme) return { inForce: [], originals: [], known };
  const later = scheme.legacy ? known.slice(known.indexOf(scheme) + 1) : [];
  const legacy = known.filter((one) => one.legacy && one !== scheme);
  return { inForce: [scheme, ...later], originals: [scheme, ...legacy], known };
}

export const isError = ({ rule }: MarkingFault) => RULES[rule].severity === 'error';

/** A marking of another scheme than the one in force is no misspelling: that is what its author is told. */
function told(text: string, parsed: ParsedMarking, { known }: Ruling): readonly MarkingFault[] {
  if (!parsed.faults.some(({ rule }) => rule === 'classification-invalid')) return parsed.faults;
  const other = known
    .map((scheme) => parseByFirst(text, [scheme]))
    .find(({ marking, faults }) => marking && !faults.some(isError));
  if (!other) return parsed.faults;
  const mend = other.scheme.legacy
    ? 'keep it in "classification-original" or "classification-as-printed", and write how the text is marked now.'
    : 'write one of the scheme in force then.';
  const message = `is a marking of the ${other.scheme.title}, and the document is of the time of the ${parsed.scheme.title}; ${mend}`;
  return [{ rule: 'classification-invalid', message }];
}

interface Judged {
  readonly marking?: Marking | undefined;
  readonly scheme?: MarkingScheme | undefined;
  readonly faults: readonly MarkingFault[];
}

export function judge(text: string, schemes: readonly MarkingScheme[], ruling: Ruling): Judged {
  if (schemes.length === 0) return { faults: [] };
  const parsed = parseByFirst(text, schemes);
  return { ...parsed, faults: told(text, parsed, ruling) };
}

/** The near-miss of a marking as its scheme writes it. */
export function spelt(words: string, { marking, faults }: Judged, place: Place | undefined): Fix | undefined {
  const near =
    marking && place && !faults.some(isError) && faults.some(({ rule }) => rule === 'classification-spelling');
  return near ? { place, words, instead: formatMarking(marking) } : undefined;
}

const RECORD_FIELDS = ['interventions', 'document-control', 'date-as-printed'];
const isRecord = (written: Readonly<Record<string, unknown>>) =>
  RECORD_FIELDS.some((name) => name in written) && !('classification-as-printed' in written);

/** Front matter in which each marking stands as a value, and what is told of them. */
export interface Judging {
  readonly fields: unknown;
  /** Whether every marking is one. */
  readonly sound: boolean;
  readonly ruling: Ruling;
  /** What readers are told beside the markings. */
  readonly notes: readonly string[];
  readonly findings: readonly Finding[];
}

/** Stands for a marking that is none while the other fields are looked at; what holds it goes no further. */
const UNKNOWN: Marking = { grades: [], additions: [] };

const FIELDS = ['classification', 'classification-original'] as const;

/** A family's fields, with what readers are told of the markings in them. */
export function withNotes(fields: FamilyMatter, notes: readonly string[]): FamilyMatter {
  return { ...fields, matter: { ...fields.matter, classificationNotes: notes } };
}

/** Judges the markings of front matter; `dated` names the field whose date decides. */
export function judgeFields(file: string, front: YamlText | undefined, dated: string, schemes: Schemes): Judging {
  const { value, placeOf = () => undefined } = front ?? {};
  const written = isMapping(value) ? value : {};
  const date = typeof written[dated] === 'string' ? parseDate(written[dated].trim()) : undefined;
  const scheme = schemeAt(schemes, date);
  const ruling = rulingOf(schemes, scheme);
  const findings: Finding[] = [];
  if (!scheme && schemes.markings.length > 0) {
    const message = `No marking scheme is in force at ${date}; the oldest begins on ${schemes.markings[0]?.from}.`;
    findings.push(finding('classification-scheme', file, placeOf([dated]), message));
  }
  const judged = FIELDS.flatMap((name) => {
    const text = written[name];
    if (typeof text !== 'string' || hasBlank(text)) return [];
    const one = judge(text.trim(), name === 'classification' ? ruling.inForce : ruling.originals, ruling);
    const fix = spelt(text.trim(), one, placeOf([name]));
    // What a record prints is kept beside what it means.
    const asPrinted =
      name === 'classification' && isRecord(written)
        ? `classification-as-printed: ${JSON.stringify(text.trim())}`
        : undefined;
    findings.push(
      ...one.faults.map(({ rule, message }) =>
        finding(rule, file, placeOf([name]), `The field "${name}" ${message}`, fix && { ...fix, below: asPrinted }),
      ),
    );
    return [{ name, ...one }];
  });
  return {
    fields: isMapping(value)
      ? { ...value, ...Object.fromEntries(judged.map(({ name, marking }) => [name, marking ?? UNKNOWN])) }
      : value,
    sound: judged.every(({ marking, faults }) => marking && !faults.some(isError)),
    ruling,
    notes: [
      ...new Set(
        judged.flatMap(({ marking, scheme: of }) =>
          marking && of?.note ? `${formatMarking(marking)}: ${of.note}` : [],
        ),
      ),
    ],
    findings,
  };
}
