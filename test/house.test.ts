import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './support/product.ts';

/** The one folder of `src/` that may import each package: its types never leave it. */
const HOME_OF: Readonly<Record<string, string>> = {
  'rss-parser': 'read',
  htmlparser2: 'read',
  'sanitize-html': 'read',
  entities: 'read',
  re2js: 'config/build',
  lowdb: 'store/document',
  pg: 'store/postgres',
  'node-pg-migrate': 'store/postgres',
  stemmer: 'store/postgres',
  feed: 'site/feed',
  saxes: 'site/feed',
  sharp: 'site/card',
  'p-queue': 'system/schedule',
  'node-cron': 'system/schedule',
  'japanese-holidays': 'system/schedule',
  yaml: 'config',
  'ipaddr.js': 'fetch',
  'prom-client': 'system/metrics',
  nodemailer: 'system/mail',
  'pg-boss': 'cluster',
  commander: 'cli',
};

/** Checks what comes through the door, at four doors. */
const ZOD_HOMES = ['config', 'store', 'daemon/control', 'cluster'];

const files = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

/** The most files that a folder of `src` holds. */
const MAX_FILES = 16;

/** A shorter file with one importer belongs into that importer. */
const MIN_LINES = 25;

const MAX_LINE_LENGTH = 200;

const texts = new Map(files.map((file) => [file, readFileSync(path.join(ROOT, 'src', file), 'utf8')]));

const textOf = (file: string): string => texts.get(file) ?? '';

const importersOf = (file: string): readonly string[] =>
  files.filter((other) =>
    Array.from(textOf(other).matchAll(/(?:from |import\()'(\.[^']+)'/g), ([, target = '']) =>
      path.join(path.dirname(other), target),
    ).includes(file),
  );

const packagesOf = (file: string): readonly string[] => {
  const text = textOf(file);
  return Array.from(text.matchAll(/from '([^.'][^']*)'/g), ([, name = '']) => name)
    .filter((name) => !name.startsWith('node:'))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
};

describe('the house', () => {
  test.each(files.filter((file) => packagesOf(file).length > 0))(
    '%s imports only packages that live there',
    (file) => {
      for (const name of packagesOf(file)) {
        const homes = name === 'zod' ? ZOD_HOMES : [HOME_OF[name] ?? `no folder: add ${name} to this test`];
        expect(
          homes.some((home) => file.startsWith(`${home}/`)),
          `${name}: ${homes.join(' or ')}`,
        ).toBe(true);
      }
    },
  );

  test('every dependency is used, and every one has a home', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    const used = new Set(files.flatMap(packagesOf));
    for (const name of Object.keys(dependencies)) if (name !== 'node') expect(used).toContain(name);
  });

  test('no two files have one name, but for ports', () => {
    const names = files.map((file) => path.basename(file)).filter((name) => name !== 'ports.ts');
    expect(names.filter((name, n) => names.indexOf(name) !== n)).toEqual([]);
  });

  test('a folder holds at most sixteen files', () => {
    const counts = Map.groupBy(files, (file) => path.dirname(file));
    expect([...counts].filter(([, held]) => held.length > MAX_FILES).map(([folder]) => folder)).toEqual([]);
  });

  test('a file of a few lines has more than one importer', () => {
    const small = files.filter((file) => textOf(file).trimEnd().split('\n').length < MIN_LINES);
    expect(small.filter((file) => importersOf(file).length === 1)).toEqual([]);
  });

  test('no line is longer than 200 characters', () => {
    const long = files.flatMap((file) =>
      textOf(file)
        .split('\n')
        .flatMap((line, n) => (line.length > MAX_LINE_LENGTH ? [`${file}:${n + 1}`] : [])),
    );
    expect(long).toEqual([]);
  });

  test.each(files.filter((file) => path.basename(file) === 'ports.ts'))(
    '%s exports only what its own room imports',
    (port) => {
      const [room = ''] = port.split('/');
      const users = importersOf(port).filter((file) => file.startsWith(`${room}/`));
      const imported = users.flatMap((file) =>
        Array.from(
          textOf(file).matchAll(/import type \{([^}]*)\} from '[^']*ports\.ts'/g),
          ([, names = '']) => names.split(',').map((name) => name.trim()),
        ).flat(),
      );
      const exported = Array.from(textOf(port).matchAll(/^export type (\w+)/gm), ([, name = '']) => name);
      expect(exported.filter((name) => !imported.includes(name))).toEqual([]);
    },
  );

  test('no rule is switched off on a line', () => {
    // The words with which a comment would switch off a rule of Biome, oxlint or tsc.
    const suppression = /(?:biome|oxlint|@ts)-(?:ignore|disable|expect-error|nocheck)/;
    const switched = files.filter((file) => suppression.test(textOf(file)));
    expect(switched).toEqual([]);
  });

  test('nothing imports node:http by name, which loads fetch and WebSocket of Node, too', () => {
    const importing = files.filter((file) => /^import (?!type ).*'node:http';$/m.test(textOf(file)));
    expect(importing).toEqual([]);
  });

  test('no room has a name that says nothing', () => {
    expect(
      files.filter((file) => /(^|\/)(utils?|helpers?|common|types|manager|index)\.ts$/.test(file)),
    ).toEqual([]);
  });

  test('the lock file names no registry', () => {
    expect(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).not.toContain('"resolved": "http');
  });
});
