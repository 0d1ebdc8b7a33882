/** `press keys add|retire|revoke|sign|show`: the list of keys that readers trust by one root key, for as long as keys come and go. */
import { type Host, replaceFile } from '../host.ts';
import type { PartialDate } from '../model/date.ts';
import { UsageFault } from '../model/fault.ts';
import { openKey, openPublicKey, signFile } from '../release/signing/signing.ts';
import {
  addKey,
  changeKey,
  formatKeyList,
  KEY_LIST_COMMENT,
  keysOfList,
  parseKeyList,
  type TrustedKey,
} from '../release/verify/verify.ts';
import { dateOption, type Options, textOption, type World } from './command.ts';

function bytesOf(host: Host, list: string): Uint8Array {
  if (host.kind(list) !== 'file')
    throw new UsageFault(`There is no list of keys "${list}"; "press keys add" begins one.`);
  return host.read(list);
}

function keysIn(host: Host, list: string): readonly TrustedKey[] {
  const keys = parseKeyList(bytesOf(host, list));
  if ('problem' in keys) throw new UsageFault(`"${list}" is no list of keys: ${keys.problem}.`);
  return keys;
}

/** What each key is for, as people read it. */
function lineOf({ id, from, until, revoked }: TrustedKey): string {
  const dates = [from && `from ${from}`, until && `until ${until}`].filter(Boolean).join(' ');
  return `${id}  ${revoked ? `revoked: ${revoked.reason}` : dates || 'in use'}\n`;
}

interface Edit {
  readonly world: World;
  readonly list: string;
  /** The key that is meant: its file or its id. */
  readonly key: string;
  readonly options: Options;
}

function needed<Value>(value: Value | undefined, sentence: string): Value {
  if (value === undefined || value === '') throw new UsageFault(sentence);
  return value;
}

const EDITS: Readonly<Record<string, (edit: Edit) => readonly TrustedKey[]>> = {
  add: ({ world: { host }, list, key, options }) => {
    const dates = { from: dateOption(options, 'from'), until: dateOption(options, 'until') };
    const keys = host.kind(list) === undefined ? [] : keysIn(host, list);
    return addKey(keys, { ...openPublicKey(host, needed(key, 'Name the public key file after the list.')), ...dates });
  },
  retire: ({ world: { host }, list, key, options }) => {
    const until: PartialDate = needed(dateOption(options, 'until'), 'Say until when the key was used: --until DATE.');
    return changeKey(keysIn(host, list), key, { until });
  },
  revoke: ({ world: { host }, list, key, options }) => {
    const reason = needed(textOption(options, 'reason'), 'Say why the key no longer counts: --reason TEXT.');
    return changeKey(keysIn(host, list), key, { revoked: { reason } });
  },
};

async function sign({ host, terminal }: World, list: string, options: Options): Promise<void> {
  const keys = keysIn(host, list);
  const { ask } = terminal;
  const root = await openKey(host, textOption(options, 'key'), ask && (() => ask('Password of the root key: ')));
  if (!root) throw new UsageFault('Name the secret root key with --key.');
  if (keys.some(({ id }) => id === root.id))
    throw new UsageFault(
      `The key ${root.id} is in the list itself. A root key signs the list and nothing else: make one with "press keys new", and keep it away from the server that makes releases.`,
    );
  const signature = signFile(bytesOf(host, list), root, KEY_LIST_COMMENT);
  replaceFile(host, `${list}.minisig`, new TextEncoder().encode(signature));
  terminal.out(`Signed ${list} with the root key ${root.id}: publish it with ${list}.minisig.\n`);
}

function show({ host, terminal }: World, list: string, options: Options): void {
  const root = textOption(options, 'root');
  terminal.out((root === undefined ? keysIn(host, list) : keysOfList(host, list, root)).map(lineOf).join(''));
}

export const LIST_ACTS = [...Object.keys(EDITS), 'sign', 'show'];

/** `words` are the list and, where one is meant, the key. */
export async function runKeyList(world: World, act: string, words: readonly string[], options: Options): Promise<void> {
  const [list = '', key = ''] = words;
  needed(list, 'Name the list of keys, such as keys.json.');
  if (act === 'sign') return sign(world, list, options);
  if (act === 'show') return show(world, list, options);
  const keys = EDITS[act]?.({ world, list, key, options }) ?? [];
  replaceFile(world.host, list, formatKeyList(keys));
  world.terminal.out(`${keys.map(lineOf).join('')}\nSign it: press keys sign ${list} --key ROOT.key\n`);
}
