/** Before any test: make `lib/` from `src/`, because the tests of the command line run the real program. Types are checked apart. */
import { spawnSync } from 'node:child_process';

export default function compile(): void {
  const { status, stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '--noCheck'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`src/ does not compile:\n${stdout}`);
}
