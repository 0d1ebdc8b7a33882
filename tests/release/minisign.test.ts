/** Keys and signatures are those of minisign: its own program accepts ours, and ours reads its own. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { signatureProblem, signFile } from '../../src/release/signing/ed25519.ts';
import { formatPublicKey, parsePublicKey, parseSignature } from '../../src/release/signing/minisign.ts';
import { formatSecretKey, newKey, parseSecretKey } from '../../src/release/signing/secret-key.ts';
import { folderOf } from '../support/folder.ts';
import { hasTool, orSkipped } from '../support/tool.ts';

const BYTES = new TextEncoder().encode('{"version":1}\n');
const COMMENT = 'release:3\tas-at:2025-06-01\tfile:manifest.json';

function problem(bytes: Uint8Array, text: string, key = KEY): string | undefined {
  const signature = parseSignature(text);
  return 'problem' in signature ? signature.problem : signatureProblem(bytes, signature, key);
}

const KEY = newKey(randomBytes);
const SIGNED = signFile(BYTES, KEY, COMMENT);

describe('our own', () => {
  test('a key is what was written', () => {
    expect(parsePublicKey(formatPublicKey(KEY))).toEqual({ id: KEY.id, key: KEY.key });
    expect(parsePublicKey(formatPublicKey(KEY).split('\n')[1] ?? '')).toEqual({ id: KEY.id, key: KEY.key });
    expect(parseSecretKey(formatSecretKey(KEY, undefined, randomBytes))).toEqual(KEY);
  });

  test('a signature holds for its bytes, comment and key, and for no other', () => {
    expect(problem(BYTES, SIGNED)).toBeUndefined();
    expect(problem(BYTES.with(3, 9), SIGNED)).toBe('the file is not the one that was signed');
    expect(problem(BYTES, SIGNED.replace('release:3', 'release:4'))).toBe('its trusted comment was changed');
    expect(problem(BYTES, SIGNED, newKey(randomBytes))).toMatch(/^it was made with the key [0-9A-F]{16}, not with/);
    expect(problem(BYTES, SIGNED.replace(/trusted comment: release.*\n/, 'release\n'))).toBe(
      'it has no trusted comment',
    );
    expect(problem(BYTES, SIGNED.split('\n').slice(0, 2).join('\n'))).toBe('it has no trusted comment');
  });

  test.each([
    ['of something else', 'hello\n', 'it is no secret key of minisign'],
    ['cut short', formatSecretKey(KEY, undefined, randomBytes).slice(0, 100), 'it is no secret key of minisign'],
    [
      'with a changed letter',
      formatSecretKey(KEY, undefined, randomBytes).replace(/.{3}(?=.{60}\n$)/, (three) =>
        three === 'AAA' ? 'BBB' : 'AAA',
      ),
      'it is damaged',
    ],
  ])('a secret key file %s is refused', (_, text, told) => {
    expect(parseSecretKey(text)).toEqual({ problem: told });
  });

  test('an encrypted secret key asks for its password', { timeout: 120_000 }, () => {
    const text = formatSecretKey(KEY, 'a long password', randomBytes);
    expect(text).not.toContain(Buffer.from(KEY.key).toString('base64').slice(4, 20));
    expect(parseSecretKey(text)).toEqual({ problem: 'it is encrypted, and no password was given' });
    expect(parseSecretKey(text, 'a long password')).toEqual(KEY);
    // Each try takes seconds.
    if (process.env['PRESS_LONG'] !== '1') return;
    expect(parseSecretKey(text, 'another')).toEqual({ problem: 'the password is wrong, or the file is damaged' });
  });
});

describe.runIf(hasTool('minisign'))(`minisign itself${orSkipped('minisign')}`, () => {
  const run = (folder: string, words: readonly string[], input = '') =>
    spawnSync('minisign', words, { cwd: folder, input, encoding: 'utf8' });

  test('accepts our signature, and refuses it once a byte changed', () => {
    const folder = folderOf({
      'manifest.json': BYTES,
      'manifest.json.minisig': SIGNED,
      'press.pub': formatPublicKey(KEY),
    });
    const words = ['-V', '-m', 'manifest.json', '-p', 'press.pub'];
    expect(run(folder, words)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`Trusted comment: ${COMMENT}`),
    });
    writeFileSync(path.join(folder, 'manifest.json'), BYTES.with(3, 9));
    expect(run(folder, words)).toMatchObject({ status: 1 });
  });

  test('signs with our plain secret key', () => {
    const folder = folderOf({ 'press.key': formatSecretKey(KEY, undefined, randomBytes), 'a.txt': 'A.' });
    expect(run(folder, ['-S', '-W', '-s', 'press.key', '-m', 'a.txt'])).toMatchObject({ status: 0 });
    const made = readFileSync(path.join(folder, 'a.txt.minisig'), 'utf8');
    expect(problem(new TextEncoder().encode('A.'), made)).toBeUndefined();
  });

  test('makes keys that we read, plain and encrypted', { timeout: 120_000 }, () => {
    const folder = folderOf();
    expect(run(folder, ['-G', '-W', '-p', 'a.pub', '-s', 'a.key'])).toMatchObject({ status: 0 });
    expect(run(folder, ['-G', '-p', 'b.pub', '-s', 'b.key'], 'pass word\npass word\n')).toMatchObject({ status: 0 });
    for (const [name, password] of [
      ['a', undefined],
      ['b', 'pass word'],
    ] as const) {
      const [secret, open] = ['key', 'pub'].map((end) => readFileSync(path.join(folder, `${name}.${end}`), 'utf8'));
      expect(parseSecretKey(secret ?? '', password)).toMatchObject(parsePublicKey(open ?? ''));
    }
  });
});
