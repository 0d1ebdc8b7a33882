/**
 * The one script of a page that is made of several files: the check of files and passages (`templates/verify.js`), which shares its
 * verdicts with the command line. Everything that Node alone has falls out of it; whatever is left of an import is an error.
 */
import { defineConfig } from 'rolldown';

export default defineConfig({
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
});
