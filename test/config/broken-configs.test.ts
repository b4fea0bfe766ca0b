import { describe, expect, test } from 'vitest';
import type { Broken } from './broken.ts';
import { brokenMain } from './broken-main.ts';
import { brokenRules } from './broken-rules.ts';
import { brokenSources } from './broken-sources.ts';
import { brokenCompanies, brokenFolds, brokenGlossary, brokenTopics } from './broken-tables.ts';
import { brokenPhrases, brokenSingleWords } from './broken-words.ts';
import { brokenYaml } from './broken-yaml.ts';
import { problemsWith } from './load.ts';

const TABLE: readonly (readonly [file: string, cases: readonly Broken[]])[] = [
  ['sources.yaml', [...brokenSources, ...brokenRules, ...brokenYaml]],
  ['kawaraban.yaml', brokenMain],
  ['topics.yaml', brokenTopics],
  ['companies.csv', brokenCompanies],
  ['glossary.csv', brokenGlossary],
  ['folds.yaml', brokenFolds],
  ['words/name-places.txt', brokenSingleWords],
  ['words/sport.txt', brokenPhrases],
];

describe.each(TABLE)('%s', (file, cases) => {
  test.each(cases)('$name is named with its place', async ({ text, says }) => {
    const problems = await problemsWith({ [file]: text }, { BROKEN: 'se\ncret' });
    expect(problems).toEqual(says.map((said) => `${file}:${said}`));
  });
});
