import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { jsonSchemas } from '../../src/config/schema/json-schemas.ts';
import { outletOfItem } from '../../src/domain/item/outlet-of-item.ts';
import { SHIPPED_CONFIG } from '../support/shipped-config.ts';
import { good } from './broken.ts';
import { load, makeFolder } from './load.ts';

const result = await load(SHIPPED_CONFIG);
const config = result.kind === 'loaded' ? result.config : undefined;
const sources = config?.sources ?? [];
const outlets = config?.outlets ?? [];

test('the config that comes with Kawaraban is right', () => {
  expect(result.kind === 'wrong' ? result.problems : []).toEqual([]);
});

test('kawaraban.yaml says what is so without it, in every key', async () => {
  const shipped = (name: string) => readFile(`${SHIPPED_CONFIG}/${name}`, 'utf8');
  const folder = await makeFolder({ 'sources.yaml': good, 'topics.yaml': await shipped('topics.yaml') });
  const bare = await load(folder);
  await writeFile(`${folder}/kawaraban.yaml`, await shipped('kawaraban.yaml'));
  expect(await load(folder)).toEqual(bare);
  expect(bare).toMatchObject({ kind: 'loaded' });
});

test('each section of the front page has a name in both languages, and topics of the list', () => {
  const topics = (config?.topics ?? []).map(({ key }) => key);
  for (const section of config?.page.sections ?? []) {
    expect(topics, section.key).toEqual(expect.arrayContaining([...section.topics]));
    expect([section.key, section.label.en, section.label.ja]).not.toContain('');
  }
});

describe('the source list', () => {
  test.each([
    'Nikkei',
    'Kyodo',
    'NHK',
    'Reuters',
    'Japan Today',
    'News on Japan',
    'The Washington Post',
    'S&P Global',
    'Bloomberg Markets and Finance',
    'Teslarati',
    'JapanNutrition.com',
  ])('has %s', (name) => {
    expect(sources.filter(({ outlet, enabled }) => enabled && outlet.name === name)).not.toEqual([]);
  });

  test('has fifty sources, in both languages and all scopes', () => {
    expect(sources.length).toBeGreaterThanOrEqual(50);
    expect(new Set(sources.map(({ language }) => language)).size).toBe(2);
    expect(new Set(sources.map(({ scope }) => scope)).size).toBe(3);
  });

  test('knows every outlet it names, but one that has nothing to be known', () => {
    const named = sources.map(({ outlet }) => outlet).filter(({ home }) => home === undefined);
    expect(named.map(({ name }) => name)).toEqual(['47NEWS', 'Bloomberg Markets and Finance']);
  });

  test('believes its aggregators alone when they name other outlets', () => {
    const trusted = sources.filter(({ aggregator }) => aggregator).map(({ id }) => id);
    expect(trusted).toEqual(['yahoo-business', 'ceek', 'google-news-business', 'google-news-japan']);
  });

  test.each([
    ['https://asia.nikkei.com', 'Nikkei Asia'],
    ['https://www.nikkei.com', 'Nikkei'],
    ['https://jp.reuters.com', 'Reuters'],
    ['https://www3.nhk.or.jp', 'NHK'],
  ])('gives an item that an aggregator brings from %s to %s', (url, name) => {
    const aggregator = sources.find(({ id }) => id === 'google-news-business');
    if (aggregator === undefined) throw new Error('no aggregator');
    expect(outletOfItem({ source: { url, name } }, aggregator, outlets)).toMatchObject({ name });
  });

  test.each([
    ['nikkei', '円相場が上昇 - 日本経済新聞', '円相場が上昇'],
    ['google-news-japan', 'Yen rises - for now - Reuters', 'Yen rises - for now'],
    ['google-news-business', '円相場が上昇 - 日本経済新聞', '円相場が上昇'],
    ['yahoo-business', '円相場が上昇（共同通信）', '円相場が上昇'],
    ['japan-today', 'Business › Yen rises', 'Yen rises'],
    ['japannutrition', 'Green tea exports rise | JapanNutrition.com', 'Green tea exports rise'],
    ['reuters-japanese', '円相場が上昇 | ロイター', '円相場が上昇'],
  ])('of %s makes of "%s" "%s"', (id, title, bare) => {
    const rules = sources.find((source) => source.id === id)?.titleRules ?? [];
    expect(rules.reduce((text, { strip }) => strip(text), title)).toBe(bare);
  });
});

describe('the JSON Schemas for editors', () => {
  test.each(Object.entries(jsonSchemas()))('%s is what the code checks', async (name, text) => {
    // After a change of a schema: node src/config/schema/json-schemas.ts
    expect(JSON.parse(await readFile(`config/${name}`, 'utf8'))).toEqual(JSON.parse(text));
  });

  test.each(Object.keys(jsonSchemas()))('%s is named by its file', async (name) => {
    const text = await readFile(`${SHIPPED_CONFIG}/${name.replace('.schema.json', '.yaml')}`, 'utf8');
    expect(text.split('\n', 1)[0]).toBe(`# yaml-language-server: $schema=./${name}`);
  });
});
