/** The machine with a fault: the calls that write are counted, and one of them, or all from one on, fail. Another only writes them down. */
import { type Host, HostFault, machine } from '../../src/host.ts';

export const WRITING = ['create', 'createSoon', 'syncFolder', 'makeFolder', 'rename', 'makeLink', 'remove'] as const;

type Act = (...args: readonly unknown[]) => unknown;

function wrapped(around: (name: string, args: readonly unknown[], act: () => unknown) => unknown): Host {
  const writing = WRITING.map((name) => {
    const act = machine[name] as Act; // each takes what its caller gives it
    return [name, (...args: readonly unknown[]) => around(name, args, () => act(...args))] as const;
  });
  return { ...machine, ...(Object.fromEntries(writing) as Partial<Host>) };
}

/** `failing` counts from 1; `dead` means that all later calls fail too, as after a kill. */
export function faultyHost(failing: number, code: string, dead: boolean): Host {
  let calls = 0;
  return wrapped((name, _, act) => {
    calls++;
    if (calls === failing || (dead && calls > failing))
      throw new HostFault(code, `Cannot ${name}: ${code}.`, undefined);
    return act();
  });
}

/** Writes each call and the paths in it to `calls`. */
export function recordingHost(calls: string[]): Host {
  return wrapped((name, args, act) => {
    calls.push([name, ...args.filter((one) => typeof one === 'string' && one !== 'secret')].join(' '));
    return act();
  });
}
