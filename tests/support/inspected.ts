/** Small content folders for tests of reading and checking, and what is found in them. */
import { machine } from '../../src/host.ts';
import type { Finding } from '../../src/model/finding.ts';
import { inspect } from '../../src/examine.ts';
import { type Files, folderOf } from './folder.ts';

export const PRESS = 'title: Papers\npublisher: An office\nbase-address: https://office.example/\nas-at: 2025\n';

/** Front matter of seven lines, so that a body behind it begins on line 8. */
const FRONT = {
  guidance: 'title: A title\nclassification: OFFICIAL\ndate-created: 2019\neffective-from: 2019\ntext: full\n',
  consultations:
    'title: A title\nclassification: OFFICIAL\ndate-created: 2019\nopens: 2019\ncloses: 2020\ntext: full\n',
  foi: 'title: A title\nclassification: OFFICIAL\ndate-created: 2019\ndate-answered: 2019\nreference: "1"\noutcome: not-held\ntext: full\n',
  boilerplate: 'title: A title\nclassification: OFFICIAL\ndate-created: 2019\ntext: full\n',
} as const;

/** A whole document of a family; `fields` are lines put behind the required ones. */
export const documentOf = (family: keyof typeof FRONT, body: string, fields = ''): string =>
  `---\n${FRONT[family]}${fields}---\n${body}`;

export const guidance = (body: string, fields = ''): string => documentOf('guidance', body, fields);

/** `file:line:column rule`, the part of a finding that scripts and editors go by. */
export const where = ({ file, place, rule }: Finding): string => `${file}:${place.line}:${place.column} ${rule}`;

/** Reads and checks a content folder with these files; press.yaml is added where there is none. */
export function inspected(files: Files): ReturnType<typeof inspect> {
  return inspect(machine, folderOf({ 'press.yaml': PRESS, ...files }));
}
