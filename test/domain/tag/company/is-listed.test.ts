import { expect, test } from 'vitest';
import type { CompanyName } from '../../../../src/domain/tag/company/company-names.ts';
import { isListed } from '../../../../src/domain/tag/company/is-listed.ts';

type Kind = CompanyName['kind'];

/** A weak name, 港北, beside a sure one, 架空電機. */
const isListedIn = (text: string, kind: Kind, isPlace: boolean, isEnglishWord = false): boolean => {
  const [weak, sure] = isEnglishWord ? ['Harbor', 'Kaku Denki'] : ['港北', '架空電機'];
  const spanOf = (name: string) => ({ start: text.indexOf(name), end: text.indexOf(name) + name.length });
  const name: CompanyName = {
    text: weak,
    key: weak,
    kind,
    owners: [],
    also: {
      ...{ isWeak: true, isPersonal: false, isEverydayWord: false, isAbbreviation: false },
      ...{ isPlace, isEnglishWord },
    },
    needs: 'business',
  };
  return isListed(name, text, spanOf(weak), spanOf(sure));
};

test.each<[text: string, kind: Kind, isPlace: boolean, isEnglishWord: boolean, isIn: boolean]>([
  ['架空電機と港北の首脳が会談', 'alias', true, false, true],
  ['架空電機・港北、提携', 'alias', true, false, true],
  ['架空電機と港北で花火大会', 'alias', true, false, false],
  ['架空電機と港北で花火大会', 'alias', false, false, true],
  ['架空電機と港北の首脳が会談', 'short', true, false, false],
  ['港北と架空電機が提携', 'alias', true, false, true],
  ['架空電機、港北が増益', 'alias', false, false, true],
  ['架空電機、港北が増益', 'short', false, false, false],
  ['架空電機、港北が増益', 'alias', true, false, false],
  ['架空電機、港北の建物を修復', 'alias', false, false, false],
  ['架空電機は港北を買収', 'alias', false, false, false],
  ['架空電機は増益、港北は減益', 'short', false, false, true],
  ['架空電機は増益、港北は減益', 'short', true, false, false],
  ['架空電機は増益、港北で祭り', 'short', false, false, false],
  ['港北は増益、架空電機は減益', 'short', false, false, false],
  ['Kaku Denki and Harbor win', 'alias', false, true, true],
  ['Kaku Denki and Harbor Police win', 'alias', false, true, false],
  ['Kaku Denki and Harbor win', 'short', false, true, false],
])('in %s, a weak name (%s; place: %s; English word: %s) is listed with the sure one: %s', (...given) => {
  const [text, kind, isPlace, isEnglishWord, isIn] = given;
  expect(isListedIn(text, kind, isPlace, isEnglishWord)).toBe(isIn);
});
