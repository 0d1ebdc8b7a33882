/** Where the values of front matter stand, by path: a value that can be kept and handed on, and the way to ask it. */
import type { Place } from './document.ts';

export interface Places {
  readonly start: Place;
  /** By `placeKey`. */
  readonly at: Readonly<Record<string, Place>>;
}

export const placeKey = (path: readonly PropertyKey[]): string => JSON.stringify(path.map(String));

/** The place of a value by its path; of a missing one the place of what should hold it. */
export function placeIn(places: Places, path: readonly PropertyKey[]): Place;
export function placeIn(places: Places | undefined, path: readonly PropertyKey[]): Place | undefined;
export function placeIn(places: Places | undefined, path: readonly PropertyKey[]): Place | undefined {
  if (!places) return undefined;
  for (let length = path.length; length >= 0; length--) {
    const key = placeKey(path.slice(0, length));
    if (Object.hasOwn(places.at, key)) return places.at[key];
  }
  return places.start;
}
