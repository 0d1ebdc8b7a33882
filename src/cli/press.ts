#!/usr/bin/env node
/** The program: the command line run once, on this machine and terminal. */
import { setFlagsFromString } from 'node:v8';
import { machine } from '../host.ts';
import { main } from './cli.ts';
import { terminal } from './terminal.ts';

/**
 * V8 makes code that runs often faster, on other cores and in each thread anew, which pays for code that runs for longer than it takes
 * for granted. With this, four times its own figure, a build of few documents takes a sixth less of all cores, and one of many no more.
 */
setFlagsFromString('--interrupt-budget=300000');

// A reader that closes its end early (`press diff … | head`) is no fault.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  process.exit(cause.code === 'EPIPE' ? 0 : 3);
});

process.exitCode = await main(process.argv.slice(2), { host: machine, terminal });
