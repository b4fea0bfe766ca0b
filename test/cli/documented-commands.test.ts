import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/product.ts';
import { runHere } from '../support/run-here.ts';

const help = async (...words: readonly string[]): Promise<string> => (await runHere(...words, '--help')).out;

/** Every command that does something, as it is typed. */
const commands = async (...above: readonly string[]): Promise<readonly string[]> => {
  const [, list] = /\nCommands:\n(.*?)(?:\n\n|$)/s.exec(await help(...above)) ?? [];
  if (list === undefined) return [above.join(' ')];
  const names = [...list.matchAll(/^ {2}([a-z]+)/gm)].flatMap(([, name = '']) =>
    name === 'help' ? [] : [name],
  );
  const found: string[] = [];
  for (const name of names) found.push(...(await commands(...above, name)));
  return found;
};

const documented = new Map(
  readFileSync(path.join(ROOT, 'docs/cli.md'), 'utf8')
    .split(/^##+ /m)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
);

/** What the head of the page says for all commands. */
const COMMON = ['--config', '--data', '--help'];

test('docs/cli.md has a section for each command, with its options and an example', async () => {
  const names = await commands();
  expect(names).toEqual(expect.arrayContaining(['run', 'replay', 'why', 'store export']));
  for (const name of names) {
    const section = documented.get(name) ?? '';
    expect(section, name).toContain(`\n    kawaraban ${name}`);
    const told = await help(...name.split(' '));
    expect(told, name).toContain(`Example:\n  kawaraban ${name}`);
    // Each option says what it does, beside its name or below it.
    expect(told, name).not.toMatch(/^ {2}(-\w, )?--[a-z]+( <\w+>)?\s*$(?!\n {10})/m);
    const options = [...told.matchAll(/^ {2}(?:-\w, )?(--[a-z]+)/gm)];
    for (const [, option = ''] of options)
      if (!COMMON.includes(option)) expect(section, name).toContain(`- \`${option}`);
  }
});

test('docs/cli.md tells of no command and no option that is not there', async () => {
  const names = await commands();
  for (const [name, section] of documented) {
    const options = [...section.matchAll(/^- `(--[a-z]+)/gm)].map(([, option = '']) => option);
    if (!section.includes('\n    kawaraban ')) continue;
    expect(names).toContain(name);
    const text = await help(...name.split(' '));
    for (const option of options) expect(text, name).toContain(option);
  }
});

test('the help says of each command, group, argument and option what it does', async () => {
  for (const name of ['', 'store', ...(await commands())]) {
    const told = await help(...name.split(' ').filter((word) => word !== ''));
    const [, about = ''] = /^Usage: .*\n\n(.*)/m.exec(told) ?? [];
    expect(about, name).toMatch(/^\w.*\w/);
    for (const [line] of told.matchAll(/^ {2}(?:[a-z]+|--?[a-z]).*$(?:\n {10,}.*$)*/gm)) {
      if (line.startsWith('  kawaraban ')) continue;
      // A name, what it takes, and beside or below it at least three words.
      expect(line, name).toMatch(/^ {2}\S+(?: \S+)*(?: {2,}|\s*\n\s+)\S+\s+\S+\s+\S+/);
    }
  }
  for (const name of ['digest', 'replay', 'store copy'])
    expect((await help(...name.split(' '))).indexOf('Usage: '), name).toBeGreaterThan(100);
});

test('the help of a command lists the folders if the command uses them', async () => {
  const [check, copy] = [await help('store', 'check'), await help('store', 'copy')];
  for (const folder of ['--config <dir>', '--data <dir>'])
    expect([check.includes(folder), copy.includes(folder)], folder).toEqual([true, false]);
});

test.each([
  ['add', 'url'],
  ['import', 'file'],
  ['why', 'item'],
  ['publish', 'dir'],
  ['store copy', 'from'],
  ['store copy a', 'to'],
])('%s without its argument is refused with the name of what is missing', async (words, argument) => {
  const { status, err } = await runHere(...words.split(' '));
  expect([status, err]).toEqual([2, expect.stringContaining(`missing required argument '${argument}'`)]);
});

test('the help names the variables that docs/cli.md names, and the values that an option takes', async () => {
  const told = (await help('run')).replace(/\s+/g, ' ');
  for (const [, variable = ''] of (documented.get('run') ?? '').matchAll(/`\$(\w+)`/g))
    expect(told).toContain(`env: ${variable})`);
  const roles = /\(choices: ([^)]*), default: "(\w+)"/.exec(told)?.slice(1);
  expect(roles).toEqual(['"poll", "publish", "all"', 'all']);
  const digest = (await help('digest')).replace(/\s+/g, ' ');
  expect(digest).toContain('(choices: "text", "markdown", "html", default: "text")');
  expect(digest).toContain('(choices: "en", "ja")');
});

test('the help of the whole says what it is, how it is begun, and how its version is asked for', async () => {
  const told = await help();
  expect(told).toMatch(
    /^Usage: kawaraban \[options\] \[command\]\n\nTurns many outlets' feeds into one merged Japan-business feed\.\n/,
  );
  expect(told).toMatch(/^ {2}--version +print the version$/m);
  expect(told).toMatch(/\nExample:\n {2}kawaraban check && kawaraban run\n$/);
  expect((await help('poll')).replace(/\s+/g, ' ')).toContain('ids of sources; by default all due sources');
});

test('the help of replay says which differences are counted, and which are printed one by one', async () => {
  expect((await help('replay')).replace(/\s+/g, ' ')).toContain(
    'Prints the number of differences; --verbose adds each difference, --json prints only the differences, and --apply',
  );
});
