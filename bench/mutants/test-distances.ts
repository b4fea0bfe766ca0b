import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const TYPES_ALONE = /^import type [^;]*;/gmu;
const IMPORTED = /(?:from|import\() ?'([./\w-]+\.ts)'/gu;
/** Matches the quoted path of a module, such as the path of a program that a test starts. */
const NAMED = /['"`]([./\w-]+\.ts)['"`]/gu;

/**
 * The test files that use a file. `imports` has the test files that import it, with the number of imports on the way.
 * `processes` has other test files that name its path, directly or through other files, and may start it as a process.
 */
export type UsedBy = { readonly imports: ReadonlyMap<string, number>; readonly processes: readonly string[] };

/** Reads a tree. Returns a function that lists the test files that use a file. */
export const readTestDistances = (tree: string): ((file: string) => UsedBy) => {
  const files = new Set(globSync('{src,test,bench,learn,systemd}/**/*.ts', { cwd: tree }));
  const importers = new Map<string, string[]>();
  const namers = new Map<string, string[]>();
  for (const user of files) {
    const text = readFileSync(path.join(tree, user), 'utf8').replaceAll(TYPES_ALONE, '');
    for (const [users, pattern] of [
      [importers, IMPORTED],
      [namers, NAMED],
    ] as const)
      for (const [, name = ''] of text.matchAll(pattern))
        for (const used of [path.join(path.dirname(user), name), path.normalize(name)])
          if (files.has(used)) users.getOrInsert(used, []).push(user);
  }
  return (file) => {
    const imports = testsOver(importers, file);
    const processes = [...testsOver(namers, file).keys()].filter((test) => !imports.has(test));
    return { imports, processes };
  };
};

const testsOver = (
  users: ReadonlyMap<string, readonly string[]>,
  file: string,
): ReadonlyMap<string, number> => {
  const distances = new Map([[file, 0]]);
  // A map's iterator also visits entries that are added during the loop, so the nearest files come first.
  for (const [name, distance] of distances)
    for (const user of users.get(name) ?? []) if (!distances.has(user)) distances.set(user, distance + 1);
  return new Map([...distances].filter(([name]) => name.endsWith('.test.ts')));
};
