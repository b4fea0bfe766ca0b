import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { load } from '../load.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mail-'));
  await writeFile(
    path.join(folder, 'sources.yaml'),
    'sources:\n  - { id: kaku, outlet: Kaku, language: ja, scope: business, endpoints: [https://kaku.example/feed] }\n',
  );
});
afterEach(() => rm(folder, { recursive: true }));

/** The server that an address means, with a password in the environment. */
const serverOf = async (smtp: string, password = 'p@ss:w/rd') => {
  const mail = `edition:\n  mail:\n    to: [a@example.com, B <b@example.com>]\n    from: News <news@example.com>\n    smtp: '${smtp}'\n`;
  await writeFile(path.join(folder, 'kawaraban.yaml'), mail);
  const loaded = await load(folder, { PASSWORD: password });
  return loaded.kind === 'loaded'
    ? loaded.config.edition.mail?.smtp
    : loaded.problems.map(({ message }) => message);
};

test.each([
  ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, isSecure: false }],
  ['smtps://mail.example.com', { host: 'mail.example.com', port: 465, isSecure: true }],
  ['smtp://localhost:25/', { host: 'localhost', port: 25, isSecure: false }],
  ['smtp://[::1]:2525', { host: '::1', port: 2525, isSecure: false }],
])('%s is a server without login', async (address, server) => {
  expect(await serverOf(address)).toEqual(server);
});

test('a password from the environment may hold any character', async () => {
  for (const password of ['p@ss:w/rd', '100%', 'a b#c?d', '日本']) {
    const server = await serverOf(`smtp://news%40example.com:\${PASSWORD}@mail.example.com`, password);
    expect(server).toMatchObject({ login: { user: 'news@example.com', password } });
  }
});

test('mail without a server has its addresses alone', async () => {
  await writeFile(
    path.join(folder, 'kawaraban.yaml'),
    'edition:\n  mail:\n    to: [a@example.com]\n    from: b@example.com\n',
  );
  const loaded = await load(folder);
  expect(loaded.kind === 'loaded' && loaded.config.edition.mail).toEqual({
    to: ['a@example.com'],
    from: 'b@example.com',
  });
});

test.each([
  'http://mail.example.com',
  'smtp:///',
  'smtp://mail.example.com/path',
  'smtp://mail.example.com?a=1',
  'smtp://news@mail.example.com',
  'smtp://news:%E0%A4%A@mail.example.com',
])('%s is refused without repeating it', async (address) => {
  const [problem = ''] = [await serverOf(address)].flat();
  expect(problem).toContain('this is not the address of a mail server');
  expect(problem).not.toContain(address);
});
