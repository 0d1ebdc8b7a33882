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
 * Bytes of what is gone that a heap may hold before it is swept up. V8 allows three times what lives in it: of thousands of documents that
 * is half a gigabyte, and to sweep more often costs hardly anything. A small heap has more room than it would need: each time it is swept
 * up the faster code of functions goes that nothing refers to just then, to be made again.
 */
const MOST_GONE = 80e6;
/** In per cent of what lives. */
const GROWTH = { least: 20, most: 300 };

function limitHeap(): void {
  const percent = Math.round((100 * MOST_GONE) / getHeapStatistics().used_heap_size);
  setFlagsFromString(`--heap-growing-percent=${Math.max(GROWTH.least, Math.min(GROWTH.most, percent))}`);
}

limitHeap();
setInterval(limitHeap, 1000).unref();

// A reader that closes its end early (`press diff … | head`) is no fault.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  process.exit(cause.code === 'EPIPE' ? 0 : 3);
});

process.exitCode = await main(process.argv.slice(2), { host: machine, terminal });
