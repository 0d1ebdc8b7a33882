/** PA: names and paths that leave the content folder or stand for something else. Links and pipes are made in the test itself. */
import { guidance } from '../support/inspected.ts';
import { body, type Case, FILE } from './cases.ts';

const TEXT = guidance('Text.\n');

const named = (file: string, ...expect: readonly string[]): Case => ({
  id: 'PA-1',
  what: `a file called ${JSON.stringify(file.slice(0, 60))}`,
  files: { [FILE]: TEXT, [file]: TEXT },
  expect,
});

const passage = (body: string) =>
  `---\ntitle: P\nclassification: OFFICIAL\ndate-created: 2019\ntext: full\n---\n${body}`;

export const PATHS: readonly Case[] = [
  ...['con', 'index', 'assets', 'Sex-Work', 'a_b', 'a--b', '-a', 'a ', 'a.b', '%2e%2e', 'a\u202eb', 'é'].map((name) =>
    named(`guidance/${name}/2019.md`, `guidance/${name}:1:1 file-name`),
  ),
  ...['state', 'year', 'outcome', 'page-2'].map((name) =>
    named(`guidance/${name}/2019.md`, `guidance/${name}:1:1 address-taken`),
  ),
  named('guidance/a/year.md', 'guidance/a/year.md:5:17 edition-date'),
  named('guidance/a/index.md', 'guidance/a/index.md:1:1 file-name'),
  named('guidance/a/2019.MD', 'guidance/a/2019.MD:1:1 file-name', 'guidance/a/2019.md:1:1 edition-duplicate'),
  named(
    'guidance/a/2019.markdown',
    'guidance/a/2019.markdown:1:1 file-name',
    'guidance/a/2019.md:1:1 edition-duplicate',
  ),
  named(`guidance/${'a'.repeat(81)}/2019.md`, `guidance/${'a'.repeat(81)}:1:1 file-name`),
  {
    id: 'PA-1',
    what: 'folders and files that begin with a dot are left alone',
    files: { [FILE]: TEXT, '.git/config.md': TEXT, 'guidance/a/.htaccess': 'x' },
    expect: [],
  },
  {
    id: 'PA-1',
    what: 'a document too high',
    files: { [FILE]: TEXT, 'guidance/2019.md': TEXT },
    expect: ['guidance/2019.md:1:1 edition-place'],
  },
  {
    id: 'PA-1',
    what: 'a document too deep',
    files: { [FILE]: TEXT, 'guidance/a/b/2019.md': TEXT },
    expect: ['guidance/a/b/2019.md:1:1 edition-place'],
  },
  {
    id: 'PA-1',
    what: 'folders without end',
    files: { [FILE]: TEXT, [`${'a/'.repeat(12)}2019.md`]: TEXT },
    expect: [`${'a/'.repeat(9)}:1:1 edition-place`],
  },
  {
    id: 'PA-1',
    what: 'a family that there is not',
    files: { [FILE]: TEXT, 'guidence/a/2019.md': TEXT },
    expect: ['guidence/a/2019.md:1:1 family-unknown'],
  },
  body('PA-2', 'a path that leaves the folder', 'Read [laws](../../../content-evil/a.md).\n', '8:6 link-outside'),
  body('PA-5', 'an include that leaves the folder', '::include{file="../../../secret.md"}\n', '8:1 link-outside'),
  body('PA-5', 'an absolute path', '::include{file="/etc/passwd"}\n', '8:1 link-outside'),
  body('PA-5', 'a path in another spelling', 'Read [laws](%2e%2e/%2e%2e/%2e%2e/secret.md).\n', '8:6 link-outside'),
  body('PA-5', 'a path with NUL', 'Read [laws](a%00.md).\n', '8:6 link-edition'),
  body('PA-5', 'a path that is badly encoded', 'Read [laws](%zz.md).\n', '8:6 link-edition'),
  body('PA-5', 'a file that is none', '::include{file="../../boilerplate/a/1.md"}\n', '8:1 include-file'),
  body('PA-5', 'a picture outside', '![A map](../../../a.png)\n', '8:1 image-file'),
  {
    id: 'PA-5',
    what: 'a passage that includes itself',
    files: { [FILE]: guidance('Text.\n'), 'boilerplate/a/1.md': passage('::include{file="1.md"}\n') },
    expect: ['boilerplate/a/1.md:7:1 include-depth'],
  },
  {
    id: 'PA-5',
    what: 'passages that include one another',
    files: {
      [FILE]: guidance('::include{file="../../boilerplate/a/1.md"}\n'),
      'boilerplate/a/1.md': passage('::include{file="../b/1.md"}\n'),
      'boilerplate/b/1.md': passage('Words.\n\n::include{file="../a/1.md"}\n'),
    },
    expect: [
      'boilerplate/a/1.md:7:1 include-depth',
      'boilerplate/b/1.md:9:1 include-depth',
      `${FILE}:8:1 include-depth`,
    ],
  },
  {
    id: 'PA-6',
    what: 'one name in two ways of writing',
    files: { 'guidance/a/x.md': TEXT, 'guidance/a/x.markdown': TEXT },
    expect: ['guidance/a/x.markdown:1:1 file-name', 'guidance/a/x.md:1:1 edition-duplicate'],
  },
  {
    id: 'PA-6',
    what: 'composed and decomposed accents',
    files: { [FILE]: TEXT, 'guidance/\u00e9/1.md': TEXT, 'guidance/e\u0301/1.md': TEXT },
    expect: [
      'guidance/e\u0301:1:1 file-name',
      'guidance/\u00e9:1:1 edition-duplicate',
      'guidance/\u00e9:1:1 file-name',
    ],
  },
];
