/** Before any test: compile `src/`, because the tests of the command line run the real program. */
import { spawnSync } from 'node:child_process';

export default function compile(): void {
  const { status, stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`src/ does not compile:\n${stdout}`);
}
