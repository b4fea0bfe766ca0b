import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/product.ts';

const rows = Array.from(
  readFileSync(path.join(ROOT, 'SECURITY.md'), 'utf8').matchAll(
    /^\| ([^|]+) \| [^|]+ \| `([\w-]+\.test\.ts)` \|$/gm,
  ),
  ([, name = '', file = '']) => `${file}: ${name}`,
);

/** Each block of tests beside this file, as `file: name`; one without a test would not run. */
const blocks = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.test.ts') && file !== path.basename(import.meta.filename))
  .flatMap((file) => {
    const text = readFileSync(path.join(import.meta.dirname, file), 'utf8');
    return Array.from(text.matchAll(/^describe\('([^']+)'/gm), ([, name = '']) => `${file}: ${name}`);
  });

test('SECURITY.md lists every class of attacks that is tested, and no other', () => {
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.toSorted()).toEqual(blocks.toSorted());
});
