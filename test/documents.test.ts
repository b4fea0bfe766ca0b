import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './support/product.ts';

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const matches = (text: string, pattern: RegExp): readonly string[] =>
  Array.from(text.matchAll(pattern), ([, found = '']) => found);

const GUIDES = [
  'CONTRIBUTING.md',
  'docs/style.md',
  'docs/glossary.md',
  'docs/architecture.md',
  'docs/pages.md',
];

describe.each(GUIDES)('%s', (guide) => {
  const text = read(guide);

  test('names no file or folder that is not there', () => {
    const named = matches(text, /(?<![\w./-])((?:src|test|config|docs|bench|learn|bin)\/[\w./-]*\w)/g);
    const real = named.filter((file) => !file.includes('NAME'));
    // The page on the architecture leaves out `src/`.
    const roots = guide === 'docs/architecture.md' ? [ROOT, path.join(ROOT, 'src')] : [ROOT];
    const isThere = (file: string): boolean => roots.some((root) => existsSync(path.join(root, file)));
    expect(real.filter((file) => !isThere(file))).toEqual([]);
  });

  test('links to documents that are there', () => {
    const linked = matches(text, /\]\((?!https?:)([^)#]+)\)/g);
    expect(linked.filter((file) => !existsSync(path.join(ROOT, path.dirname(guide), file)))).toEqual([]);
  });
});

describe('CONTRIBUTING.md', () => {
  const text = read('CONTRIBUTING.md');

  test('explains every script for contributors, and no other', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = new Set(matches(text, /\bnpm (?:run )?(test:fast|test|(?<=run )[\w:-]+)/g));
    const forOperators = ['start', 'package:deb'];
    expect([...named, ...forOperators].toSorted()).toEqual(Object.keys(scripts).toSorted());
  });

  test('runs tests that are there', () => {
    const run = matches(text, /npx vitest (?:run )?(test\/[\w./-]+)/g);
    expect(run.length).toBeGreaterThan(4);
    expect(run.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  test('is short enough to be read', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(200);
  });
});

describe('the index of decisions', () => {
  const FOLDER = 'docs/decisions';
  const files = readdirSync(path.join(ROOT, FOLDER))
    .filter((file) => file !== 'README.md')
    .toSorted();
  const index = read(`${FOLDER}/README.md`);

  test('has a row for every decision, in order, with its number and its title', () => {
    const rows = Array.from(index.matchAll(/^\| (\d+) \| \[(.+)\]\((.+)\) \|/gm), (row) => row.slice(1));
    expect(rows).toEqual(
      files.map((file) => {
        const [, title = ''] = /^# (?:\d+\. )?(.*)/.exec(read(`${FOLDER}/${file}`)) ?? [];
        return [String(Number(file.slice(0, 4))), title, file];
      }),
    );
  });

  test('says of each whether it holds, or which decision took its place', () => {
    const statuses = matches(index, /^\| \d+ \|.*\| (.+) \|$/gm);
    expect(statuses).toHaveLength(files.length);
    for (const status of statuses) {
      const [, successor] = /^superseded by \[\d+\]\((.+)\)$/.exec(status) ?? [];
      expect(status === 'accepted' || files.includes(successor ?? ''), status).toBe(true);
    }
  });
});
