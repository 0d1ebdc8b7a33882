/**
 * The key that a release is signed with: from a file that only its owner may read, as ssh asks it, or from the environment, where build
 * servers keep secrets. What is wrong with it is wrong use, told in a sentence that repeats none of it.
 */
import type { Host } from '../../host.ts';
import { UsageFault } from '../../model/fault.ts';
import { formatPublicKey, type Parsed, parsePublicKey, type PublicKey } from './minisign.ts';
import { formatSecretKey, isEncrypted, newKey, parseSecretKey, type SecretKey } from './secret-key.ts';

/** Holds what is in a secret key file. */
export const KEY_VARIABLE = 'PRESS_KEY';
export const PASSWORD_VARIABLE = 'PRESS_KEY_PASSWORD';
/** Names a public key file, or is a public key. */
export const PUBLIC_VARIABLE = 'PRESS_PUBLIC_KEY';

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function sound<Value>(read: Parsed<Value>, what: string): Exclude<Value, { readonly problem: string }> {
  if (read instanceof Object && 'problem' in read) throw new UsageFault(`${what} cannot be used: ${read.problem}.`);
  return read as Exclude<Value, { readonly problem: string }>; // a problem was thrown
}

function secretText(host: Host, file: string): string {
  const kind = host.kind(file);
  if (kind === undefined) throw new UsageFault(`There is no key file "${file}"; "press keys new" makes one.`);
  if (kind === 'folder') throw new UsageFault(`"${file}" is a folder; name the secret key file itself.`);
  // A public key may be read by everybody: to close it to others would mend nothing.
  if (!('problem' in parsePublicKey(textOf(host.read(file)))))
    throw new UsageFault(`"${file}" is a public key, which signs nothing; name the secret key file.`);
  if (host.isOpenToOthers(file))
    throw new UsageFault(`Others may read or change the key file "${file}", so it is not used. Run: chmod 600 ${file}`);
  return textOf(host.read(file));
}

/** Asks for the password of an encrypted key; `undefined` where nobody can be asked. */
export type AskPassword = () => Promise<string | undefined>;

/** The key in a file or, without one, in the environment; `undefined` where there is none. */
export async function openKey(host: Host, file: string | undefined, ask?: AskPassword): Promise<SecretKey | undefined> {
  const variable = host.environment(KEY_VARIABLE);
  const text = file === undefined ? variable : secretText(host, file);
  if (text === undefined || text.trim() === '') return undefined;
  const what = file === undefined ? `The key in ${KEY_VARIABLE}` : `The key file "${file}"`;
  const given = host.environment(PASSWORD_VARIABLE);
  const password = isEncrypted(text) ? (given ?? (await ask?.())) : undefined;
  if (isEncrypted(text) && password === undefined)
    throw new UsageFault(`${what} is encrypted: put its password into ${PASSWORD_VARIABLE}.`);
  return sound(parseSecretKey(text, password), what);
}

/** A public key by its file or by itself. */
export function openPublicKey(host: Host, named: string): PublicKey {
  const isFile = host.kind(named) === 'file';
  if (!isFile && !/^[A-Za-z0-9+/=]{56}$/.test(named)) throw new UsageFault(`There is no public key file "${named}".`);
  return sound(parsePublicKey(isFile ? textOf(host.read(named)) : named), `The public key "${named}"`);
}

export interface KeyFiles {
  readonly id: string;
  readonly secret: string;
  readonly open: string;
  /** The public key as one line, for those who are to trust it. */
  readonly line: string;
}

/** Makes a key: a secret file for its owner only, and a public one beside it. Files that exist are never written over. */
export function makeKey(host: Host, file: string, password: string | undefined): KeyFiles {
  const open = `${file.replace(/\.key$/, '')}.pub`;
  for (const one of [file, open])
    if (host.kind(one) !== undefined) throw new UsageFault(`"${one}" exists, and a key is never written over.`);
  const key = newKey(host.random);
  const text = formatPublicKey(key);
  const encoder = new TextEncoder();
  host.create(file, encoder.encode(formatSecretKey(key, password, host.random)), 'secret');
  host.create(open, encoder.encode(text));
  return { id: key.id, secret: file, open, line: text.split('\n')[1] ?? '' };
}
