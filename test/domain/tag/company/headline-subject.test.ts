import { expect, test } from 'vitest';
import { subjectAt } from '../../../../src/domain/tag/company/headline-subject.ts';

const subjectOf = (text: string, name: string) => {
  const start = text.indexOf(name);
  return subjectAt(text, start, start + name.length);
};

test.each([
  'to sell plant',
  'to spin off unit',
  'to recall cars',
  'to delist in spring',
  'to cut jobs',
  'to raise its prices',
  'to open a new store',
  'to issue green bonds',
  'to halt output',
  'raises its outlook',
  'cuts annual forecast',
  'trims dividend',
  'posts record net profit',
  'reports a 12% rise in quarterly sales',
  'names new president',
  'appoints CFO',
  'files for listing',
  'agrees to buy rival',
  'teams up with rival',
  'launches a new service',
  'unveils EV',
  'says annual profit doubles',
  'sees weak demand',
  'plans to build a site',
  'plans share buyback',
  '’s quarterly results beat hopes',
])('a company "%s": it is clearly the subject at the beginning, and likely within the headline', (acts) => {
  expect(subjectOf(`Sharp${acts.startsWith('’') ? '' : ' '}${acts}`, 'Sharp')).toBe('clear');
  expect(subjectOf(`【市況】Sharp${acts.startsWith('’') ? '' : ' '}${acts}`, 'Sharp')).toBe('clear');
  expect(subjectOf(`Why the Sharp${acts.startsWith('’') ? '' : ' '}${acts}`, 'Sharp')).toBe('likely');
});

test.each([
  'shares fall',
  'net profit doubles',
  'shipments slump',
  '’s shares drop',
  'sells unit',
  'starts production',
  'posts steady growth',
  'in talks with rival',
  'wins big order',
  'halts work',
])('a name "%s": it is likely the subject, as an ordinary word is', (acts) => {
  expect(subjectOf(`World${acts.startsWith('’') ? '' : ' '}${acts}`, 'World')).toBe('likely');
});

test.each([
  ['明治、37品値上げ', '明治', 'clear'],
  ['ABC 旅券の情報が流出', 'ABC', 'clear'],
  ['ABCの4〜6月期、赤字縮小', 'ABC', 'clear'],
  ['ABCの順に並べる', 'ABC', undefined],
  ['ABC 12 miles', 'ABC', undefined],
  ['あすのABC 旅券の情報', 'ABC', undefined],
  ['値上げ続く 明治、37品', '明治', 'likely'],
  ['明治は37品を値上げ', '明治', 'likely'],
  ['明治が値上げ', '明治', 'likely'],
  ['明治はじめ各社が値上げ', '明治', undefined],
  ['新しい味のチーズ 明治', '明治', 'likely'],
  ['作業30%短縮…東急建設', '東急建設', 'likely'],
  ['値上げする明治', '明治', undefined],
  ['「明治、値上げ」と報道', '明治', 'clear'],
  ['Sharp', 'Sharp', undefined],
  ['Sharp and bright', 'Sharp', undefined],
  ['Sharp to the point', 'Sharp', undefined],
  ['Sharp cuts through fog', 'Sharp', undefined],
  ['Sharp names and nouns', 'Sharp', undefined],
  ['Sharp shares of the market', 'Sharp', undefined],
  ['Sharp net profit target', 'Sharp', undefined],
  ['Sharp raises questions', 'Sharp', undefined],
  ['Sharp launches into song', 'Sharp', 'likely'],
])('in %s, %s is the subject: %s', (headline, name, subject) => {
  expect(subjectOf(headline, name)).toBe(subject);
});
