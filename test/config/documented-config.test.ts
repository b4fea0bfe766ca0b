import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { jsonSchemas } from '../../src/config/schema/json-schemas.ts';
import { WORD_LIST_NAMES } from '../../src/domain/tag/word-lists.ts';
import { SHIPPED_CONFIG } from '../support/shipped-config.ts';
import { problemsWith } from './load.ts';

const DOCS = await readFile('docs/configuration.md', 'utf8');

type Part = {
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
  readonly default?: unknown;
};

/** Blocks that several keys share, and that are documented once. */
const SHARED: Readonly<Record<string, string>> = {
  include: 'rule',
  exclude: 'rule',
  titleRules: 'titleRule',
};

/** Every key of a schema that holds a value or a list, as the docs write it, with its default. */
const keysOf = (part: Part, path: string): readonly (readonly [key: string, value: unknown])[] =>
  Object.entries(part.properties ?? {}).flatMap(([name, child]) => {
    const key = path === '' ? name : `${path}.${name}`;
    const inside = keysOf(
      child.items ?? child,
      SHARED[name] ?? (child.items === undefined ? key : `${key}[]`),
    );
    const isSection = child.properties !== undefined && !/\[\]/.test(key);
    return isSection ? inside : [[key, child.default] as const, ...inside];
  });

const partSchema: z.ZodType<Part> = z.custom<Part>((value) => typeof value === 'object' && value !== null);
const coded = new Map(
  Object.values(jsonSchemas()).flatMap((text) => keysOf(partSchema.parse(JSON.parse(text)), '')),
);
const rows = DOCS.matchAll(/^\| `([a-zA-Z_.[\]]+)` \| (.+?) \| .+ \| .+ \|$/gm);
const documented = new Map(Array.from(rows, ([, key = '', value = '']) => [key, value]));

describe('docs/configuration.md', () => {
  test('has every key that the code reads, and no other', () => {
    expect([...documented.keys()].toSorted()).toEqual([...coded.keys()].toSorted());
  });

  test.each([...coded].filter(([, value]) => value !== undefined))(
    'states the default of %s',
    (key, value) => {
      const written = typeof value === 'string' ? value : JSON.stringify(value).replace(',', ', ');
      expect(documented.get(key)).toBe(`\`${written}\``);
    },
  );

  test('has every word list that the code reads, and no other; so has the shipped config', async () => {
    const files = WORD_LIST_NAMES.map((name) => `${name}.txt`).toSorted();
    const section = DOCS.split('## words/')[1]?.split('\n## ')[0] ?? '';
    const listed = Array.from(section.matchAll(/^\| `([\w-]+\.txt)` \|/gm), ([, file = '']) => file);
    expect(listed.toSorted()).toEqual(files);
    expect((await readdir(`${SHIPPED_CONFIG}/words`)).toSorted()).toEqual(files);
  });

  test('marks the word lists that may have phrases with a star', async () => {
    const phrases = Object.fromEntries(WORD_LIST_NAMES.map((name) => [`words/${name}.txt`, 'two words\n']));
    const refused = (await problemsWith(phrases)).map((problem) => problem.split(':')[0]);
    const starred = Array.from(DOCS.matchAll(/^\| `([\w-]+\.txt)` \| \* /gm), ([, file]) => `words/${file}`);
    const allowed = Object.keys(phrases).filter((file) => !refused.includes(file));
    expect(starred.toSorted()).toEqual(allowed.toSorted());
  });

  test('has the columns of both tables', async () => {
    for (const file of ['companies', 'glossary']) {
      const header = (await readFile(`${SHIPPED_CONFIG}/${file}.csv`, 'utf8')).split('\n', 1)[0] ?? '';
      const section = DOCS.split(`## ${file}.csv`)[1]?.split('\n## ')[0] ?? '';
      expect(Array.from(section.matchAll(/^\| `(\w+)` \|/gm), ([, column]) => column).join()).toBe(
        header.trim(),
      );
    }
  });
});
