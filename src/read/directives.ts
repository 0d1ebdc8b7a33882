/**
 * The closed list of directives: what attributes each takes and what block it makes. Each takes the marking of what it holds as well. To
 * add one, write its row here and its kind in `model/document.ts`.
 */
import {
  ANSWER_OUTCOMES,
  type AnswerOutcome,
  type Block,
  type FieldBlock,
  type Position,
  type Result,
  type WithheldNotice,
} from '../model/document.ts';
import { isSlug } from '../model/identifier.ts';
import { said } from '../model/finding.ts';
import { closest } from '../model/suggest.ts';
import { idProblem } from './attributes.ts';
import type { Fence } from './fences.ts';
import { destinationOf } from './links.ts';
import { portionMarking } from './portion-marking.ts';
import { type Reading, report } from './reading.ts';

/** One opened directive, with its attributes checked against the row. */
interface Opened {
  readonly fence: Fence;
  readonly reading: Reading;
  readonly position: Position | undefined;
  readonly children: readonly Block[];
  readonly id: string;
  readonly value: (name: string) => string | undefined;
  /** The value of a required attribute; its absence has been reported. */
  readonly required: (name: string) => string;
}

interface Directive {
  readonly id: 'required' | 'optional' | 'none';
  readonly required?: readonly string[];
  readonly optional?: readonly string[];
  /** Whether it gives words of the author's own, so that without any it says nothing; a directive with an id always does. */
  readonly words?: true;
  /** Whether it has no content of its own: always, or where it has the attribute of this name. */
  readonly leaf?: true | string;
  readonly build: (opened: Opened) => DirectiveBlock | undefined;
}

type DirectiveBlock = Exclude<FieldBlock, WithheldNotice>;

function quote({ required, children, reading, position }: Opened): DirectiveBlock | undefined {
  if (!reading.inCorpus) {
    report(
      reading,
      'quote-source',
      { position },
      'A quotation can be checked inside a content folder only; use a block quotation (">").',
    );
    return undefined;
  }
  const from = required('from');
  const destination = destinationOf(reading.file, from);
  if (destination.kind === 'problem') report(reading, destination.rule, { position }, destination.message);
  const { work, edition, clause } = destination.kind === 'corpus' ? destination.target : {};
  if (work !== undefined && edition !== undefined && clause !== undefined) {
    return { type: 'quote', from, source: { work, edition, clause }, children, position };
  }
  if (destination.kind !== 'problem')
    report(reading, 'quote-source', { position }, `The address ${said(from)} names no clause of an edition.`);
  return undefined;
}

function include({ required, reading, position }: Opened): DirectiveBlock | undefined {
  const file = required('file');
  if (!reading.inCorpus) {
    report(reading, 'include-file', { position }, 'A file outside a content folder includes nothing.');
    return undefined;
  }
  const destination = destinationOf(reading.file, file);
  const { work, edition, clause } = destination.kind === 'corpus' ? destination.target : {};
  if (work !== undefined && edition !== undefined && clause === undefined) {
    return { type: 'include', source: { work, edition }, children: [], position };
  }
  const message = destination.kind === 'problem' ? destination.message : `The path ${said(file)} names no passage.`;
  report(reading, destination.kind === 'problem' ? destination.rule : 'include-file', { position }, message);
  return undefined;
}

/** The path of a passage in the folder of withheld passages: lower-case names, as of documents, and nothing that leads elsewhere. */
const PASSAGE = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/){0,8}[a-z0-9]+(?:-[a-z0-9]+)*\.md$/;

function withheld({ fence, required, value, reading, position, children }: Opened): DirectiveBlock {
  const ground = required('ground');
  const file = value('file');
  if (file !== undefined && !PASSAGE.test(file)) {
    const message = 'The path of a passage is made of lower-case letters, digits and hyphens, and ends in ".md".';
    report(reading, 'withheld-file', { position }, message);
  }
  if (ground.trim() === '' && fence.attributes.values.has('ground'))
    report(reading, 'withheld-ground', { position }, 'The passage names no ground.');
  return { type: 'withheld', ground, file, children, position };
}

function outcomeOf(
  written: string | undefined,
  reading: Reading,
  position: Position | undefined,
): AnswerOutcome | undefined {
  const outcome = ANSWER_OUTCOMES.find((known) => known === written);
  if (written !== undefined && !outcome) {
    const near = closest(written, ANSWER_OUTCOMES);
    const likely = near === undefined ? '.' : `; did you mean "${near}"?`;
    const message = `"outcome" must be one of ${ANSWER_OUTCOMES.join(', ')}${likely}`;
    report(reading, 'directive-attribute', { position }, message);
  }
  return outcome;
}

/** The paths of what an outcome led to, with commas between: each names an edition, because readers are shown what changed in it. */
function resultsOf(written: string | undefined, reading: Reading, position: Position | undefined): readonly Result[] {
  const paths = written?.split(',').map((path) => path.trim()) ?? [];
  return paths.flatMap((path) => {
    const destination = destinationOf(reading.file, path);
    const target = destination.kind === 'corpus' ? destination.target : undefined;
    if (reading.inCorpus && target?.edition !== undefined) return [{ ...target, edition: target.edition }];
    if (destination.kind === 'problem') report(reading, destination.rule, { position }, destination.message);
    else report(reading, 'outcome-result', { position }, `The path ${said(path)} names no edition of a document.`);
    return [];
  });
}

