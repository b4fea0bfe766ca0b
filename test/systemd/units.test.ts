import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../support/product.ts';

/** The directives of a unit without its comments. */
const directives = (unit: string): readonly string[] =>
  readFileSync(path.join(ROOT, 'systemd', unit), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

const alone = directives('kawaraban.service');

/** What a unit has beyond the one of a single process, and what it lacks of it. */
const differences = (unit: string) => {
  const own = directives(unit);
  return {
    more: own.filter((line) => !alone.includes(line)),
    less: alone.filter((line) => !own.includes(line)),
  };
};

const ALONE = [
  'Description=Kawaraban, the merged Japan-business feed',
  'Documentation=file:/usr/lib/kawaraban/README.md file:/usr/lib/kawaraban/docs/operations.md',
  'ExecStart=/usr/lib/kawaraban/bin/kawaraban run',
];

const TOGETHER = ['After=postgresql.service', 'EnvironmentFile=-/etc/kawaraban/secrets', 'User=kawaraban'];

test('a process that publishes beside others has the sandbox of one that is alone', () => {
  const { more, less } = differences('kawaraban-publish.service');
  expect(less).toEqual(ALONE);
  expect(more).toEqual(expect.arrayContaining([...TOGETHER, 'Conflicts=kawaraban.service']));
  expect(more).toContain('ExecStart=/usr/lib/kawaraban/bin/kawaraban run --role publish');
  expect(more).toHaveLength(TOGETHER.length + 4);
});

test('a process that polls has it as well, and no folder of data', () => {
  const { more, less } = differences('kawaraban-poll@.service');
  expect(less.toSorted()).toEqual(
    [...ALONE, 'StateDirectory=kawaraban', 'StateDirectoryMode=0700'].toSorted(),
  );
  expect(more).toEqual(expect.arrayContaining(TOGETHER));
  expect(more).toContain('ExecStart=/usr/lib/kawaraban/bin/kawaraban run --role poll');
  expect(more).toHaveLength(TOGETHER.length + 3);
});

test('compose.yaml starts processes that publish and that poll, each with a command that exists', () => {
  const text = readFileSync(path.join(ROOT, 'compose.yaml'), 'utf8');
  const { services } = parse(text, { merge: true }) as {
    readonly services: Record<string, { readonly command?: readonly string[]; readonly environment: object }>;
  };
  const commands = Object.entries(services).flatMap(([name, { command }]) =>
    command === undefined ? [] : [[name, command.slice(0, 6).join(' ')]],
  );
  expect(commands).toEqual([
    ['publish', 'node --disable-sigusr1 src/main.ts run --role publish'],
    ['poll', 'node --disable-sigusr1 src/main.ts run --role poll'],
  ]);
  for (const { environment } of [services.publish, services.poll].filter((one) => one !== undefined))
    expect(environment).toHaveProperty('DATABASE_URL');
  // The image is the Node that package.json pins.
  const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  expect(text).toContain(`image: node:${dependencies.node}-`);
});

test('compose.yaml has text alone for words of commands: a colon in one makes it a map', () => {
  type Entry = {
    readonly command?: readonly unknown[];
    readonly healthcheck?: { readonly test: readonly unknown[] };
  };
  const { services } = parse(readFileSync(path.join(ROOT, 'compose.yaml'), 'utf8'), { merge: true }) as {
    readonly services: Readonly<Record<string, Entry>>;
  };
  const words = Object.values(services).flatMap(({ command, healthcheck }) => [
    ...(command ?? []),
    ...(healthcheck?.test ?? []),
  ]);
  expect(words.length).toBeGreaterThan(10);
  expect(words.filter((word) => typeof word !== 'string')).toEqual([]);
});
