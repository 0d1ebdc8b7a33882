/**
 * A real Chromium for tests of what readers see: the one that CHROME_PATH names, else one that is installed, else one that comes
 * as an npm package with the libraries it needs, which is unpacked once. Every test gets a context of its own.
 */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

interface Program {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

const UNPACKED = path.resolve('node_modules/.cache/guidance-press-chromium');

/** The package's own looks for its fonts where they are not. A browser without any font shows no words. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${UNPACKED}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${UNPACKED}/fonts/cache</cachedir>
</fontconfig>
`;

/**
 * The package unpacks into the folder for temporary files, under names that others may have taken, and leaves the libraries out
 * unless it takes the machine for one of a certain cloud. Both are told to it by the environment.
 */
async function unpack(folder: string): Promise<void> {
  const before = { TMPDIR: process.env['TMPDIR'], AWS_EXECUTION_ENV: process.env['AWS_EXECUTION_ENV'] };
  const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
  } finally {
    for (const [name, value] of Object.entries({ ...before, LD_LIBRARY_PATH, FONTCONFIG_PATH })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

async function packaged(): Promise<Program> {
  if (!existsSync(UNPACKED)) {
    // Several test processes may come here at once: each unpacks for itself, and the first one's folder stays.
    const own = `${UNPACKED}.${process.pid}`;
    mkdirSync(own, { recursive: true });
    await unpack(own);
    writeFileSync(path.join(own, 'fonts.conf'), FONTS);
    try {
      renameSync(own, UNPACKED);
    } catch {
      rmSync(own, { recursive: true });
    }
  }
  const libraries = path.join(UNPACKED, 'al2023', 'lib');
  const environment = { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: path.join(UNPACKED, 'fonts.conf') };
  return { file: path.join(UNPACKED, 'chromium'), environment };
}

async function program(): Promise<Program> {
  const named = process.env['CHROME_PATH'];
  if (named === 'packaged') return packaged();
  const file = [...(named ? [named] : []), ...INSTALLED].find(existsSync);
  return file === undefined ? packaged() : { file, environment: {} };
}

let opened: Promise<Browser> | undefined;

/** The browser of this process, started when first asked for; `closeBrowser` belongs behind the last test of a file. */
export function browser(): Promise<Browser> {
  opened ??= program().then(({ file, environment }) =>
    chromium.launch({
      executablePath: file,
      env: { ...process.env, ...environment } as Record<string, string>,
      // Containers forbid what the sandbox needs, and tests open nothing but their own pages.
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    }),
  );
  return opened;
}

export async function closeBrowser(): Promise<void> {
  await (await opened)?.close();
  opened = undefined;
}

/** Runs `act` with a page of its own, in a window of desktop size unless `options` say otherwise. */
export async function withPage<Result>(
  act: (page: Page) => Promise<Result>,
  options: BrowserContextOptions = {},
): Promise<Result> {
  const context = await (await browser()).newContext({ viewport: { width: 1280, height: 900 }, ...options });
  try {
    return await act(await context.newPage());
  } finally {
    await context.close();
  }
}
