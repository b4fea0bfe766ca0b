/**
 * Lists the benches, or runs one of them: `npm run bench`, `npm run bench -- NAME [ARGUMENT…]`. A bench is a file of
 * this folder whose comment contains its command, `node bench/NAME.ts`, and its arguments.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = import.meta.dirname;

type Bench = { readonly name: string; readonly usages: readonly string[] };

const benches: readonly Bench[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ts') && path.join(FOLDER, file) !== import.meta.filename)
  .toSorted()
  .map((file) => {
    const text = readFileSync(path.join(FOLDER, file), 'utf8').replace(/\n *(\*|\/\/) ?/g, ' ');
    const usages = text.matchAll(new RegExp(`node bench/${RegExp.escape(file)}([^\`]*)\``, 'g'));
    return {
      name: file.replace(/\.ts$/, ''),
      usages: [...new Set(Array.from(usages, ([, words = '']) => words.trim()))],
    };
  })
  .filter(({ usages }) => usages.length > 0);

const [, , asked, ...words] = process.argv;
if (benches.some(({ name }) => name === asked)) {
  const { status } = spawnSync(process.execPath, [path.join(FOLDER, `${asked}.ts`), ...words], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} else {
  if (asked !== undefined) console.error(`Unknown bench "${asked}"; these exist:\n`);
  console.log('npm run bench -- NAME [ARGUMENT…]; the newest figures are in bench/RESULTS.md\n');
  for (const { name, usages } of benches)
    for (const usage of usages) console.log(`  ${name} ${usage}`.trimEnd());
  process.exitCode = asked === undefined ? 0 : 2;
}
