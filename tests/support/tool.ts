/** Tools of the system that some tests need: without one they are skipped, and say which. */
import { spawnSync } from 'node:child_process';

export const hasTool = (name: string): boolean => spawnSync(name, ['-h'], { stdio: 'ignore' }).error === undefined;

/** For the title of a test that needs the tool. */
export const orSkipped = (name: string): string => (hasTool(name) ? '' : ` (skipped: ${name} is not installed)`);
