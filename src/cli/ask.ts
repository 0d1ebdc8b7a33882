/**
 * Questions to whoever sits at the terminal. A wrong answer is told and asked for again; an empty one, and the end of the input, leave
 * the question open. Where no person looks on there is nobody to ask, and nothing waits.
 */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** Puts a question; `undefined` when the input has ended. */
export type Ask = (question: string) => Promise<string | undefined>;

export interface Question {
  readonly about: string;
  /** Any of them may be answered by its number. */
  readonly choices?: readonly string[] | undefined;
  /** Why an answer cannot be used, in a sentence. */
  readonly problem: (answer: string) => string | undefined;
}

function worded({ about, choices = [] }: Question): string {
  const numbered = choices.map((choice, index) => `  ${index + 1}  ${choice}\n`).join('');
  return choices.length > 0 ? `${about}:\n${numbered}> ` : `${about}: `;
}

/** The answer, or `undefined` where it is left open. */
export async function askFor(ask: Ask, question: Question): Promise<string | undefined> {
  for (let words = worded(question); ;) {
    const typed = (await ask(words))?.trim();
    if (typed === undefined || typed === '') return undefined;
    const answer = question.choices?.[Number(typed) - 1] ?? typed;
    const problem = question.problem(answer);
    if (problem === undefined) return answer;
    words = `${problem}\n${question.choices ? '> ' : `${question.about}: `}`;
  }
}

/**
 * Asks on a pair of streams. Lines that come before their question are kept for it. The input is left alone between questions, so
 * that it keeps no program from ending.
 */
export function asker(input: Readable, output: Writable): Ask {
  const lines: string[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  let reading: ReturnType<typeof createInterface> | undefined;
  function open(): NonNullable<typeof reading> {
    const made = createInterface({ input, terminal: false });
    made.on('line', (line) => {
      lines.push(line);
      wake?.();
    });
    made.on('close', () => {
      ended = true;
      wake?.();
    });
    return made;
  }
  return async (question) => {
    output.write(question);
    reading ??= open();
    if (!ended) reading.resume();
    while (lines.length === 0 && !ended) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (!ended) reading.pause();
    const line = lines.shift();
    if (line === undefined) output.write('\n');
    return line;
  };
}
