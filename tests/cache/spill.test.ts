/** Rows that wait to be written stand in a file of the run, whatever the disk says to that. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSpill } from '../../src/cache/spill.ts';
import { type Host, HostFault, machine } from '../../src/host.ts';
import { folderOf } from '../support/folder.ts';

const ROWS = ['one', '', 'two', 'a longer one than there is room for', 'three', 'four', 'five', 'six'];

function refusing(from: number): Host {
  let calls = 0;
  return {
    ...machine,
    scratch(file) {
      const scratch = machine.scratch(file);
      return {
        ...scratch,
        append(bytes) {
          if (++calls < from) return scratch.append(bytes);
          throw new HostFault('ENOSPC', `Cannot write ${file}: the disk is full.`, undefined);
        },
      };
    },
  };
}

describe('rows that wait', () => {
  test.each([
    ['a disk that takes them', machine],
    ['a disk that is full', refusing(1)],
    ['a disk that is full after a while', refusing(2)],
  ])('are as they were put, on %s', (_, host) => {
    const spill = openSpill(host, path.join(folderOf({}), 'rows'), 8);
    const put = ROWS.map((row) => spill.put(Buffer.from(row)));
    const read = () => put.map((row) => Buffer.from(spill.read(row)).toString());
    expect(read()).toEqual(ROWS);
    expect(read()).toEqual(ROWS);
    spill.close();
  });

  test('stand in no file while they are few, and in one without a name when they are many', () => {
    const folder = folderOf({});
    const made: string[] = [];
    const host: Host = { ...machine, scratch: (file) => (made.push(file), machine.scratch(file)) };
    const spill = openSpill(host, path.join(folder, 'rows'), 8);
    spill.put(Buffer.from('12345678'));
    expect(made).toEqual([]);
    spill.put(Buffer.from('9'));
    expect(made).toEqual([path.join(folder, 'rows')]);
    expect(readdirSync(folder)).toEqual([]);
    spill.close();
  });

  test('do not wait in memory where they have a file', () => {
    const spill = openSpill(machine, path.join(folderOf({}), 'rows'), 8);
    expect(ROWS.map((row) => typeof spill.put(Buffer.from(row)))).toEqual(
      ROWS.map((row) => (row.length > 8 ? 'object' : 'number')),
    );
    spill.close();
  });
});
