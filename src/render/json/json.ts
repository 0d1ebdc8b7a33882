/**
 * Editions and comparisons as JSON for programs: keys in a fixed order, two spaces, a newline at the end. What is absent is left
 * out; all text is NFC with single spaces.
 */
import { clausesOf, type Clause } from '../../model/clauses.ts';
import {
  CHANGE_KINDS,
  FATES,
  type Change,
  type ComparedEdition,
  type ComparedPart,
  type ComparedSide,
  type Comparison,
  type Operation,
} from '../../model/comparison.ts';
import type { Cleared } from '../../model/edition.ts';
import { type Since, sinceIn, titleOfClause } from '../../model/history.ts';
import { addressOf, formatIdentifier } from '../../model/identifier.ts';
import type { Part } from '../../model/ledger.ts';
import { formatMarking, type Marking } from '../../model/marking.ts';
import { markingsOfClauses } from '../../model/portions.ts';
import { shownText } from '../../model/shown-text.ts';
import { factsDuring, isPublished, type Surroundings } from '../../model/surroundings.ts';
import { scheduleOf } from '../schedule.ts';
import { TEXT_LABEL } from '../wording.ts';

/** Objects keep the order in which their keys are written below; `undefined` is left out by `JSON.stringify`. */
function printed(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/* ---- an edition ---- */

function sinceValue(since: Since | undefined): object | undefined {
  return since && { edition: since.edition, how: since.how, moved: since.moved };
}

interface ClauseFacts {
  readonly marking?: Marking | undefined;
  readonly since?: Since | undefined;
}

/** What an answer or outcome belongs to, and what it says became of that. */
function repliedValue({ node }: Clause): object {
  if (node.type === 'answer') return { to: node.to, outcome: node.outcome };
  if (node.type !== 'outcome') return {};
  const results = node.results?.map(({ work, edition, clause }) => `${work}@${edition}${clause ? `#${clause}` : ''}`);
  return { to: node.to, ledTo: results && results.length > 0 ? results : undefined };
}

function clauseValue(clause: Clause, edition: Cleared, around: Surroundings, { marking, since }: ClauseFacts): object {
  const { family, work, edition: name } = edition;
  return {
    id: clause.id,
    kind: clause.kind,
    number: clause.number,
    title: titleOfClause(clause),
    marking: marking && formatMarking(marking),
    ...repliedValue(clause),
    text: shownText(clause.blocks),
    address: isPublished(around)
      ? around.publication.baseAddress + addressOf({ family, work, edition: name, clause: clause.id })
      : undefined,
    since: sinceValue(since),
  };
}

/** The facts of an edition that is part of a site. */
function publicationValue({ family, work, edition, matter, standing }: Cleared, { publication }: Surroundings): object {
  return {
    address: publication.baseAddress + addressOf({ family, work, edition }),
    publisher: publication.publisher,
    dates: {
      date: standing.date,
      created: matter.dateCreated,
      asPrinted: matter.dateAsPrinted,
      phases: standing.phases.map(({ from, label, kind, reason }) => ({ from, label, kind, reason })),
    },
  };
}

/** Words that stand in no clause, such as a letterhead above the first heading. */
function openingText(body: Cleared['body']): string | undefined {
  const clauses = clausesOf(body);
  const inside = new Set(clauses.flatMap(({ node, blocks }) => [node, ...blocks]));
  return shownText(body.filter((block) => !inside.has(block))) || undefined;
}

/** The schedule of what is withheld; absent where nothing is. */
function withheldValue(edition: Cleared): readonly object[] | undefined {
  const rows = scheduleOf(edition).map(({ number, place, clause, ground, kind, publicInterest, marking }) => {
    return { number, place, clause, ground, exemption: kind, publicInterest, marking };
  });
  return rows.length > 0 ? rows : undefined;
}

/** Absent where nothing was corrected. */
function correctionValues({ corrections = [] }: Surroundings): readonly object[] | undefined {
  const version = (part: Part | undefined) => part && { text: part.text, sha256: part.sha256, beside: part.beside };
  const values = corrections.map(({ date, reason, parts, before, after }) => ({
    date,
    reason,
    changes: parts.map(({ kind, id, old, new: newer }) => ({ kind, id, old: version(old), new: version(newer) })),
    digests: { before, after },
  }));
  return values.length > 0 ? values : undefined;
}

/** One edition: its facts, its clauses in reading order with their permanent addresses, and where its words come from. */
export function editionJson(edition: Cleared, around: Surroundings): string {
  const { matter, standing, family, work, edition: name } = edition;
  const identifier = { family, work, edition: name };
  const label = TEXT_LABEL[matter.text];
  const since = sinceIn(around.history, name);
  const phase = around.work.editions.find((card) => card.edition === name)?.phase;
  const markings = markingsOfClauses(edition.body, edition.unmarked);
  const facts = ({ id, node }: Clause): ClauseFacts => ({ marking: markings.get(node), since: since.get(id) });
  return printed({
    identifier: formatIdentifier(identifier),
    title: matter.title,
    summary: matter.summary,
    language: matter.language,
    ...(isPublished(around) && publicationValue(edition, around)),
    view: around.publication.pastDay && { day: around.publication.pastDay, notes: matter.pastNotes },
    marking: formatMarking(matter.classification),
    markingOriginal: matter.classificationOriginal && formatMarking(matter.classificationOriginal),
    markingAsPrinted: matter.classificationAsPrinted,
    markingNotes: matter.classificationNotes.length > 0 ? matter.classificationNotes : undefined,
    control: standing.control.map(({ label: row, value }) => ({ label: row, value })),
    facts: factsDuring(standing.facts, phase).map(({ label: row, value }) => ({ label: row, value })),
    text: { status: matter.text, label: label?.long },
    opening: openingText(edition.body),
    clauses: clausesOf(edition.body).map((clause) => clauseValue(clause, edition, around, facts(clause))),
    withheld: withheldValue(edition),
    footnotes: edition.footnotes.map(({ children }, index) => ({ number: index + 1, text: shownText(children) })),
    changes: matter.changes.map(({ note, clauses, minor }) => ({ note, clauses, minor })),
    corrections: correctionValues(around),
    interventions: matter.interventions,
    sources: matter.textSource,
  });
}

/* ---- a comparison ---- */

function editionValue({ identifier, title, marking, text }: ComparedEdition): object {
  return { identifier, title, marking: formatMarking(marking), text };
}

function sideValue(side: ComparedSide | undefined): object | undefined {
  return side && { clause: side.clause, number: side.number, marking: side.marking, text: side.text };
}

function partValue({ side, clause, number, index, text }: ComparedPart): object {
  return { side, clause, number, index, text };
}

function operationValue({ op, text, link, emphasis }: Operation): object {
  return { op, text, link, emphasis };
}

function changeValue(change: Change): object {
  return {
    fate: change.fate,
    block: change.block,
    kinds: change.kinds,
    old: sideValue(change.old),
    new: sideValue(change.new),
    ops: change.ops?.map(operationValue),
    parts: change.parts?.map(partValue),
  };
}

/** Every change of a comparison, from the operations that all other forms are made from. */
export function comparisonJson(comparison: Comparison): string {
  const { fates, kinds } = comparison.summary;
  return printed({
    old: editionValue(comparison.old),
    new: editionValue(comparison.new),
    summary: {
      fates: Object.fromEntries(FATES.map((fate) => [fate, fates[fate]])),
      kinds: Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, kinds[kind]])),
    },
    changes: comparison.changes.map(changeValue),
  });
}
