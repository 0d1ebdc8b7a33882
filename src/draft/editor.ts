/**
 * What an editor needs to help an author: schemas of the fields, settings, tasks and snippets, as files of a folder `.vscode`. The
 * schemas serve every editor that speaks to a YAML language server; the findings of `press` come into VS Code by tasks, because it
 * shows no language server the front matter of Markdown.
 */
import path from 'node:path';
import { FAMILIES, jsonSchemaOf } from '../families/families.ts';
import type { Host } from '../host.ts';
import { PUBLICATION } from '../read/read.ts';
import { fieldSnippets } from './snippets.ts';

export type TextFiles = Readonly<Record<string, string>>;

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** The schema of press.yaml and of each family, by file name; `folder` stands before each. */
export function schemaFiles(folder = ''): TextFiles {
  const tables = [...FAMILIES, { ...PUBLICATION, name: 'press' }];
  return Object.fromEntries(tables.map((table) => [`${folder}${table.name}.schema.json`, json(jsonSchemaOf(table))]));
}

/** Where the schema of a family or of press.yaml stands, from the folder that the editor opens. */
export const schemaPath = (name: string) => `.vscode/schemas/${name}.schema.json`;

/** The line by which a YAML language server finds the schema of a file at `from`; both are paths from the folder that is opened. */
export function modeline(from: string, name: string): string {
  const schema = path.relative(path.dirname(from), schemaPath(name)).split(path.sep).join('/');
  return `# yaml-language-server: $schema=${schema}`;
}

/** `content` is a path from the folder that the editor opens. */
function settings(content: string): string {
  const below = (pattern: string) => (content === '.' ? pattern : `${content}/${pattern}`);
  const families = FAMILIES.map(({ name }) => [schemaPath(name), below(`${name}/*/*.md`)] as const);
  return json({
    'yaml.schemas': Object.fromEntries([[schemaPath('press'), below('press.yaml')], ...families]),
    '[markdown]': {
      'editor.wordWrap': 'on',
      'editor.quickSuggestions': { other: 'on', comments: 'off', strings: 'off' },
      'editor.wordBasedSuggestions': 'off',
    },
    'files.encoding': 'utf8',
    'files.eol': '\n',
    'cSpell.language': 'en-GB',
    'search.exclude': { dist: true },
  });
}

const EXTENSIONS = { recommendations: ['redhat.vscode-yaml', 'streetsidesoftware.code-spell-checker'] };

/** The lines of `press check` and `press dev` that tell of a finding, for the list of problems. */
const MATCHER = {
  owner: 'press',
  source: 'press',
  fileLocation: ['autoDetect', '${workspaceFolder}'],
  pattern: {
    regexp: '^(.+?):(\\d+):(\\d+) (error|warning|note) ([a-z-]+) (.*)$',
    file: 1,
    line: 2,
    column: 3,
    severity: 4,
    code: 5,
    message: 6,
  },
};

/** `command` is how the program is called, word by word. */
function tasks(content: string, [command = '', ...words]: readonly string[]): string {
  const at = content === 'content' ? [] : ['--content', content];
  const task = { type: 'shell', command };
  return json({
    version: '2.0.0',
    tasks: [
      {
        label: 'Check',
        detail: 'Every finding of press check in the list of problems',
        ...task,
        args: [...words, 'check', ...at],
        presentation: { reveal: 'silent' },
        group: { kind: 'test', isDefault: true },
        problemMatcher: MATCHER,
      },
      {
        label: 'Preview',
        detail: 'The site as it will be published; the list of problems follows every save',
        ...task,
        args: [...words, 'dev', '--open', ...at],
        isBackground: true,
        group: { kind: 'build', isDefault: true },
        problemMatcher: {
          ...MATCHER,
          background: {
            activeOnStart: true,
            beginsPattern: '^Reading( .*|) …$',
            endsPattern: '^(no findings|\\d+ (error|warning|note)s?(, .*)?)$',
          },
        },
      },
      {
        label: 'Build',
        detail: 'Publish into the folder dist',
        ...task,
        args: [...words, 'build', ...at],
        problemMatcher: MATCHER,
      },
    ],
  });
}

export interface EditorSetting {
  /** The content folder, from the folder that the editor opens. */
  readonly content: string;
  /** How the program is called, word by word. */
  readonly command: readonly string[];
}

/** Every file, by its path from the folder that the editor opens. */
export function editorFiles(host: Host, { content, command }: EditorSetting): TextFiles {
  return {
    '.vscode/settings.json': settings(content),
    '.vscode/extensions.json': json(EXTENSIONS),
    '.vscode/tasks.json': tasks(content, command),
    '.vscode/directives.code-snippets': new TextDecoder().decode(
      host.program('templates/editor/directives.code-snippets'),
    ),
    '.vscode/fields.code-snippets': json(fieldSnippets()),
    ...schemaFiles('.vscode/schemas/'),
  };
}
