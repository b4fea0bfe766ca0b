import { describe, expect, test } from 'vitest';
import { publishAttack, rssWith } from './publish-attack.ts';

/** Embeddings, overrides and isolates (UAX #9): they show a text in another order than it has. */
const BIDI_CONTROLS = '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069';
const BIDI_CONTROL = /[\u202a-\u202e\u2066-\u2069]|&#x20(?:2[a-e]|6[6-9]);|\\u20(?:2[a-e]|6[6-9])/i;

describe('text spoofing', () => {
  test('bidi controls leave titles, names, categories and bodies', async () => {
    const inside = `<author>山${BIDI_CONTROLS}田</author><category>決${BIDI_CONTROLS}算</category>
      <description>&lt;p&gt;本${BIDI_CONTROLS}文 &amp;#x202e;続き&lt;/p&gt;</description>`;
    const { articles, published } = await publishAttack(
      rssWith(inside, `架空${BIDI_CONTROLS}電機、&amp;#x202e;新&#x2067;工場`),
    );
    expect(articles).toMatchObject([
      {
        title: '架空電機、新工場',
        authors: ['山田'],
        categories: ['決算'],
        content: '<p>本文 続き</p>',
        summary: '本文 続き',
      },
    ]);
    for (const [path, text] of published) expect(text, path).not.toMatch(BIDI_CONTROL);
  });

  test('bidi controls leave a JSON Feed, too', async () => {
    const item = {
      id: '1',
      url: 'https://kaku.example/a',
      title: `架空${BIDI_CONTROLS}電機`,
      content_text: `本${BIDI_CONTROLS}文`,
      date_published: '2026-11-24T02:30:00Z',
      authors: [{ name: `山${BIDI_CONTROLS}田` }],
    };
    const feed = { version: 'https://jsonfeed.org/version/1.1', title: '架空通信', items: [item] };
    const { articles } = await publishAttack(JSON.stringify(feed), 'application/feed+json');
    expect(articles).toMatchObject([{ title: '架空電機', authors: ['山田'], summary: '本文' }]);
  });

  test('NUL, line ends and halves of surrogate pairs leave no trace in a title', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: '架空通信',
      items: [
        {
          id: '1',
          url: 'https://kaku.example/a',
          title: '架空\u0000電機\r\nSet-Cookie: a=1\u2028\ud800、新工場',
          date_published: '2026-11-24T02:30:00Z',
        },
      ],
    };
    const { articles, published } = await publishAttack(JSON.stringify(feed), 'application/feed+json');
    expect(articles).toMatchObject([{ title: '架空電機 Set-Cookie: a=1 \ufffd、新工場' }]);
    for (const [path, text] of published) expect(text.isWellFormed(), path).toBe(true);
  });
});

describe('link spoofing', () => {
  test('a name and password before a host leave every address of an item', async () => {
    const address = (path: string) => `https://bank.example:word@evil.example/${path}`;
    const { articles, published } = await publishAttack(
      rssWith(
        `<description>&lt;p&gt;x &lt;a href="${address('body')}"&gt;bank.example&lt;/a&gt;&lt;img src="${address('img')}"&gt;&lt;/p&gt;</description>
         <enclosure url="${address('i.png')}" type="image/png"/>`,
      ).replace('https://kaku.example/a', address('link')),
    );
    expect(articles).toMatchObject([
      {
        link: 'https://evil.example/link',
        image: 'https://evil.example/i.png',
        content:
          '<p>x <a href="https://evil.example/body">bank.example</a><img src="https://evil.example/img" /></p>',
      },
    ]);
    for (const [path, text] of published) expect(text, path).not.toContain('word@');
  });

  test.each(['true', 'false'])(
    'nor do they stand in a guid that is taken for the link (isPermaLink="%s")',
    async (isPermaLink) => {
      const { articles } = await publishAttack(
        rssWith(
          `<guid isPermaLink="${isPermaLink}">https://bank.example:word@evil.example/guid</guid>`,
        ).replace('<link>https://kaku.example/a</link>', ''),
      );
      expect(articles).toMatchObject([{ link: 'https://evil.example/guid' }]);
    },
  );
});