export const DIRECTIVES: Readonly<Record<string, Directive>> = {
  principle: {
    id: 'required',
    optional: ['number', 'title'],
    build: ({ id, value, children, position }) => ({
      type: 'principle',
      id,
      number: value('number'),
      title: value('title'),
      children,
      position,
    }),
  },
  clause: {
    id: 'required',
    optional: ['number'],
    build: ({ id, value, children, position }) => ({ type: 'clause', id, number: value('number'), children, position }),
  },
  definition: {
    id: 'required',
    required: ['term'],
    build: ({ id, required, children, position }) => ({
      type: 'definition',
      id,
      term: required('term'),
      children,
      position,
    }),
  },
  question: {
    id: 'required',
    optional: ['number'],
    build: ({ id, value, children, position }) => ({
      type: 'question',
      id,
      number: value('number'),
      children,
      position,
    }),
  },
  answer: {
    id: 'optional',
    required: ['to'],
    optional: ['outcome', 'ground'],
    build: ({ id, required, value, children, position, reading }) => ({
      type: 'answer',
      id: id || `${required('to')}-answer`,
      to: required('to'),
      outcome: outcomeOf(value('outcome'), reading, position),
      ground: value('ground'),
      children,
      position,
    }),
  },
  quote: { id: 'none', required: ['from'], build: quote },
  note: {
    id: 'none',
    optional: ['title'],
    build: ({ value, children, position }) => ({ type: 'note', title: value('title'), children, position }),
  },
  withheld: { id: 'none', required: ['ground'], optional: ['file'], leaf: 'file', build: withheld },
  include: { id: 'none', required: ['file'], leaf: true, build: include },
  'public-interest': {
    id: 'none',
    words: true,
    optional: ['ground'],
    build: ({ value, children, position }) => ({ type: 'publicInterest', ground: value('ground'), children, position }),
  },
  harm: {
    id: 'none',
    words: true,
    optional: ['ground'],
    build: ({ value, children, position }) => ({ type: 'harm', ground: value('ground'), children, position }),
  },
  'review-rights': {
    id: 'none',
    words: true,
    build: ({ children, position }) => ({ type: 'reviewRights', children, position }),
  },
  outcome: {
    id: 'optional',
    required: ['to'],
    optional: ['led-to'],
    build: ({ id, required, value, children, position, reading }) => ({
      type: 'outcome',
      id: id || `${required('to')}-outcome`,
      to: required('to'),
      results: resultsOf(value('led-to'), reading, position),
      children,
      position,
    }),
  },
};

function checkAttributes(directive: Directive, fence: Fence, reading: Reading): void {
  const place = {
    position: { start: { line: fence.open, column: fence.column } },
  };
  const known = [...(directive.required ?? []), ...(directive.optional ?? []), 'marking'];
  const { id, values } = fence.attributes;
  for (const key of values.keys()) {
    if (known.includes(key)) continue;
    const message = `"${fence.name}" has no attribute ${said(key)}; it takes ${known.join(', ')}.`;
    report(reading, 'directive-attribute', place, message);
  }
  for (const key of directive.required ?? []) {
    if (values.has(key)) continue;
    const rule = key === 'ground' ? 'withheld-ground' : 'directive-attribute';
    report(reading, rule, place, `"${fence.name}" needs ${key}="…".`);
  }
  if (id === undefined && directive.id === 'required') {
    report(reading, 'clause-id', place, `"${fence.name}" needs an id, for instance {#${fence.name}-1}.`);
  }
  if (id !== undefined && directive.id === 'none') {
    report(reading, 'directive-attribute', place, `"${fence.name}" takes no id.`);
  }
  if (id !== undefined && !isSlug(id)) report(reading, 'clause-id', place, idProblem(id));
}

/** The block that a fence with these children stands for; `undefined` when its mistakes leave none. `hidden`: it is, or stands in, what is withheld. */
export function readDirective(
  fence: Fence,
  children: readonly Block[],
  position: Position | undefined,
  reading: Reading,
  hidden: boolean,
): Block | undefined {
  const directive = DIRECTIVES[fence.name];
  if (!directive) {
    const known = Object.keys(DIRECTIVES);
    const near = closest(fence.name, known);
    const likely = near ? `did you mean "${near}"?` : `there are ${known.join(', ')}.`;
    report(reading, 'directive-unknown', { position }, `There is no directive ${said(fence.name)}; ${likely}`);
    return undefined;
  }
  checkAttributes(directive, fence, reading);
  const isLeaf =
    directive.leaf === true || (directive.leaf !== undefined && fence.attributes.values.has(directive.leaf));
  if (isLeaf && fence.open !== fence.close && (directive.leaf !== true || children.length > 0))
    report(reading, 'directive-place', { position }, `"${fence.name}" has no content of its own.`);
  if (!isLeaf && fence.open === fence.close) {
    report(
      reading,
      'directive-fence',
      { position },
      `"${fence.name}" opens with three colons or more and is closed by as many.`,
    );
  }
  if ((directive.id !== 'none' || directive.words) && fence.open !== fence.close && children.length === 0) {
    report(reading, 'clause-empty', { position }, `The ${fence.name} has no words.`);
  }
  const { id, values } = fence.attributes;
  const marking = portionMarking(values.get('marking'), reading, { position }, hidden);
  const block = directive.build({
    fence,
    reading,
    position,
    children,
    id: id ?? '',
    value: (name) => values.get(name),
    required: (name) => values.get(name) ?? '',
  });
  return block && marking ? { ...block, marking } : block;
}
