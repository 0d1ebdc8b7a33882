/** `press keys new`: a key to sign releases with, in the format of minisign. */
import { UsageFault } from '../model/fault.ts';
import { makeKey, PASSWORD_VARIABLE } from '../release/signing/signing.ts';
import { type Command, type Options, textOption, type World } from './command.ts';
import { EXIT, type Exit } from './exit.ts';

async function run({ host, terminal }: World, [what]: readonly string[], options: Options): Promise<Exit> {
  if (what !== 'new') throw new UsageFault(`There is no "press keys ${what}"; there is "press keys new".`);
  const file = textOption(options, 'out');
  if (file === undefined) throw new UsageFault('Say where the key is to stand with --out, outside the content folder.');
  const password = options['encrypt'] ? host.environment(PASSWORD_VARIABLE) : undefined;
  if (options['encrypt'] && !password)
    throw new UsageFault(`Put the password that is to encrypt the key into ${PASSWORD_VARIABLE}.`);
  const { id, secret, open, line } = makeKey(host, file, password);
  terminal.out(`Made the key ${id}.\n\nSecret, for you alone: ${secret}\nFor everybody: ${open}\n\n${line}\n`);
  return EXIT.fine;
}

export const keys: Command = {
  arguments: '<new>',
  options: [
    { flags: '--out <file>', summary: 'where the secret key is to stand; the public one stands beside it as .pub' },
    { flags: '--encrypt', summary: `encrypt it with the password in ${PASSWORD_VARIABLE}` },
  ],
  examples: ['press keys new --out ~/press.key'],
  run,
};
