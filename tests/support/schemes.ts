/** The schemes that the program brings, for tests that judge a marking. */
import { machine } from '../../src/host.ts';
import { broughtSchemes } from '../../src/read/read.ts';

export const SCHEMES = broughtSchemes(machine);
