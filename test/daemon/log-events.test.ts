import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/product.ts';

const SOURCE = path.join(ROOT, 'src');

/** The names that the code gives to what it logs. */
const loggedEvents = (): ReadonlySet<string> =>
  new Set(
    readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join(SOURCE, file), 'utf8'))
      .flatMap((text) =>
        Array.from(
          text.matchAll(/\blog(?:\.(?:debug|info|warn|error)|\[\w+\])\(\s*'([a-z.-]+)'/g),
          ([, name = '']) => name,
        ),
      ),
  );

test('docs/operations.md explains every event of the log, and no other', () => {
  const [, part = ''] = readFileSync(path.join(ROOT, 'docs/operations.md'), 'utf8').split('## Log events');
  const explained = Array.from(part.matchAll(/^\| (`[^|]*`) \|/gm), ([, names = '']) => names).flatMap(
    (names) => Array.from(names.matchAll(/`([^`]+)`/g), ([, name = '']) => name),
  );
  expect(explained.toSorted()).toEqual([...loggedEvents()].toSorted());
});
