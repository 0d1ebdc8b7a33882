#!/usr/bin/env node
/** The program: the command line run once, on this machine and terminal. */
import { machine } from '../host.ts';
import { main } from './cli.ts';
import { terminal } from './terminal.ts';

// A reader that closes its end early (`press diff … | head`) is no fault.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  process.exit(cause.code === 'EPIPE' ? 0 : 3);
});

process.exitCode = await main(process.argv.slice(2), { host: machine, terminal });
