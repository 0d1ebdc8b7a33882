/** The schemes that the program brings, for tests that judge a marking, and markings of the newest. */
import { machine } from '../../src/host.ts';
import type { Marking } from '../../src/model/marking.ts';
import { parseMarking } from '../../src/model/parse-marking.ts';
import type { MarkingScheme } from '../../src/model/schemes.ts';
import { broughtSchemes } from '../../src/read/read.ts';

export const SCHEMES = broughtSchemes(machine);

/** The scheme of the file `schemes/marking-NAME.yaml`. */
export function scheme(name: string): MarkingScheme {
  const found = SCHEMES.markings.find(({ file }) => file === `schemes/marking-${name}.yaml`);
  if (!found) throw new Error(`no scheme ${name}`);
  return found;
}

export function marking(text: string): Marking {
  const { marking: parsed, faults } = parseMarking(text, scheme('2023'));
  if (!parsed || faults.length > 0) throw new Error(`not a marking: ${text}`);
  return parsed;
}
