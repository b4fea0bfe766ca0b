import { randomFrom } from './random-from.ts';

const WORDS =
  '半導体 市場 決算 発表 株価 上昇 工場 新設 北海道 計画 投資 拡大 見通し 企業 利益 前年 同期 金利 政策 円安 影響 輸出 需要 回復 Tokyo exchange report'.split(
    ' ',
  );

/** Returns an invented RSS 2.0 feed. The same arguments always give the same feed. */
export const makeFeed = (items: number, paragraphs: number): string => {
  const next = randomFrom(0);
  const words = (count: number): string =>
    Array.from({ length: count }, () => WORDS[next(WORDS.length)]).join('');
  const item = (index: number): string => {
    const link = `https://example.jp/news/${index}?a=1&amp;b=2`;
    const day = String((index % 28) + 1).padStart(2, '0');
    const body = Array.from(
      { length: paragraphs },
      () =>
        `<p>${words(30)}、<a href="https://example.jp/topics/${next(90)}">${words(3)}</a>と<strong>${words(2)}</strong>を${words(30)}。</p>`,
    ).join('\n');
    return `<item><title>${words(8)} &amp; ${index}</title><link>${link}</link><guid isPermaLink="false">item-${index}</guid>
<pubDate>Mon, ${day} Nov 2024 09:00:00 +0900</pubDate><dc:creator>${words(2)}</dc:creator><category>${words(1)}</category>
<description><![CDATA[<p>${words(40)}。</p>]]></description><content:encoded><![CDATA[${body}]]></content:encoded></item>`;
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>見本</title><link>https://example.jp/</link><language>ja</language>
${Array.from({ length: items }, (_, index) => item(index)).join('\n')}
</channel></rss>
`;
};
