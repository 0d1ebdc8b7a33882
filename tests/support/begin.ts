/** Before each file of tests: a command that the file before it left running may have changed to a folder of its own. */
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
