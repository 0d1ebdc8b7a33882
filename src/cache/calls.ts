/**
 * What is asked of the functions of a value while something is made from it, with a digest of their answers: the way in which a
 * key names a function, which has no digest of its own. What was made holds for every value whose functions answer alike.
 */
import { canonical, isPlain } from './canonical.ts';

/** What was asked of which function. */
export type Asked = readonly [name: string, given: readonly unknown[]];

type Digest = (text: string) => string;
type Ask = (...given: readonly unknown[]) => unknown;

/** Names of values in keys: of an object its digest, made once. The same objects are named again and again. */
function naming(digest: Digest): (value: unknown) => string {
  const known = new WeakMap<object, string>();
  return (value) => {
    if (typeof value !== 'object' || value === null) return canonical(value);
    const name = known.get(value) ?? digest(canonical(value));
    known.set(value, name);
    return name;
  };
}

const isAsk = (member: unknown): member is Ask => typeof member === 'function';

/** What a value holds beside its functions. */
export const plain = (value: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => !isAsk(member)));

const isShort = (member: unknown) => member === undefined || typeof member === 'string' || typeof member === 'boolean';

/** Whether JSON tells a value from every other: a text, or an object of texts, as most questions are about. */
function isFlat(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'string';
  return isPlain(value) && Object.values(value).every(isShort);
}

/** A question as text. Hundreds are asked for a page; one whose members stand in another order may have another name. */
const nameOf = (question: Asked): string =>
  question[1].every(isFlat) ? JSON.stringify(question) : canonical(question);

export interface Asking<Value> {
  /** The same value with functions that note what they are asked. */
  readonly value: Value;
  readonly asked: () => readonly Asked[];
}

export function asking<Value extends object>(value: Value): Asking<Value> {
  const noted = new Map<string, Asked>();
  const members = Object.entries(value).map(([name, member]: [string, unknown]) => {
    if (!isAsk(member)) return [name, member];
    const ask: Ask = (...given) => {
      const question: Asked = [name, given];
      noted.set(nameOf(question), question);
      return member(...given);
    };
    return [name, ask];
  });
  // The same members, the functions among them with the same answers.
  return { value: Object.fromEntries(members) as typeof value, asked: () => [...noted.values()] };
}

export interface Calls {
  readonly name: (value: unknown) => string;
  /** A digest of the answers that the functions of a value give to what is asked. */
  readonly answersTo: (value: object, asked: readonly Asked[]) => string;
}

export function openCalls(digest: Digest): Calls {
  const name = naming(digest);
  function answer(value: object, [asked, given]: Asked): string {
    const member: unknown = Reflect.get(value, asked);
    return name(isAsk(member) ? member(...given) : undefined);
  }
  return {
    name,
    answersTo: (value, asked) => digest(asked.map((one) => answer(value, one)).join('\n')),
  };
}
