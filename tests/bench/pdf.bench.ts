/**
 * How fast PDFs are made, how large they are and how much memory they take, beside bare pdfkit with the same text. Each figure
 * comes from a process of its own; the two are run in turns, so that whatever else the machine does falls on both. Only ratios
 * carry over from one machine to another. Made of counters: always the same documents. The numbers of documents and of rounds may
 * follow: `npm run bench:pdf -- 1000 5`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine } from '../../src/host.ts';
import { editionPdf } from '../../src/render/pdf/pdf.ts';
import { openPress } from '../../src/render/press.ts';
import { surroundings } from '../support/edition.ts';
import { barePdf } from './bare-pdfkit.ts';
import { guidance } from './guidance.ts';
import { median } from './median.ts';

const WORDS = 1500;
/** About what a page holds. */
const WORDS_A_PAGE = 340;

interface Figures {
  readonly cpu: number;
  readonly wall: number;
  readonly bytes: number;
  readonly pages: number;
  readonly peak: number;
}

type Engine = 'press' | 'bare';

/** In the child: the time from editions in memory to files on the disk. Fonts are opened in it, but not for a single document. */
async function measured(engine: Engine, count: number, words: number): Promise<Figures> {
  const editions = Array.from({ length: count }, (_, index) => guidance(index + 1, words));
  const arounds = editions.map((edition) => surroundings(edition));
  const folder = mkdtempSync(path.join(tmpdir(), 'press-bench-'));
  let [bytes, pages] = [0, 0];
  const write = (pdf: Uint8Array, index: number): void => {
    writeFileSync(path.join(folder, `${index}.pdf`), pdf);
    bytes += pdf.length;
  };
  let started = { cpu: process.cpuUsage(), wall: performance.now() };
  if (engine === 'press') {
    const press = openPress(machine);
    const setting = { fonts: await press.fonts(), style: press.style };
    if (count === 1) {
      // How time grows with length shows only once what every process does at its start is done.
      const opening = guidance(2, WORDS * 10);
      await editionPdf(opening, surroundings(opening), setting);
      started = { cpu: process.cpuUsage(), wall: performance.now() };
    }
    for (const [index, edition] of editions.entries()) {
      const around = arounds[index];
      if (!around) continue;
      const made = await editionPdf(edition, around, setting);
      pages += made.pages;
      write(made.bytes, index);
    }
  } else {
    const resolve = createRequire(import.meta.url).resolve;
    const sans = (name: string) => resolve(`@expo-google-fonts/source-sans-3/${name}/SourceSans3_${name}.ttf`);
    const files = { regular: sans('400Regular'), bold: sans('600SemiBold'), italic: sans('400Regular_Italic') };
    for (const [index, edition] of editions.entries()) write(await barePdf(edition, files), index);
  }
  const { user, system } = process.cpuUsage(started.cpu);
  const wall = (performance.now() - started.wall) / 1000;
  rmSync(folder, { recursive: true });
  return { cpu: (user + system) / 1e6, wall, bytes, pages, peak: process.resourceUsage().maxRSS / 1024 };
}

function run(engine: Engine, count: number, words: number): Figures {
  const self = fileURLToPath(import.meta.url);
  const printed = execFileSync(process.execPath, [self, engine, String(count), String(words)], { encoding: 'utf8' });
  return JSON.parse(printed) as Figures;
}

const say = (line: string): void => console.log(line);

function documents(count: number, rounds: number): void {
  const turns = Array.from({ length: rounds }, () => ({
    press: run('press', count, WORDS),
    bare: run('bare', count, WORDS),
  }));
  const of = (engine: Engine, name: keyof Figures) => median(turns.map((turn) => turn[engine][name]));
  const [cpu, wall, bare] = [of('press', 'cpu'), of('press', 'wall'), of('bare', 'cpu')];
  const each = (total: number) => (total / count).toFixed(1);
  say(`${count} documents of ${WORDS} words, ${each(of('press', 'pages'))} pages each, tagged and archival:`);
  say(`  ${(count / wall).toFixed(1)} documents/s, ${(of('press', 'pages') / wall).toFixed(0)} pages/s`);
  say(
    `  ${cpu.toFixed(2)} CPU s, ${each(cpu * 1000)} ms a document, ${each(of('press', 'bytes') / 1000)} kB a document`,
  );
  say(
    `  bare pdfkit, untagged: ${bare.toFixed(2)} CPU s, ${each(of('bare', 'bytes') / 1000)} kB; ratio of the CPU time ${(cpu / bare).toFixed(2)}`,
  );
}

function growth(rounds: number): void {
  const turns = Array.from({ length: rounds }, () => ({
    small: run('press', 1, 250 * WORDS_A_PAGE),
    large: run('press', 1, 1000 * WORDS_A_PAGE),
  }));
  const of = (size: 'small' | 'large', name: keyof Figures) => median(turns.map((turn) => turn[size][name]));
  const times = (of('large', 'cpu') / of('small', 'cpu') / of('large', 'pages')) * of('small', 'pages');
  say(
    `one document of ${of('large', 'pages')} pages: ${of('large', 'cpu').toFixed(2)} CPU s, peak ${of('large', 'peak').toFixed(0)} MiB (under 500 is asked)`,
  );
  say(`  growth from ${of('small', 'pages')} pages: ${times.toFixed(2)} times linear (at most 1.2 is asked)`);
}

const [first, second, third] = process.argv.slice(2);
if (first === 'press' || first === 'bare') {
  console.log(JSON.stringify(await measured(first, Number(second), Number(third))));
} else {
  const rounds = Number(second ?? 3);
  documents(Number(first ?? 200), rounds);
  growth(rounds);
}
