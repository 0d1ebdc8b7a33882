/**
 * `src/` to `lib/`: the program with its packages in a few files, of which each command loads those that it needs, since most of what a short
 * run costs is to load hundreds of small ones; and the one script of a page that is made of several files.
 */
import { defineConfig } from 'rolldown';
import { bundledPackages } from './bundled-packages.js';

/**
 * What `mdast-util-from-markdown` hands to the functions that make nodes, once for each token. V8 gives an object that begins with a spread
 * and goes on with a member a shape that it shares with no other, so that whatever reads it is slow: about a twentieth of all that a build takes.
 */
const PER_TOKEN = /\{\s*\.\.\.context,\s*(sliceSerialize: [^,}]*?)\s*\}/g;

const ofOneShape = {
  name: 'of-one-shape',
  transform: {
    filter: { id: /\/mdast-util-from-markdown\/lib\/index\.js$/ },
    handler(code) {
      const shared = code.replace(PER_TOKEN, '{ $1, ...context }');
      return shared === code ? this.error('It makes what it hands on for each token in another way now.') : shared;
    },
  },
};

/** Names stay whole and lines short, so that the trace of a fault can be read; V8 gains next to nothing by less. */
const program = {
  input: {
    'cli/press': 'src/cli/press.ts',
    'works/worker': 'src/works/worker.ts',
    'import/worker': 'src/import/worker.ts',
  },
  platform: 'node',
  // The one starts threads with a file that stands beside it, the other is optional and does too. What the program reads of packages by
  // their names, fonts and the rules of languages, stays where it is as well.
  external: /^(?:piscina|pdfjs-dist)(?:\/|$)/,
  // No file of the program does anything by being imported, so a command does not load what its imports of it do not lead to.
  treeshake: { moduleSideEffects: [{ test: /^(?!.*\/node_modules\/).*\/src\//, sideEffects: false }] },
  // What packages would load and this program never asks of them: functions in YAML (js-yaml), WOFF2 (fontkit) and encryption (pdfkit).
  resolve: { alias: { esprima: false, 'brotli/decompress.js': false, '@noble/ciphers/aes': false } },
  // The colour profile that stands beside pdfkit goes along.
  experimental: { resolveNewUrlToAsset: true },
  // gray-matter could run JavaScript in front matter: `src/read/matter.ts` sees to it that it never does.
  checks: { eval: false },
  plugins: [ofOneShape, bundledPackages()],
  output: {
    dir: 'lib',
    cleanDir: true,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    assetFileNames: 'assets/[name][extname]',
    // What nearly everything imports is one file and not twenty: to find and open one costs as much as to read a good deal.
    codeSplitting: { groups: [{ name: 'model', test: /\/src\/(?:model\/|host\.ts)/ }] },
    comments: { legal: true, annotation: false, jsdoc: false },
    minify: false,
  },
};

/**
 * The check of files and passages, which shares its verdicts with the command line. Everything that Node alone has falls out of it; whatever is
 * left of an import is an error.
 */
const page = {
  input: 'templates/verify.js',
  platform: 'browser',
  external: /^node:/,
  // One file of the program does something by being imported; what is not asked for is left out, with all that it imports.
  treeshake: {
    moduleSideEffects: [
      { test: /without-eval/, sideEffects: true },
      { test: /./, sideEffects: false },
    ],
  },
  output: { file: 'lib/pages/verify.js', format: 'esm', minify: true },
};

export default defineConfig([program, page]);
