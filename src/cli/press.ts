#!/usr/bin/env node
/** The program: the command line run once, on this machine and terminal. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { machine } from '../host.ts';
import { main } from './cli.ts';
import { terminal } from './terminal.ts';

/**
 * What V8 takes for granted does not suit a program that makes thousands of documents one after another. Code that runs often is made
 * faster on other cores and in each thread anew, which pays for code that runs for longer: with four times V8's own figure a build of
 * few documents takes a sixth less of all cores, and one of many no more.
 */
setFlagsFromString('--interrupt-budget=300000');

/**
 * By how much a heap may grow beyond what lives in it before it is swept up, in per cent. V8 goes up to 300: with 60 a build of thousands
 * takes half the memory, and 3 % more time. Of few documents so little lives in it that with 60 it is swept up every second, and with it
 * goes the faster code of functions that nothing refers to just then, to be made again each time: a twelfth of the time of all cores.
 */
const GROWTH = { few: 300, many: 60 } as const;
const MOST_OF_FEW = 2000;

const foresee = (documents: number): void =>
  setFlagsFromString(`--heap-growing-percent=${documents > MOST_OF_FEW ? GROWTH.many : GROWTH.few}`);
foresee(0);
const host = { ...machine, process: { ...machine.process, foresee } };

/** Bytes of what is gone that a heap may hold: of a large one 60 per cent are much, and to clear it away more often takes hardly longer. */
const MOST_GONE = 64e6;

setInterval(() => {
  const percent = Math.min(60, Math.round((100 * MOST_GONE) / getHeapStatistics().used_heap_size));
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}, 1000).unref();

// A reader that closes its end early (`press diff … | head`) is no fault.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  process.exit(cause.code === 'EPIPE' ? 0 : 3);
});

process.exitCode = await main(process.argv.slice(2), { host, terminal });
