/** The YAML language server that editors run, spoken to as an editor does: JSON-RPC behind a head with the length (LSP 3.17). */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly Diagnostic[]; readonly items?: unknown[] };
  readonly result?: unknown;
}

export interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number } };
}

export interface LanguageServer {
  /** Opens a text as a YAML file at a path, or puts it in the place of the one before, and gives what the server has to say of it. */
  readonly diagnose: (file: string, text: string) => Promise<readonly Diagnostic[]>;
  /** The words that the server offers at a place of an open file; lines and columns from 0. */
  readonly complete: (file: string, line: number, character: number) => Promise<readonly string[]>;
  readonly close: () => void;
}

/** `settings` are those of the extension for VS Code, such as `yaml.schemas`. */
export async function startLanguageServer(folder: string, settings: Readonly<Record<string, unknown>>) {
  const server = createRequire(import.meta.url).resolve('yaml-language-server/bin/yaml-language-server');
  const child = spawn(process.execPath, [server, '--stdio'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map<number | string, (result: unknown) => void>();
  const versions = new Map<string, number>();
  const diagnosed = new Map<string, (found: readonly Diagnostic[]) => void>();
  const uriOf = (file: string) => pathToFileURL(path.join(folder, file)).href;
  let count = 0;

  function send(message: object): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }
  function ask(method: string, params: object): Promise<unknown> {
    const id = `own-${++count}`;
    send({ id, method, params });
    return new Promise((resolve) => waiting.set(id, resolve));
  }
  function hear({ id, method, params, result }: Message): void {
    if (method === undefined && id !== undefined) waiting.get(id)?.(result);
    else if (method === 'textDocument/publishDiagnostics')
      diagnosed.get(params?.uri ?? '')?.(params?.diagnostics ?? []);
    else if (method === 'workspace/configuration' && id !== undefined)
      send({ id, result: params?.items?.map((item) => answer(item)) });
    else if (id !== undefined) send({ id, result: null });
  }
  const answer = (item: unknown) =>
    typeof item === 'object' && item !== null && 'section' in item && item.section === 'yaml' ? settings : {};

  let unread = Buffer.alloc(0);
  child.stdout.on('data', (bytes: Buffer) => {
    unread = Buffer.concat([unread, bytes]);
    for (;;) {
      const end = unread.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(unread.subarray(0, Math.max(end, 0)).toString())?.[1]);
      if (end < 0 || unread.length < end + 4 + length) return;
      const body: Message = JSON.parse(unread.subarray(end + 4, end + 4 + length).toString());
      unread = unread.subarray(end + 4 + length);
      hear(body);
    }
  });

  const rootUri = pathToFileURL(folder).href;
  await ask('initialize', {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'folder' }],
    capabilities: { workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } },
  });
  send({ method: 'initialized', params: {} });

  return {
    diagnose(file, text) {
      const uri = uriOf(file);
      const version = (versions.get(uri) ?? 0) + 1;
      versions.set(uri, version);
      const found = new Promise<readonly Diagnostic[]>((resolve) => diagnosed.set(uri, resolve));
      if (version === 1)
        send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version, text } } });
      else
        send({
          method: 'textDocument/didChange',
          params: { textDocument: { uri, version }, contentChanges: [{ text }] },
        });
      return found;
    },
    async complete(file, line, character) {
      const asked = { textDocument: { uri: uriOf(file) }, position: { line, character } };
      const result = await ask('textDocument/completion', asked);
      const items = typeof result === 'object' && result && 'items' in result ? result.items : result;
      return Array.isArray(items) ? items.map(({ label }: { label: string }) => label) : [];
    },
    close: () => void child.kill(),
  } satisfies LanguageServer;
}
