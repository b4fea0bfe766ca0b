import { expect, test } from 'vitest';
import { tagArticle } from '../../../../src/domain/tag/tag-article.ts';
import { realCompanies, realDictionary } from '../real-dictionary.ts';
import { company, smallDictionary } from '../small-dictionary.ts';

const dictionary = realDictionary();

/** A seventh of the list is enough, and takes a second. */
const EVERY = 7;

const listed = realCompanies.filter(
  ({ until, code }, index) => until === undefined && code.length === 4 && index % EVERY === 0,
);

const LEGAL_FORM = /株式会社|有限会社|投資法人|\(株\)/g;

/** The share of the names that are found in a headline with each of them as its subject. */
const shareFound = (
  names: readonly { readonly code: string; readonly name: string }[],
  templates: readonly string[],
): number => {
  const found = templates.flatMap((template) =>
    names.map(({ code, name }) =>
      tagArticle({ title: template.replace('X', name) }, dictionary).some(
        (tag) => tag.kind === 'company' && tag.code === code,
      ),
    ),
  );
  return found.filter((isFound) => isFound).length / found.length;
};

test('of the listed names, 96 of 100 are found as the subject of a Japanese headline', () => {
  const names = listed.flatMap(({ code, nameJa }) =>
    nameJa === undefined ? [] : [{ code, name: nameJa.normalize('NFKC').replace(LEGAL_FORM, '').trim() }],
  );
  const templates = [
    'X、新工場を建設',
    'X、純利益2割増',
    'Xが新型の検査装置を発売',
    'Xは中期経営計画を発表',
    'X、値上げへ',
    'Xが物流拠点を開設',
    'X、人工知能で検査を自動化',
    'Xの株価が上昇',
  ];
  expect(shareFound(names, templates)).toBeGreaterThan(0.96);
});

test('of the listed names, 93 of 100 are found as the subject of an English headline', () => {
  const names = listed.flatMap(({ code, nameEn }) => (nameEn === undefined ? [] : [{ code, name: nameEn }]));
  const templates = [
    'X posts 20% rise in half-year profit',
    'X to build new plant',
    'X names new president',
    'X raises full-year forecast',
    'X launches new service',
    'X to sell unit',
    'X cuts dividend',
    'X plans to hire 500 workers',
  ];
  expect(shareFound(names, templates)).toBeGreaterThan(0.93);
});

test.each([
  ['XR、新工場を建設', ['9901']],
  ['XRで検査を自動化', []],
  ['RPA、新工場を建設', []],
])('an abbreviation counts as a subject only if an editor made it an alias: %s', (title, codes) => {
  const companies = [company('9901', { aliases: ['XR'] }), company('9902', { nameJa: 'RPA株式会社' })];
  const tags = tagArticle({ title }, smallDictionary(companies));
  expect(tags.flatMap((tag) => (tag.kind === 'company' ? [tag.code] : []))).toEqual(codes);
});
