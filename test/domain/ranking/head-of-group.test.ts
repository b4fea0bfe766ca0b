import { expect, test } from 'vitest';
import { saysLess } from '../../../src/domain/ranking/head-of-group.ts';

test.each([
  '架空税の引き上げに批判',
  '架空相、架空電力の不正を問題視',
  '架空電力の不正「遺憾だ」',
  '架空電機の株価が反発',
  '内閣支持4ポイント下落　架空世論調査',
])('a headline with a reaction, a quotation or a price says less: %s', (title) => {
  expect(saysLess(title)).toBe(true);
});

test.each([
  '架空電力の社長が引責辞任表明「痛恨の極み」',
  '政府が増税を決定「将来のため」',
  '架空電機の社長が辞任へ「痛恨の極み」',
  '架空電機、減損で過去最大の赤字　監査人は「意見不表明」',
  '架空電機「増産する」　3百億円を投じる',
])('a headline with an act or a figure beside a quotation says the news: %s', (title) => {
  expect(saysLess(title)).toBe(false);
});
