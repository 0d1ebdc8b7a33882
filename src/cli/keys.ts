/** `press keys`: keys to sign releases with, in the format of minisign, and the list of those that count. */
import { UsageFault } from '../model/fault.ts';
import { makeKey, PASSWORD_VARIABLE } from '../release/signing/signing.ts';
import { type Command, type Options, textOption, type World } from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { LIST_ACTS, runKeyList } from './key-list.ts';

function make({ host, terminal }: World, options: Options): void {
  const file = textOption(options, 'out');
  if (file === undefined) throw new UsageFault('Say where the key is to stand with --out, outside the content folder.');
  const password = options['encrypt'] ? host.environment(PASSWORD_VARIABLE) : undefined;
  if (options['encrypt'] && !password)
    throw new UsageFault(`Put the password that is to encrypt the key into ${PASSWORD_VARIABLE}.`);
  const { id, secret, open, line } = makeKey(host, file, password);
  terminal.out(`Made the key ${id}.\n\nSecret, for you alone: ${secret}\nFor everybody: ${open}\n\n${line}\n`);
}

async function run(world: World, [act = '', ...words]: readonly string[], options: Options): Promise<Exit> {
  if (act === 'new') make(world, options);
  else if (LIST_ACTS.includes(act)) await runKeyList(world, act, words, options);
  else throw new UsageFault(`There is no "press keys ${act}"; there is ${['new', ...LIST_ACTS].join(', ')}.`);
  return EXIT.fine;
}

export const keys: Command = {
  arguments: '<act> [list] [key]',
  options: [
    {
      flags: '--out <file>',
      summary: 'new: where the secret key is to stand; the public one stands beside it as .pub',
    },
    { flags: '--encrypt', summary: `new: encrypt it with the password in ${PASSWORD_VARIABLE}` },
    { flags: '--from <date>', summary: 'add: from when the key is used' },
    { flags: '--until <date>', summary: 'add, retire: until when it is used' },
    { flags: '--reason <text>', summary: 'revoke: why no signature of the key counts any more, of whatever date' },
    { flags: '--key <file>', summary: 'sign: the secret root key' },
    { flags: '--root <file>', summary: 'show: the public root key, to see whether the list is signed with it' },
  ],
  examples: [
    'press keys new --out ~/press.key',
    'press keys add keys.json press.pub --from 2025-01-01',
    'press keys retire keys.json 2949B970935F4849 --until 2026-12-31',
    'press keys revoke keys.json 2949B970935F4849 --reason "The key was copied."',
    'press keys sign keys.json --key ~/root.key',
    'press keys show keys.json --root root.pub',
  ],
  run,
};
