/**
 * What is asked of the functions of a value while something is made from it, with digests of their answers: the way in which a
 * key names a function, which has no digest of its own. What was made holds for every value whose functions answer alike.
 */
import { canonical } from './canonical.ts';

/** What was asked of which function. */
export type Asked = readonly [name: string, given: readonly unknown[]];

export type Call = readonly [...Asked, answer: string];

type Digest = (text: string) => string;
type Ask = (...given: readonly unknown[]) => unknown;

/** Entries of an index are asked for again and again. */
function digestingOnce(digest: Digest): (value: unknown) => string {
  const known = new WeakMap<object, string>();
  return (value) => {
    if (typeof value !== 'object' || value === null) return digest(canonical(value));
    const before = known.get(value) ?? digest(canonical(value));
    known.set(value, before);
    return before;
  };
}

const isAsk = (member: unknown): member is Ask => typeof member === 'function';

/** What a value holds beside its functions. */
export const plain = (value: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => !isAsk(member)));

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
      noted.set(canonical([name, given]), [name, given]);
      return member(...given);
    };
    return [name, ask];
  });
  // The same members, the functions among them with the same answers.
  return { value: Object.fromEntries(members) as typeof value, asked: () => [...noted.values()] };
}

export interface Calls {
  /** What was asked, with the answers that the functions of a value give to it. */
  readonly answered: (value: object, asked: readonly Asked[]) => readonly Call[];
  /** Whether the functions of a value answer as those did that were noted. */
  readonly answers: (value: object, calls: readonly Call[]) => boolean;
  /** The same, with answers told apart by what `identityOf` says of them where it says something: quicker, and sooner another. */
  readonly identified: (identityOf: (answer: unknown) => string | undefined) => Calls;
}

export function openCalls(
  digest: Digest,
  identityOf: (answer: unknown) => string | undefined = () => undefined,
): Calls {
  const whole = digestingOnce(digest);
  function digestOf(answer: unknown): string {
    const identity = identityOf(answer);
    return identity === undefined ? whole(answer) : digest(`identity ${identity}`);
  }
  function answer(value: object, [name, given]: Asked): string | undefined {
    const member: unknown = Reflect.get(value, name);
    return isAsk(member) ? digestOf(member(...given)) : undefined;
  }
  return {
    answered: (value, asked) => asked.map((one) => [...one, answer(value, one) ?? digestOf(undefined)]),
    answers: (value, calls) => calls.every(([name, given, before]) => answer(value, [name, given]) === before),
    identified: (identity) => openCalls(digest, identity),
  };
}
