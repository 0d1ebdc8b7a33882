// The words of one document to its clauses in which something stands that was asked for, each with an excerpt.

import { wordsIn } from './search-words.js';

/** Words of an excerpt, and of these how many before the first that was found. */
const WORDS = 32;
const BEFORE = 8;

/** Which part of the question each word of a paragraph answers, if any. */
function answered(words, question, termOf) {
  const terms = words.map(({ word }) => termOf(word));
  const found = words.map(() => undefined);
  for (const [index, { terms: wanted, start }] of question.entries()) {
    for (let at = 0; at + wanted.length <= terms.length; at++) {
      const same = wanted.every((term, step) => terms[at + step] === term);
      if (same) found.fill(index, at, at + wanted.length);
      else if (start && terms[at].startsWith(start)) found[at] = index;
    }
  }
  return found;
}

const kinds = (found) => new Set(found.filter((one) => one !== undefined)).size;

/** Where most of the question is answered by the fewest words; the earliest of these places. */
function bestStart(found) {
  let best = { start: 0, answers: 0, reach: 0 };
  for (const [start, one] of found.entries()) {
    if (one === undefined) continue;
    const known = new Set();
    let reach = 0;
    for (let step = 0; step < WORDS - BEFORE; step++) {
      const answer = found[start + step];
      if (answer === undefined || known.has(answer)) continue;
      known.add(answer);
      reach = step;
    }
    const better = known.size > best.answers || (known.size === best.answers && reach < best.reach);
    if (better) best = { start, answers: known.size, reach };
  }
  return Math.max(0, Math.min(best.start - BEFORE, found.length - WORDS));
}

/** The words of a part, and what each of them answers; nothing that is looked for goes from one paragraph to the next. */
function wordsOf(text, question, termOf) {
  const words = [];
  const found = [];
  let from = 0;
  for (const line of text.split('\n')) {
    const own = [...wordsIn(line)];
    found.push(...answered(own, question, termOf));
    words.push(...own.map((one) => ({ from: one.from + from, to: one.to + from })));
    from += line.length + 1;
  }
  return { words, found };
}

/** Pieces of text by turns: as it stands, found, as it stands; with dots where words are left out. */
function excerpt(text, words, found) {
  const start = bestStart(found);
  const end = Math.min(words.length, start + WORDS);
  const pieces = [];
  let at = start > 0 ? words[start].from : 0;
  for (let index = start; index < end; index++) {
    if (found[index] === undefined) continue;
    pieces.push(text.slice(at, words[index].from), text.slice(words[index].from, words[index].to));
    at = words[index].to;
  }
  const whole = end === words.length;
  pieces.push(text.slice(at, whole ? undefined : words[end - 1].to) + (whole ? '' : '…'));
  if (start > 0) pieces[0] = `…${pieces[0]}`;
  return pieces;
}

/** Clauses that answer more of the question come first; otherwise they stand as in the document. */
export function excerptsOf({ parts }, question, termOf) {
  const all = parts.map(({ id, name, words: whole }) => {
    const inWhole = wordsOf(whole, question, termOf);
    // A heading is not said twice, unless it alone has what is looked for.
    const rest = whole.startsWith(`${name}\n`) ? whole.slice(name.length + 1) : whole;
    const inRest = rest === whole ? inWhole : wordsOf(rest, question, termOf);
    const isHeaded = kinds(inRest.found) < kinds(inWhole.found);
    const text = isHeaded ? whole : rest;
    const { words, found } = isHeaded ? inWhole : inRest;
    const named = id === undefined ? [] : answered([...wordsIn(name)], question, termOf);
    return { id, name, answers: kinds([...found, ...named]), pieces: () => excerpt(text, words, found) };
  });
  const shown = all.filter(({ answers }) => answers > 0).toSorted((a, b) => b.answers - a.answers);
  // What is found in the title alone is shown by its first words.
  return shown.length > 0 ? shown : all.slice(0, 1);
}
