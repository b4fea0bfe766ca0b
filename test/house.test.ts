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
  feed: 'site/feed',
  saxes: 'site/feed',
  'p-queue': 'system/schedule',
  'node-cron': 'system/schedule',
  yaml: 'config',
  'ipaddr.js': 'fetch',
  'prom-client': 'system/metrics',
  commander: 'cli',
};

/** Checks what comes through the door, at three doors. */
const ZOD_HOMES = ['config', 'store', 'daemon/control'];

const files = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

const packagesOf = (file: string): readonly string[] => {
  const text = readFileSync(path.join(ROOT, 'src', file), 'utf8');
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

  test('no room has a name that says nothing', () => {
    expect(
      files.filter((file) => /(^|\/)(utils?|helpers?|common|types|manager|index)\.ts$/.test(file)),
    ).toEqual([]);
  });

  test('the lock file names no registry', () => {
    expect(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).not.toContain('"resolved": "http');
  });
});
