import { describe, expect, test } from 'vitest';
import { hasJapaneseSide } from '../../../src/domain/item/relevance/japanese-side.ts';
import { judgeRelevance } from '../../../src/domain/item/relevance/judge-relevance.ts';
import { tagArticle } from '../../../src/domain/tag/tag-article.ts';
import { realDictionary } from '../tag/real-dictionary.ts';

const dictionary = realDictionary();

const isOfJapan = (title: string): boolean => hasJapaneseSide(title, dictionary.read(title).signals);

test.each([
  '農相、米の輸入枠で米国と協議',
  '山田財務相、欧州の会議に出席',
  '官房長官、米関税に遺憾',
  '政府、米関税の影響を受けた企業に資金支援',
  '【速報】首相、インド訪問へ',
  'サンマの漁獲枠、中国と台湾を含む会合で協議',
  '長期金利、1.6%に上昇 米金利高が波及',
  '愛知の部品会社、米国に工場',
  'みかんの輸入解禁、台湾が通知',
  'アップルジャパン、米国製の新製品を発売',
])('a Japanese side is shown: %s', (title) => {
  expect(isOfJapan(title)).toBe(true);
});

test.each([
  '英財務相、予算案を発表',
  'ドイツのシュミット財務相、予算案を発表',
  '韓国農相、輸入枠を協議',
  'ドイツ政府、国内の港を拡張',
  '米国の長期金利が上昇',
  '米長期金利、低下',
  '英国で首相が演説',
])('another country’s office shows none: %s', (title) => {
  expect(isOfJapan(title)).toBe(false);
});

describe('a business source', () => {
  const judge = (title: string) => {
    const item = { title, language: 'ja' as const, categories: [] };
    return judgeRelevance(item, tagArticle(item, dictionary), dictionary, {
      scope: 'business',
      threshold: 0.5,
    });
  };

  test.each([
    '農相、米の輸入枠で米国と協議',
    '愛知の部品会社、米国に工場',
    '長期金利、1.6%に上昇 米金利高が波及',
  ])('keeps what has a Japanese side: %s', (title) => {
    expect(judge(title).relevant).toBe(true);
  });

  test.each(['英財務相、予算案を発表', '埼玉の山林でベトナム籍の男を逮捕'])('turns away: %s', (title) => {
    expect(judge(title).relevant).toBe(false);
  });

  test('the name of a column at the end of a title is no evidence', () => {
    const title = '山の上の小さな祭りに三千人が集まる';
    expect(judge(`${title} | 政治・経済・投資`).score).toBe(judge(title).score);
    expect(judge(`${title}｜経済`).score).toBe(judge(title).score);
  });
});
