/** The compiled benchmarks look for the program's own files beside themselves, as the compiled program does. */
import { cpSync } from 'node:fs';

for (const folder of ['package.json', 'templates', 'content/schemes', 'lib/pages'])
  cpSync(folder, `.press/bench/${folder}`, { recursive: true });
