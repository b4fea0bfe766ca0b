/**
 * Documents that a hostile outlet might send, and a normal feed for comparison, by the name of the attack. A list has
 * one document for each source of the attack.
 */
export const ATTACKS: Readonly<Record<string, () => readonly string[]>> = {
  'a normal feed of 30': () => [feed(30, similar)],
  '5,500 similar items': () => [feed(5_500, similar)],
  '10,000 similar items': () => [feed(10_000, similar)],
  'one title 10,000 times': () => [feed(10_000, () => '架空電機、新工場を北国に建設へ')],
  'one title and page 10,000 times': () => [
    feed(
      10_000,
      () => '架空電機、新工場を北国に建設へ',
      () => 'https://attack.example/page',
    ),
  ],
  'two sources of 10,000 similar items': () => [feed(10_000, similar), feed(10_000, similar)],
  'tiny items in less than 250 kB': () => [feed(1_900, similar, undefined, '', false)],
  '60,000 items': () => [feed(60_000, (n) => `架空電機、第${n}工場`, undefined, '', false)],
  '500 items of 19 kB': () => [
    feed(500, similar, undefined, '<p>架空電機は新工場を建設する。</p>'.repeat(400)),
  ],
  'one item of 9 MB': () => [
    feed(1, similar, undefined, '<p>架空電機は新工場を建設する。</p>'.repeat(190_000)),
  ],
  '10,000 items of every subject': () => [feed(10_000, varied)],
};

const similar = (n: number): string => `架空電機、第${n}工場の建設を決定 投資額は${n % 97}億円`;

const SYLLABLES = Array.from('山川田中村木林森石水金土日月火東西南北上下大小高新古白黒青赤');

/** Returns a title that shares few words with most other titles. */
const varied = (n: number): string =>
  `${Array.from({ length: 12 }, (_, k) => SYLLABLES[(n * (2 * k + 1) + (n >> k)) % SYLLABLES.length]).join('')}社`;

const feed = (
  count: number,
  title: (n: number) => string,
  link = (n: number) => `https://attack.example/${n}`,
  body = '',
  isWhole = true,
): string => {
  const date = new Date().toUTCString();
  const items = Array.from(
    { length: count },
    (_, n) =>
      `<item><title>${title(n)}</title><link>${link(n)}</link>${isWhole ? `<guid isPermaLink="false">${n}</guid><pubDate>${date}</pubDate>` : ''}${body === '' ? '' : `<description><![CDATA[${body}]]></description>`}</item>`,
  );
  return `<rss version="2.0"><channel><title>Attack</title>${items.join('\n')}</channel></rss>`;
};
