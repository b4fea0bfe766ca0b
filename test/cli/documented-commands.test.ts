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
