/** Opens an address in the reader's own browser, by the system's command for that; where there is none, nothing happens. */
import { spawn } from 'node:child_process';

const COMMANDS: Readonly<Record<string, string>> = { darwin: 'open', linux: 'xdg-open' };

export function openBrowser(address: string): void {
  const command = COMMANDS[process.platform];
  if (command === undefined) return;
  const child = spawn(command, [address], { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}
