/** Puts a result where the user wants it: into a file, whole or not at all, or on standard output. */
import { replaceFile } from '../host.ts';
import { UsageFault } from '../model/fault.ts';
import type { Finding } from '../model/finding.ts';
import { hasError } from '../examine.ts';
import type { Rendered } from '../render/render.ts';
import type { World } from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { report } from './report.ts';

function write({ host, terminal }: World, file: string | undefined, bytes: Uint8Array, isText: boolean): void {
  if (file === undefined || file === '-') {
    if (terminal.outIsScreen && !isText) throw new UsageFault('A PDF is no text for a screen: say which file with -o.');
    terminal.out(bytes);
    return;
  }
  if (host.kind(file) === 'folder') throw new UsageFault(`"${file}" is a folder; name a file with -o.`);
  replaceFile(host, file, bytes);
}

/** Reports findings and, unless one is an error, writes the first of what was rendered. */
export function deliver(
  world: World,
  rendered: Rendered | undefined,
  findings: readonly Finding[],
  file: string | undefined,
): Exit {
  const { terminal } = world;
  terminal.error(report('text', findings, { colour: terminal.colour }));
  const [rendition] = rendered?.renditions ?? [];
  if (!rendition || hasError(findings)) return EXIT.findings;
  write(world, file, rendition.bytes, rendition.mediaType !== 'application/pdf');
  return EXIT.fine;
}
