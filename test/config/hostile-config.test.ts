import { execFileSync } from 'node:child_process';
import { symlink, truncate, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { good } from './broken.ts';
import { makeFolder, problemsOf, problemsWith } from './load.ts';

test('a file with a thousand million of repeated parts is refused at once', async () => {
  const levels = Array.from({ length: 9 }, (_, i) => `x${i + 1}: &x${i + 1} [${`*x${i},`.repeat(10)}]`);
  const text = ['x0: &x0 [a]', ...levels, good].join('\n');
  expect(await problemsWith({ 'sources.yaml': text })).toEqual([
    'sources.yaml:1:1: this file repeats its parts with & and * too often; write the parts out',
  ]);
});

/** Far beyond what any of it takes, so that a busy machine fails no test; most took minutes for 10,000. */
const CPU_LIMIT_MS = 4_000;

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('');

const MANY = 3_000;

/** Sources with an outlet, a topic and a zone that are none, each written in a way of its own. */
const wrongSources = lines(
  MANY,
  (i) =>
    `  - { id: s${i}, outlet: news-${i}, language: ja, scope: japan, endpoints: [https://s${i}.example/], topics: [t${i}], timezone: Asia/Tokio${i} }`,
);
const manyOutlets = lines(MANY, (i) => `  - { id: o${i}, name: Outlet ${i} }`);
const manyJoins = lines(MANY, (i) => `  - [https://a.example/${i}, https://a.example/${i + 1}]`);

test.each([
  ['keys in one block', 'sources.yaml', `${good}${lines(MANY, (i) => `    key${i}: x`)}`, 501],
  ['parts with a name, used once', 'sources.yaml', good + lines(MANY, (i) => `  - [&a${i} x, *a${i}]`), 1],
  ['uses of a name that nothing has', 'sources.yaml', good + lines(MANY, (i) => `  - *a${i}`), 501],
  ['sources that are names', 'sources.yaml', good + lines(MANY, (i) => `  - s${i}`), 501],
  ['wrong values', 'sources.yaml', `outlets:\n${manyOutlets}sources:\n${wrongSources}`, 501],
  ['joined articles', 'folds.yaml', `join:\n${manyJoins}part:\n${manyJoins}`, 501],
  ['articles in a line', 'folds.yaml', `part:\n  - [${manyJoins.replace(/[^h]*(h\S+),.*\n/g, '$1, ')}]`, 1],
])('a file with 3,000 %s costs no minutes', async (_, file, text, count) => {
  const began = process.cpuUsage();
  expect(await problemsWith({ [file]: text })).toHaveLength(count);
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1000).toBeLessThan(CPU_LIMIT_MS);
});

test('a file with thousands of problems has the first 500 listed, and the others counted', async () => {
  const problems = await problemsWith({ 'sources.yaml': good + lines(10_000, () => '  - x') });
  expect(problems.slice(498)).toEqual([
    expect.stringMatching(/^sources\.yaml:505:5: "x" is not a block/),
    expect.stringMatching(/^sources\.yaml:506:5: "x" is not a block/),
    'sources.yaml:507:5: not listed: 9500 more problems from here on; correct those above and check again',
  ]);
});

test('a file with 10,000 levels is refused in plain words', async () => {
  const text = `sources:\n  - ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`;
  expect(await problemsWith({ 'sources.yaml': text })).toEqual([
    expect.stringMatching(/^sources\.yaml:2:\d+: blocks and lists are nested too deep here;/),
  ]);
});

test('a file with zero bytes, as in UTF-16 without a mark, is refused at the first of them', async () => {
  const zero =
    'this file is not text: a zero byte is here; save the file as UTF-8 if it is UTF-16, otherwise remove the byte';
  expect(
    await problemsWith({ 'sources.yaml': Buffer.from(good, 'utf16le'), 'words/sport.txt': 'a\n\0\0' }),
  ).toEqual([`sources.yaml:1:2: ${zero}`, `words/sport.txt:2:1: ${zero}`]);
});

test('a pipe, a device or a file without end in place of a file is named, and nothing waits for it', async () => {
  const folder = await makeFolder({ 'sources.yaml': good });
  execFileSync('mkfifo', [`${folder}/topics.yaml`]);
  await symlink('/dev/zero', `${folder}/companies.csv`);
  await symlink('dictionary.csv', `${folder}/dictionary.csv`);
  await writeFile(`${folder}/glossary.csv`, '');
  await truncate(`${folder}/glossary.csv`, 3_000_000_000);
  const odd = 'this is a pipe, a socket or a device; put a text file in its place';
  expect(await problemsOf(folder)).toEqual([
    `topics.yaml:1:1: ${odd}`,
    `companies.csv:1:1: ${odd}`,
    'glossary.csv:1:1: this file is larger than 5 MB; shorten it, or put the right file in its place',
    'dictionary.csv:1:1: this file cannot be read (ELOOP); symbolic links in its path form a loop: correct them',
  ]);
});

test('a part that repeats itself does no harm', async () => {
  const text = good.replace('outlet: A', 'outlet: &a [*a]');
  expect((await problemsWith({ 'sources.yaml': text })).length).toBeGreaterThan(0);
});

test('keys of the language itself are unknown keys', async () => {
  const problems = await problemsWith({
    'sources.yaml': `${good}    __proto__: { enabled: false }\n    constructor: 1\n`,
  });
  expect(problems.map((problem) => problem.split(';', 1)[0])).toEqual([
    'sources.yaml:7:5: "__proto__" is not a key of a source',
    'sources.yaml:8:5: "constructor" is not a key of a source',
  ]);
});

test('whatever is cut from or put into a right file, every problem has a line that exists', async () => {
  const folder = await makeFolder({});
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length), fc.nat(12), fc.string({ maxLength: 8 }), async (at, cut, put) => {
      const text = good.slice(0, at) + put + good.slice(at + cut);
      await writeFile(`${folder}/sources.yaml`, text);
      for (const problem of await problemsOf(folder)) {
        const [, line, column] = /^sources\.yaml:(\d+):(\d+): .{10,}$/su.exec(problem) ?? [];
        expect(Number(line)).toBeGreaterThan(0);
        expect(Number(line)).toBeLessThanOrEqual(text.split('\n').length);
        expect(Number(column)).toBeGreaterThan(0);
      }
    }),
    { numRuns: 100 },
  );
});
