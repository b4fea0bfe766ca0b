import { expect, test } from 'vitest';
import { foldName } from '../../../src/domain/tag/company/fold-name.ts';
import { shippedWords } from '../../support/shipped-words.ts';
import { realCompanies, realTopics } from './real-dictionary.ts';

const companies = realCompanies;
const aliases = companies.flatMap(({ code, aliases: own }) => own.map((alias) => ({ code, alias })));

test('the list holds all companies listed in Tokyo, and more than 930 aliases', () => {
  expect(new Set(companies.filter(({ until }) => until === undefined).map(({ code }) => code)).size).toBe(
    4132,
  );
  expect(aliases.length).toBeGreaterThan(930);
});

test('a code has four characters, that of a share class one more', () => {
  expect(companies.filter(({ code }) => !/^\d[\dA-Z]\d[\dA-Z]\d?$/.test(code))).toEqual([]);
});

test('an alias belongs to one company', () => {
  const owner = new Map<string, string>();
  const shared = aliases.filter(({ code, alias }) => {
    const known = owner.get(foldName(alias)) ?? code;
    owner.set(foldName(alias), known);
    return known !== code;
  });
  expect(shared).toEqual([]);
});

test('a former name has the month it was last in use', () => {
  expect(
    companies.filter(({ until }) => until !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(until)),
  ).toEqual([]);
});

test('there are 17 topics, each with labels and cues in both languages', () => {
  const topics = realTopics;
  expect(topics.length).toBe(17);
  for (const { label, cues } of topics) {
    expect(label.en).not.toBe('');
    expect(label.ja).not.toBe('');
    expect(cues.en.length).toBeGreaterThan(5);
    expect(cues.ja.length).toBeGreaterThan(5);
  }
});

test('no word is twice among the cues, hints and notCues of a topic', () => {
  for (const { key, cues, hints, notCues } of realTopics) {
    const words = [cues, hints, notCues].flatMap(({ en, ja }) => [...new Set([...en, ...ja].map(foldName))]);
    expect({ key, twice: words.filter((word, n) => words.indexOf(word) < n) }).toEqual({ key, twice: [] });
  }
});

test('trade in farm products is no small news', () => {
  expect(shippedWords['small-news'].filter((word) => '農産品の輸出額'.includes(word))).toEqual([]);
});
