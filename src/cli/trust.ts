/** Whose signature is to be trusted, and where the release stands, as the user names them. */
import path from 'node:path';
import type { Host } from '../host.ts';
import { UsageFault } from '../model/fault.ts';
import { openPublicKey, PUBLIC_VARIABLE } from '../release/signing/signing.ts';
import { keysOfList, type Trust } from '../release/verify/verify.ts';
import { type CommandOption, type Options, textOption } from './command.ts';

export const TRUST_OPTIONS: readonly CommandOption[] = [
  { flags: '--key <file>', summary: `the public key of the publisher (default: the one in ${PUBLIC_VARIABLE})` },
  { flags: '--keys <file>', summary: 'a list of public keys, signed by the root key' },
  { flags: '--root <file>', summary: 'the public root key that signed the list of keys' },
];

/** The keys that are named; `undefined` where none is. */
export function trustFrom(host: Host, options: Options): Trust {
  const [key, list, root] = ['key', 'keys', 'root'].map((name) => textOption(options, name));
  if (list !== undefined) {
    if (root === undefined) throw new UsageFault('Say which root key has signed the list of keys: --root FILE.');
    return keysOfList(host, list, root);
  }
  const named = key ?? host.environment(PUBLIC_VARIABLE);
  return named ? [openPublicKey(host, named)] : undefined;
}

/** A folder itself, where a name leads to it by one link, as `dist` does. */
export function folderAt(host: Host, place: string): string | undefined {
  const target = host.kind(place) === 'link' ? path.join(path.dirname(place), host.readLink(place)) : place;
  return host.kind(target) === 'folder' ? target : undefined;
}
