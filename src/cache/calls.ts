/**
 * What is asked of the functions of a value while something is made from it, with digests of their answers: the way in which a
 * key names a function, which has no digest of its own. What was made holds for every value whose functions answer alike.
 */
import { canonical } from './canonical.ts';

export type Call = readonly [name: string, given: readonly unknown[], answer: string];

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

export interface Asked<Value> {
  /** The same value with functions that note what they are asked. */
  readonly value: Value;
  readonly calls: () => readonly Call[];
}

export interface Calls {
  /** What a value holds beside its functions. */
  readonly plain: (value: object) => unknown;
  readonly noting: <Value extends object>(value: Value) => Asked<Value>;
  /** Whether the functions of a value answer as those did that were noted. */
  readonly answers: (value: object, calls: readonly Call[]) => boolean;
}

export function openCalls(digest: Digest): Calls {
  const digestOf = digestingOnce(digest);
  return {
    plain: (value) => Object.fromEntries(Object.entries(value).filter(([, member]) => !isAsk(member))),
    noting(value) {
      const noted = new Map<string, Call>();
      const members = Object.entries(value).map(([name, member]: [string, unknown]) => {
        if (!isAsk(member)) return [name, member];
        const asking: Ask = (...given) => {
          const answer = member(...given);
          noted.set(canonical([name, given]), [name, given, digestOf(answer)]);
          return answer;
        };
        return [name, asking];
      });
      // The same members, the functions among them with the same answers.
      return { value: Object.fromEntries(members) as typeof value, calls: () => [...noted.values()] };
    },
    answers(value, calls) {
      return calls.every(([name, given, answer]) => {
        const member: unknown = Reflect.get(value, name);
        return isAsk(member) && digestOf(member(...given)) === answer;
      });
    },
  };
}
