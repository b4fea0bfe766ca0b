import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article/article.ts';
import { arrangeFrontPage } from '../../../src/domain/ranking/front-page.ts';
import { DEFAULT_SECTIONS } from '../../../src/domain/ranking/page-section.ts';
import { type RankingContext, rankingContext } from '../../../src/domain/ranking/ranking-context.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { Language } from '../../../src/domain/source/source.ts';
import type { Story, StoryId } from '../../../src/domain/story/story.ts';
import type { CompanyCode } from '../../../src/domain/tag/company.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { makeArticle, makeOutlet, makeStory, NOON } from '../../make.ts';
import { shippedWords } from '../../support/shipped-words.ts';

const configured = rankingContext({
  outlets: [
    ...Array.from({ length: 12 }, (_, n) => makeOutlet(`big-${n}`, { priority: 60 + n })),
    makeOutlet('trade', { priority: 60 }),
  ],
  page: { language: 'en', images: true, sections: DEFAULT_SECTIONS, topScore: 20 },
  words: shippedWords,
});

/** Every story is worth a place, but for those that a test says are not. */
const CONTEXT: RankingContext = {
  ...configured,
  judgeWorth: ([{ title }]) => {
    const [kind] = ['小ネタ', '中ネタ', '並ネタ', '良ネタ'].filter((label) => title.startsWith(label));
    const probability = { 小ネタ: 0.3, 中ネタ: 0.35, 並ネタ: 0.38, 良ネタ: 0.4 }[kind ?? ''] ?? 1;
    return { probability, reasons: [], isWide: !title.startsWith('狭い話') };
  },
};

type Told = {
  readonly outlets: readonly string[];
  readonly title?: string;
  readonly topic?: string;
  readonly code?: string;
  readonly related?: readonly string[];
  readonly language?: Language;
};

/** Titles without a word in common. */
const WORDS =
  'いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす';
const titleOf = (n: number): string =>
  Array.from({ length: 8 }, (_, k) => String.fromCodePoint(0x4e00 + n * 8 + k)).join('') +
  (WORDS[n % 40] ?? '');

const storyOf = (
  id: string,
  n: number,
  { outlets, title, topic, code, related = [], language = 'ja' }: Told,
): Story => {
  const articles = outlets.map(
    (outlet, index): Article =>
      makeArticle(index === 0 ? id : `${id}-${index}`, {
        outlet: { id: outlet as OutletId, name: outlet },
        title: title ?? titleOf(n),
        language,
        tags: [
          ...(topic === undefined
            ? []
            : [
                {
                  kind: 'topic',
                  key: topic as TopicKey,
                  evidence: [{ words: topic, where: 'title' }],
                } as const,
              ]),
          ...(code === undefined
            ? []
            : [{ kind: 'company', code: code as CompanyCode, evidence: [] } as const]),
        ],
      }),
  );
  const [first, ...others] = articles;
  if (first === undefined) throw new Error('a story has an outlet');
  return makeStory(id, {
    articles: [first, ...others],
    related: related as readonly StoryId[],
    published: NOON.subtract({ minutes: n }),
  });
};

const arrange = (stories: readonly Story[], perSection = 6, isOfDay = false) =>
  arrangeFrontPage(stories, CONTEXT, { now: NOON, perSection, isOfDay });

const idsOn = (page: ReturnType<typeof arrange>): readonly string[] =>
  [
    ...(page.lead === undefined ? [] : [page.lead]),
    ...page.top,
    ...page.sections.flatMap(({ stories }) => stories),
  ].flatMap(({ story, more }) => [story.id, ...more.map(({ id }) => id)]);

describe('a front page', () => {
  test('without stories is empty', () => {
    expect(arrange([])).toEqual({ top: [], sections: [], rest: [] });
  });

  test('leads with the story of the most outlets of weight, however much a trade paper brings', () => {
    const burst = Array.from({ length: 50 }, (_, n) => storyOf(`t${n}`, n, { outlets: ['trade'] }));
    const main = storyOf('main', 300, { outlets: ['big-1', 'big-2', 'big-3'] });
    const page = arrange([...burst, main]);
    expect(page.lead?.story.id).toBe('main');
    expect(page.top.length).toBeLessThanOrEqual(7);
  });

  test('has seven stories after the lead above the sections, and of those at most three of one outlet', () => {
    const of = (id: string, from: number, outlets: (n: number) => readonly string[]) =>
      Array.from({ length: 20 }, (_, n) => storyOf(`${id}${n}`, from + n, { outlets: outlets(n) }));
    const { top } = arrange([
      ...of('a', 0, () => ['big-1', 'x']),
      ...of('b', 30, (n) => [`big-${2 + (n % 9)}`]),
    ]);
    expect(top.map(({ story }) => story.id)).toEqual(['a1', 'a2', 'a3', 'b0', 'b1', 'b2', 'b3']);
  });

  test('shows each story once, and no outlet leads more than a fifth of the first thirty', () => {
    const stories = Array.from({ length: 300 }, (_, n) =>
      storyOf(`s${n}`, n, {
        outlets: [n % 2 === 0 ? 'trade' : `big-${n % 11}`],
        topic: ['markets', 'autos', 'earnings', 'tech', 'retail', 'macro', 'none'][n % 7] ?? 'none',
      }),
    );
    const page = arrange(stories);
    const ids = idsOn(page);
    expect(new Set(ids).size).toBe(ids.length);
    const first = [page.lead, ...page.top, ...page.sections.flatMap(({ stories: list }) => list)].slice(
      0,
      30,
    );
    const counts = Map.groupBy(first, (one) => one?.story.articles[0].outlet.id);
    expect(first).toHaveLength(30);
    expect(Math.max(...[...counts.values()].map((list) => list.length))).toBeLessThanOrEqual(6);
  });

  test('lets no outlet lead more than three top stories, also if minor ones are added', () => {
    const others = Array.from({ length: 9 }, (_, n) =>
      storyOf(`o${n}`, 50 + n, { outlets: [`big-${n}`], title: `良ネタ${titleOf(50 + n)}` }),
    );
    const own = Array.from({ length: 6 }, (_, n) =>
      storyOf(`own${n}`, n, {
        outlets: ['big-11'],
        title: `${n < 4 ? '' : '良ネタ'}${titleOf(n)}`,
      }),
    );
    const { top } = arrange([...own, ...others]);
    expect(top).toHaveLength(7);
    expect(top.filter(({ story }) => story.id.startsWith('own'))).toHaveLength(3);
  });

  test('lets an outlet lead six stories that it reports alone', () => {
    const alone = Array.from({ length: 9 }, (_, n) =>
      storyOf(`alone${n}`, n, { outlets: ['big-11'], topic: 'markets' }),
    );
    const others = Array.from({ length: 9 }, (_, n) =>
      storyOf(`o${n}`, 20 + n, { outlets: [`big-${n}`], topic: 'macro' }),
    );
    const ids = idsOn(arrange([...alone, ...others], 9)).filter((id) => !id.startsWith('o'));
    expect(ids).toEqual(['alone0', 'alone1', 'alone2', 'alone3', 'alone4', 'alone5']);
  });

  test('has the sections in the order of the config, and stories of none last', () => {
    const topics = ['retail', 'autos', 'markets', 'none'];
    const stories = Array.from({ length: 80 }, (_, n) =>
      storyOf(`s${n}`, n, { outlets: [`big-${n % 11}`], topic: topics[n % 4] ?? '' }),
    );
    const page = arrange(stories);
    expect(page.sections.map(({ section }) => section?.key)).toEqual([
      'markets',
      'industry',
      'consumer',
      undefined,
    ]);
    for (const { stories: list } of page.sections) expect(list.length).toBeLessThanOrEqual(6);
  });

  test('has what it leaves out by importance', () => {
    const stories = Array.from({ length: 60 }, (_, n) =>
      storyOf(`s${n}`, n, { outlets: [n < 40 ? 'trade' : `big-${n % 12}`], topic: 'markets' }),
    );
    const page = arrange(stories, 2);
    const shown = idsOn(page);
    const left = page.rest.map(({ story }) => story.id);
    expect(new Set([...shown, ...left]).size).toBe(60);
    expect(shown.length + left.length).toBe(60);
    const scores = page.rest.map(({ importance: { score } }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  test('has at most six stories led by an outlet among its first thirty, whoever else reports them', () => {
    const shared = Array.from({ length: 12 }, (_, n) =>
      storyOf(`shared${n}`, n, {
        outlets: ['big-11', 'x'],
        topic: ['markets', 'macro', 'earnings', 'tech'][n % 4] ?? '',
      }),
    );
    const others = Array.from({ length: 12 }, (_, n) =>
      storyOf(`o${n}`, 20 + n, { outlets: [`big-${n % 10}`], topic: 'retail' }),
    );
    expect(idsOn(arrange([...shared, ...others])).filter((id) => id.startsWith('shared'))).toHaveLength(6);
  });

  test('lets another outlet of weight lead what it reports, too, rather than leave the story out', () => {
    const shared = Array.from({ length: 9 }, (_, n) =>
      storyOf(`shared${n}`, n, { outlets: ['big-11', `big-${n}`], topic: 'markets' }),
    );
    const others = Array.from({ length: 12 }, (_, n) =>
      storyOf(`o${n}`, 20 + n, { outlets: [`big-${n % 10}`], topic: 'retail' }),
    );
    const { lead, top, sections } = arrange([...shared, ...others]);
    const picked = [...(lead === undefined ? [] : [lead]), ...top, ...sections.flatMap((one) => one.stories)];
    const leads = picked
      .filter(({ story }) => story.id.startsWith('shared'))
      .map((one) => one.lead.outlet.id);
    expect(leads).toHaveLength(9);
    expect(leads.filter((id) => id === 'big-11').length).toBeLessThanOrEqual(6);
  });

  test('lets neither backlog nor a copy of another outlet’s page lead in place of that outlet', () => {
    const big = makeOutlet('big-11', { priority: 71, home: 'https://big-11.example/' });
    const outlets = new Map([...CONTEXT.outlets, [big.id, big]]);
    const countShared = (change: (own: Article) => Partial<Article>): number => {
      const shared = Array.from({ length: 9 }, (_, n) => {
        const story = storyOf(`shared${n}`, n, { outlets: ['big-11', `big-${n}`], topic: 'markets' });
        const own = { ...story.articles[0], canonicalUrl: `https://big-11.example/${n}` };
        return {
          ...story,
          articles: [own, ...story.articles.slice(1).map((one) => ({ ...one, ...change(own) }))] as const,
        };
      });
      const others = Array.from({ length: 12 }, (_, n) =>
        storyOf(`o${n}`, 20 + n, { outlets: [`big-${n % 10}`], topic: 'retail' }),
      );
      const setup = { now: NOON, perSection: 6, isOfDay: false };
      const page = arrangeFrontPage([...shared, ...others], { ...CONTEXT, outlets }, setup);
      return idsOn(page).filter((id) => id.startsWith('shared')).length;
    };
    expect(countShared(() => ({}))).toBe(9);
    expect(countShared(() => ({ published: NOON.subtract({ hours: 25 }) }))).toBe(6);
    expect(countShared(({ canonicalUrl }) => ({ canonicalUrl }))).toBe(6);
  });

  test('lets fewer than six outlets share it', () => {
    const stories = Array.from({ length: 20 }, (_, n) => storyOf(`s${n}`, n, { outlets: ['trade'] }));
    const ledByTrade = (others: number): number => {
      const more = Array.from({ length: others }, (_, n) =>
        storyOf(`o${n}`, 30 + n, { outlets: [`big-${n}`] }),
      );
      return idsOn(arrange([...stories, ...more], 20)).filter((id) => id.startsWith('s')).length;
    };
    expect([ledByTrade(0), ledByTrade(4), ledByTrade(5)]).toEqual([20, 20, 6]);
  });
});

/** A story whose first headline names a company. */
const ofCompany = (id: string, n: number, code: string, more: Partial<Told> = {}): Story => {
  const story = storyOf(id, n, { outlets: [`big-${n % 12}`], ...more });
  const [first, ...others] = story.articles;
  const tags: Article['tags'] = [
    { kind: 'company', code: code as CompanyCode, evidence: [{ words: '架空電機', where: 'title' }] },
  ];
  return { ...story, articles: [{ ...first, tags }, ...others] };
};

describe('a company', () => {
  const others = Array.from({ length: 60 }, (_, n) => ofCompany(`other${n}`, 10 + n, `8${100 + n}`));
  const entriesOf = (own: readonly Story[], count = 60) => {
    const { lead, top, sections } = arrange([...own, ...others.slice(0, count)], 100);
    return [lead, ...top, ...sections.flatMap(({ stories }) => stories)].flatMap((one) =>
      own.some(({ id }) => id === one?.story.id)
        ? [[one?.story.id, ...(one?.more ?? []).map(({ id }) => id)]]
        : [],
    );
  };
  const results = ofCompany('results', 0, '7777', { outlets: ['big-1', 'big-2'], title: '架空電機が増益' });
  const buyback = ofCompany('buyback', 1, '7777', { title: '自社株買いを架空電機が決める' });
  const recall = ofCompany('recall', 2, '7777', { title: 'リコールを届け出る、架空電機の掃除機' });

  test('has one entry for what it announces together, and a second one for another act', () => {
    expect(entriesOf([results, buyback, recall])).toEqual([['results', 'buyback'], ['recall']]);
  });

  test('has no entry if it stands below a headline with news of an accident', () => {
    const title = '架空県の地震、港と架空電機の倉庫で火災';
    const quake = storyOf('quake', 0, { outlets: ['big-1', 'big-2', 'big-3'], title });
    const fire = ofCompany('fire', 1, '7777', { title: `${title}、原因を調査` });
    const smoke = ofCompany('smoke', 2, '7777', { title: '煙の元は電池、爆発を架空電機が調べる' });
    expect(entriesOf([quake, fire, smoke])).toEqual([['quake', 'fire']]);
    expect(entriesOf([quake, smoke])).toEqual([['quake'], ['smoke']]);
  });

  test('has no more than two entries, and its other news stands below none of them', () => {
    const plant = ofCompany('plant', 3, '7777', { title: '架空電機の新工場、川沿いに' });
    expect(entriesOf([results, recall, plant])).toEqual([['results'], ['recall']]);
    expect(entriesOf([results, recall, plant], 26)).toHaveLength(3);
    expect(entriesOf([results, recall, plant], 27)).toHaveLength(2);
  });

  test('has no second entry for an accident, or for news without an act', () => {
    const accident = ofCompany('accident', 3, '7777', { title: '倉庫の火災で煙、架空電機の部品も' });
    const talk = ofCompany('talk', 4, '7777', { title: '架空電機の百年を語る本' });
    expect(entriesOf([results, accident, talk])).toEqual([['results']]);
    expect(entriesOf([accident])).toEqual([['accident']]);
  });

  test('is the one that a report names in any headline', () => {
    const named = (id: string, n: number, where: 'title' | 'summary', of: number): Story => {
      const story = storyOf(id, n, { outlets: [`big-${n}`, `big-${n + 1}`] });
      const tags: Article['tags'] = [
        { kind: 'company', code: '7777' as CompanyCode, evidence: [{ words: '7777', where }] },
      ];
      const [first, ...rest] = story.articles.map((one, index) => (index === of ? { ...one, tags } : one));
      return first === undefined ? story : { ...story, articles: [first, ...rest] };
    };
    expect(entriesOf([named('a', 1, 'title', 0), named('b', 2, 'title', 1)])).toEqual([['a']]);
    expect(entriesOf([named('a', 1, 'title', 0), named('b', 2, 'summary', 0)])).toEqual([['a'], ['b']]);
  });
});

describe('what is much talked of', () => {
  const others = Array.from({ length: 60 }, (_, n) =>
    storyOf(`o${n}`, 30 + n, { outlets: [`big-${n % 12}`] }),
  );
  const entriesAbout = (...titles: readonly string[]) => {
    const stories = titles.map((title, n) =>
      storyOf(`m${n}`, n, { outlets: [`big-${n}`, `big-${n + 1}`], title }),
    );
    const { lead, top, sections } = arrange([...stories, ...others], 100);
    const entries = [lead, ...top, ...sections.flatMap((section) => section.stories)];
    return entries.flatMap((one) => (one?.story.id.startsWith('m') ? [one.more.length] : []));
  };
  test.each([
    [['円買い介入か', '介入の額、過去最大', '円安是正へ会合', '円急騰、一時1ドル=140円台'], [3]],
    [['円安圧力、根強く', '外為17時 円相場、4日続落 159円台'], [1]],
    [
      ['円買い介入か', '軍事介入の費用を試算'],
      [0, 0],
    ],
    [
      ['円買い介入か', '郵便会社の回答に介入した疑い、架空省が調べる'],
      [0, 0],
    ],
    [['架空省が概算要求を発表', '架空庁予算、過去最大'], [1]],
    [
      ['円安圧力、根強く', '最低賃金、全国平均1160円突破'],
      [0, 0],
    ],
    [
      ['円安圧力、根強く', '架空自動車など4社が増益、円安進行や関税の緩和で'],
      [0, 0],
    ],
    [['円安圧力、根強く', '語らぬ議長に市場は不安、160円目前'], [1]],
    [['円安圧力、根強く', '架空財務相、過度な円安をけん制'], [1]],
    [['来月の原油、ほぼ調達できると架空相', '架空月の原油輸入、前年並みを確保へ'], [1]],
    [
      ['来月の原油、ほぼ調達できると架空相', '原油高、架空電機が利益確保へ値上げ'],
      [0, 0],
    ],
    [['日銀が政策金利を1%に利上げ', '日米中銀、利上げで足並み'], [1]],
    [['架空氏の発言に米財務長官が反応', '米長官「円高につながる」'], [1]],
    [['架空年度の法人企業統計、経常利益が増加', '4〜6月法人企業、設備投資1%増'], [1]],
    [['食品の消費税で与党が協議', '減税の財源か見えず', '小売りが消費税の改修に着手'], [2]],
    [
      ['食品の消費税で与党が協議', '架空飲料、ビールの減税で値下げ'],
      [0, 0],
    ],
    [['架空相が追加関税の「特例」を確認', '2国が関税合意の順守で一致', 'トランプ氏、相互関税を発動'], [2]],
    [
      ['架空連合、電気自動車に追加関税', '2国が関税合意の順守で一致'],
      [0, 0],
    ],
    [['金融庁、架空融資の監視を強化する方針', '架空機関の国外業務を把握へ　金融行政方針'], [1]],
    [
      ['金融庁、株の持ち合いを減らす方針', '架空機関の国外業務を把握へ　金融行政方針'],
      [0, 0],
    ],
    [['コメの平均価格、下げ止まる', 'コメ店頭価格は3週続けて安い'], [1]],
    [['鶏・豚肉、架空月に最高価格', '豚肉と鶏肉の小売りが最高値に'], [1]],
    [['コメの業者間取引価格が上昇', '架空月のコメ卸値、3カ月ぶり高値'], [1]],
    [['新米の価格、去年より安い', '米価の見通しを農協が示す'], [1]],
    [['架空月の貿易赤字が縮む', '中東からの原油輸入量、3割減る'], [1]],
    [
      ['架空月の貿易赤字が縮む', '農水産品の輸出額、最高に'],
      [0, 0],
    ],
    [['架空省が概算要求を発表', '新しい枠、予算要求に上限なし'], [1]],
    [['架空地方の倒産総額、10年で最大', '菓子店の倒産が最多に'], [1]],
    [
      ['架空書店が倒産', '菓子店の倒産が最多に'],
      [0, 0],
    ],
    [['夏のボーナス、架空県で最高', '冬の賞与、架空市で減る'], [1]],
    [['日経平均の銘柄を入れ替え', 'TOPIXと日経平均の違いを知る本'], [1]],
    [['東証前引け、続落', '輸入関連株が逆行高'], [1]],
    [['利上げ観測に揺れる債券市場', '長期金利、一時2.945%に上昇'], [1]],
    [['NY原油、続伸', '架空海峡で緊張、原油価格が3カ月ぶり高値に'], [1]],
    [['日銀が利上げを決定', '市場は政策金利の道筋を探る'], [1]],
    [
      ['日銀が政策金利を1%に利上げ', 'FRBが3年ぶりに利上げ、議長は物価を警戒'],
      [0, 0],
    ],
    [
      ['日銀が政策金利を1%に利上げ', '架空国の中銀、3年ぶりに利上げ'],
      [0, 0],
    ],
    [
      ['日銀が国債の買い方を見直す', '日銀総裁、賃金を語る会見へ'],
      [0, 0],
    ],
  ])('has one entry: %j', (titles, entries) => {
    expect(entriesAbout(...titles)).toEqual(entries);
  });

  test('has an entry although a story about it stands below another headline', () => {
    const law = '架空法を閣議決定、工場の架空税を軽く';
    expect(
      entriesAbout(`${law} 首相「秋に日銀と」`, `${law} 日銀の利上げに影響か`, '市場は政策金利の道筋を探る'),
    ).toEqual([1, 0]);
  });

  describe('an earthquake', () => {
    const quakes = ['港が止まる', '停電、東京でも', '保険の窓口', '店が閉まる', '水道を直す'].map(
      (text) => `長崎の地震で${text}`,
    );

    test('has one entry, with all that followed from it', () => {
      const followed = ['架空電機、部品の工場を停止', '架空製紙が操業再開へ', '長崎の商店街に観光客戻らず'];
      expect(entriesAbout(...quakes, ...followed)).toEqual([4]);
      expect(entriesAbout(quakes[0] ?? '', ...followed)).toEqual([0, 0, 0, 0]);
    });

    test('is another thing than a storm, and than news of other places', () => {
      expect(entriesAbout(...quakes, '架空自動車、台風で工場停止', '東京の港に新しい倉庫')).toEqual([
        4, 0, 0,
      ]);
    });

    test('is the matter of a story if a third of its headlines name it', () => {
      const toldBy = (count: number): Story => {
        const story = storyOf('told', 20, {
          outlets: ['big-1', 'big-2', 'big-3', 'big-4'],
          title: '架空電機が増産',
        });
        const [first, ...rest] = story.articles;
        const titled = rest.map((one, n) =>
          n < count ? { ...one, title: '架空電機、地震の後に増産' } : one,
        );
        return { ...story, articles: [first, ...titled] };
      };
      const quake = storyOf('quake', 1, {
        outlets: ['big-5', 'big-6', 'big-7', 'big-8', 'big-9'],
        title: '地震で港を閉鎖',
      });
      const below = (count: number) =>
        arrange([quake, toldBy(count), ...others]).lead?.more.map(({ id }) => id);
      expect([below(1), below(2)]).toEqual([[], ['told']]);
    });
  });
});

describe('minor stories', () => {
  const news = (count: number) =>
    Array.from({ length: count }, (_, n) => storyOf(`n${n}`, n, { outlets: [`big-${n % 12}`] }));
  const essay = storyOf('essay', 5, { outlets: ['big-1', 'big-2'], title: '架空電機はなぜ強いのか' });

  const trivia = storyOf('trivia', 6, {
    outlets: ['big-1', 'big-2', 'big-3'],
    title: '小ネタ、夏の帽子が人気',
  });

  test('have no place on a page that has four others, and stand with what is left', () => {
    const page = arrange([...news(4), essay, trivia], 100);
    expect(idsOn(page)).toHaveLength(4);
    expect(page.rest.map(({ story }) => story.id).toSorted()).toEqual(['essay', 'trivia']);
  });

  test('have a place among the top stories where fewer are there', () => {
    expect(arrange([...news(2), essay, trivia]).top.map(({ story }) => story.id)).toContain('trivia');
    expect(arrange([essay]).lead?.story.id).toBe('essay');
    const small = storyOf('small', 900, { outlets: ['x'], title: '小ネタ、架空の村の帽子' });
    expect(arrange([essay, small]).lead?.story.id).toBe('small');
    expect(arrange([...news(3), essay, small]).top.map(({ story }) => story.id)).toContain('small');
  });

  describe('of little worth', () => {
    const some = (label: string, count: number, topic = 'autos') =>
      Array.from({ length: count }, (_, n) => {
        const nth = n + (label === '並ネタ' ? 100 : 200);
        const outlets = [`big-${nth % 12}`];
        return storyOf(`${label}${n}`, nth, { outlets, title: `${label}${titleOf(nth)}`, topic });
      });

    test('fill no section, however few entries the page has', () => {
      expect(arrange([...news(5), ...some('並ネタ', 9)]).sections).toEqual([]);
    });

    test('fill the top stories, and no section, if they are nearly worth a place', () => {
      const page = arrange([...news(3), ...some('良ネタ', 9), ...some('並ネタ', 9)]);
      expect(page.top.map(({ story }) => story.id.replace(/\d+$/, ''))).toEqual([
        ...['n', 'n'],
        ...Array<string>(5).fill('良ネタ'),
      ]);
      expect(page.sections).toEqual([]);
    });

    test('stand on no page beside an entry about the same', () => {
      const again = storyOf('again', 30, { outlets: ['big-8'], title: '中ネタ、夏祭り', related: ['n0'] });
      expect(arrange([...news(5), again]).sections).toEqual([]);
      const rice = (id: string, n: number, title: string) => storyOf(id, n, { outlets: ['big-9'], title });
      const many = [...news(5), ...some('小ネタ', 60), rice('rice', 1, 'コメの平均価格、下げ止まる')];
      const page = arrange([...many, rice('again', 2, '中ネタ、コメ店頭価格は3週続けて安い')], 20);
      expect(idsOn(page)).not.toContain('again');
      expect(page.rest.map(({ story }) => story.id)).toContain('again');
    });
  });

  test('stand below minor stories alone', () => {
    const near = storyOf('near', 7, {
      outlets: ['big-4'],
      title: '小ネタ、夏の帽子が人気に',
      related: ['n0', 'trivia'],
    });
    const page = arrange([...news(12), trivia, near], 100);
    expect(page.rest.map(({ story }) => story.id)).toContain('near');
    expect(arrange([trivia, near]).lead?.more.map(({ id }) => id)).toEqual(['near']);
  });
});

describe('the lead', () => {
  const fresh = storyOf('fresh', 60, { outlets: ['big-1'] });
  const old = (reports: readonly string[], hours: number) => storyOf('old', hours * 60, { outlets: reports });
  const leadOf = (...stories: readonly Story[]) => arrange(stories).lead?.story.id;

  test('is no story older than 18 hours, unless a report joined it in the last six', () => {
    const joinedAt = (story: Story, hours: number): Story => {
      const [first, ...others] = story.articles.map((article, index) => ({
        ...article,
        firstSeenAt: NOON.subtract({ minutes: 60 * (index === 0 ? 20 : hours) }),
      }));
      return first === undefined ? story : { ...story, articles: [first, ...others] };
    };
    const twenty = old(['big-2', 'big-3'], 20);
    expect(leadOf(fresh, joinedAt(old(['big-2', 'big-3'], 17.9), 17))).toBe('old');
    expect(leadOf(fresh, joinedAt(old(['big-2', 'big-3'], 18), 17))).toBe('fresh');
    expect(leadOf(fresh, joinedAt(twenty, 19))).toBe('fresh');
    expect(leadOf(fresh, joinedAt(twenty, 6))).toBe('old');
    expect(leadOf(fresh, joinedAt(twenty, 6.1))).toBe('fresh');
    expect(leadOf(fresh, joinedAt(twenty, -1))).toBe('fresh');
    expect(arrange([fresh, joinedAt(twenty, 19)]).top.map(({ story }) => story.id)).toEqual(['old']);
    expect(leadOf(joinedAt(twenty, 19))).toBe('old');
    expect(arrange([fresh, joinedAt(twenty, 19)], 6, true).lead?.story.id).toBe('old');
  });

  test('is no offence of an employee while there is other news, except one of 億円', () => {
    const outlets = ['big-2', 'big-3', 'big-4', 'big-5'];
    const taken = (what: string) =>
      storyOf('taken', 10, { outlets, title: `架空商店の従業員が${what}を横領` });
    expect(leadOf(fresh, taken('景品'))).toBe('fresh');
    expect(leadOf(fresh, taken('3億円'))).toBe('taken');
    expect(leadOf(taken('景品'))).toBe('taken');
  });

  describe('is an act of consequence', () => {
    const act = (outlets: readonly string[]) =>
      storyOf('act', 60, { outlets, title: '架空電機が子会社を買収' });
    const other = (title: string) =>
      storyOf('other', 10, { outlets: ['big-2', 'big-3', ...'a b c d e f g h'.split(' ')], title });

    test.each([
      'NY株、2%安',
      'NY原油、5.1%高',
      '日経平均前引け、1,000円超安',
      '架空市場で爆発事故、客ら負傷',
      '架空電機の元社長が死去',
      '架空電機の社長、買収を「急がず」',
      '買収に株主から批判',
      '政策金利は据え置きの公算',
      '日銀、架空3県の景気判断を据え置き',
      '日銀の景気判断、東北を引き上げ',
      '狭い話、菓子の店を買収',
      '菓子の売れ行き',
    ])('and not, with up to twice its points: %s', (title) => {
      expect(leadOf(act(['big-1', 'big-4']), other(title))).toBe('act');
      expect(leadOf(act(['big-1']), other(title))).toBe('other');
    });

    test('else other news than New York, if it is important enough', () => {
      const news = (outlets: readonly string[]) => storyOf('news', 60, { outlets, title: '菓子の売れ行き' });
      expect(leadOf(news(['big-1', 'big-4']), other('NY株、2%安'))).toBe('news');
      expect(leadOf(news(['x']), other('NY株、2%安'))).toBe('other');
    });

    test.each(['政府が増税を閣議決定', '架空電機、5千億円を投じる', '東証大引け、日経平均は2100円安'])(
      'of which the most important leads: %s',
      (title) => {
        expect(leadOf(act(['big-1']), other(title))).toBe('other');
      },
    );

    test('shown with the headline that says what was done', () => {
      const reaction = storyOf('reaction', 10, {
        ...{ outlets: ['big-2', 'big-3', 'big-4'], related: ['main'] },
        title: '架空税の引き上げに批判',
      });
      const main = storyOf('main', 100, {
        outlets: ['big-5', 'big-6', 'big-7'],
        title: '架空税を1%に、政府が増税を決定',
      });
      expect(leadOf(act(['big-1', 'big-8']), reaction, main)).toBe('main');
      expect(leadOf(act(['big-1', 'big-8']), reaction)).toBe('act');
    });
  });

  test.each([
    ['東証大引け　日経平均は3日続伸、784円高', 'fresh'],
    ['NYダウ、703ドル安　架空小売りが大幅安', 'fresh'],
    ['外為17時　円相場、34年ぶりの安値', 'fresh'],
    ['長期金利、2.945%に上昇', 'fresh'],
    ['NY株、1.9%安', 'fresh'],
    ['米国株、ダウ続伸　架空電機が一時16%高', 'fresh'],
    ['東証大引け　3日続伸　架空電機は最高値', 'fresh'],
    ['NY株、3日連続の最高値', 'fresh'],
    ['日経平均、一時999円安', 'fresh'],
    ['NY株、1か月ぶりに最高値', 'close'],
    ['日経平均、一時1,000円超安', 'close'],
    ['日経平均、一時１，０００円安', 'close'],
    ['NY株、2%安', 'close'],
    ['NYダウ大幅反落、米景気を懸念', 'close'],
    ['長期金利 一時2.945%　30年ぶり高水準', 'close'],
    ['NY原油、5.1%高', 'close'],
    ['Nikkei falls 2.3% as chip shares slide', 'close'],
    ['Nikkei closes at record high', 'close'],
  ])('is a report of a market where prices moved by much: %s', (title, lead) => {
    const close = storyOf('close', 10, { outlets: ['big-2', 'big-3', 'big-4'], title });
    expect(leadOf(fresh, close)).toBe(lead);
    expect(arrange([fresh, close], 6, true).lead?.story.id).toBe(lead);
    expect(leadOf(close)).toBe('close');
  });

  test('is a large move of prices as long as any other story, and quotes of later hours stand below it', () => {
    const fall = old(['big-2', 'big-3'], 15);
    const [first, ...others] = fall.articles.map((one) => ({ ...one, title: '日経平均終値、2134円安' }));
    const later = storyOf('later', 30, {
      outlets: ['big-4', 'big-5'],
      title: '東証前引け　日経平均は小幅続伸',
    });
    const opening = storyOf('opening', 30, {
      outlets: ['big-6', 'big-7'],
      title: '東証寄り付き　日経平均は一時1700円安',
    });
    const close = storyOf('close', 20, { outlets: ['big-8'], title: '東証前引け　日経平均は412円安' });
    expect(arrange([opening, close]).lead?.story.id).toBe('close');
    const { lead } = arrange([
      fresh,
      later,
      first === undefined ? fall : { ...fall, articles: [first, ...others] },
    ]);
    expect([lead?.story.id, lead?.more.map(({ id }) => id)]).toEqual(['old', ['later']]);
  });

  test('is no quiet close while there is other news, also after a large move of the same day', () => {
    const at = (time: string, id: string, outlets: readonly string[], title: string): Story => ({
      ...storyOf(id, 0, { outlets, title }),
      published: Temporal.Instant.from(`${NOON.toString().slice(0, 10)}T${time}:00+09:00`),
    });
    const fall = at('11:00', 'fall', ['big-1', 'big-2', 'big-3'], '日経平均、一時1200円安　大幅安');
    const close = at('15:40', 'close', ['big-4'], '日経平均終値、120円安');
    const news = at('15:00', 'news', ['big-5'], '経済対策に5兆円、政府が閣議決定');
    const now = NOON.add({ hours: 5 });
    const pageOf = (...stories: readonly Story[]) =>
      arrangeFrontPage(stories, CONTEXT, { now, perSection: 6, isOfDay: false });
    const { lead, top } = pageOf(fall, close, news);
    expect([lead?.story.id, ...top.map(({ story }) => story.id)]).toEqual(['news', 'close']);
    expect(pageOf(fall, news).lead?.story.id).toBe('fall');
    expect(pageOf(fall, close).lead?.story.id).toBe('close');
    const reaction = storyOf('reaction', 0, {
      ...{ outlets: ['big-1'], related: ['close'] },
      title: '架空税の案に批判',
    });
    const quiet = at('15:40', 'close', ['big-2', 'big-3', 'big-4'], '日経平均終値、120円安');
    const sweets = at('15:00', 'sweets', ['big-5'], '菓子の売れ行き');
    expect(pageOf(reaction, quiet, sweets).lead?.story.id).toBe('sweets');
    expect(pageOf(reaction, quiet).lead?.story.id).toBe('reaction');
  });
});

describe('stories about one matter', () => {
  const others = Array.from({ length: 40 }, (_, n) => storyOf(`o${n}`, n, { outlets: [`big-${n % 12}`] }));

  const below = (...stories: readonly Story[]) => {
    const page = arrange([...stories, ...others]);
    expect(page.lead?.story.id).toBe('main');
    return page.lead?.more.map(({ id }) => id);
  };
  const main = (more: Partial<Told> = {}): Story =>
    storyOf('main', 100, {
      outlets: ['big-1', 'big-2'],
      title: '架空自動車、新型の軽電気自動車を国内で発売',
      ...more,
    });

  test('stand below the most important one, if linked in either direction', () => {
    expect(below(main({ related: ['x', 'gone'] }), storyOf('x', 101, { outlets: ['big-3'] }))).toEqual(['x']);
    expect(below(main(), storyOf('x', 101, { outlets: ['big-3'], related: ['main'] }))).toEqual(['x']);
  });

  test('stand below it if their headlines share most of their rare words', () => {
    const near = storyOf('x', 101, { outlets: ['big-3'], title: '架空自動車が新型の軽電気自動車を発売へ' });
    expect(below(main(), near)).toEqual(['x']);
    const far = storyOf('y', 102, {
      outlets: ['big-3'],
      title: '架空自動車、社長に架空花子氏が就任する人事',
    });
    expect(below(main(), far)).toEqual([]);
  });

  test('need less in common if both headlines are long, and must not name two companies', () => {
    const long = '架空玩具の市場、三年続けて一兆円を超す　カードの伸びが支え、過去最高を更新　架空協会';
    const again = '架空おもちゃの市場が過去最高を更新　昨年度は数百億円ふえ、子が減っても伸びる';
    const x = (more: Partial<Told> = {}) => storyOf('x', 101, { outlets: ['big-3'], title: again, ...more });
    expect(below(main({ title: long }), x())).toEqual(['x']);
    expect(below(main({ title: long }), x({ title: again.slice(0, 12) }))).toEqual([]);
    expect(below(main({ title: long, code: '7777' }), x({ code: '7777' }))).toEqual(['x']);
    expect(below(main({ title: long, code: '7777' }), x({ code: '8888' }))).toEqual([]);
  });

  test('need only some words in common if they name one amount, and no two companies', () => {
    const title = '補助は58万円が上限　軽電気自動車、秋に話し合い年末に結論';
    const of = (code?: string) =>
      main({
        title: '架空自動車の軽電気自動車に補助58万円、国が決定',
        ...(code === undefined ? {} : { code }),
      });
    const x = (more: Partial<Told> = {}) => storyOf('x', 101, { outlets: ['big-3'], title, ...more });
    expect(below(of(), x())).toEqual(['x']);
    expect(below(of(), x({ title: title.replace('58', '68') }))).toEqual([]);
    expect(below(of('7777'), x({ code: '8888' }))).toEqual([]);
    const sum = '1兆2345億円超';
    const budget = x({ title: `架空庁、${sum}の予算を要求へ` });
    expect(below(main({ title: `遊園地の売上高、合計で${sum}` }), budget)).toEqual([]);
    const english = {
      title: 'Kakuu Agency to seek 1.2345 trillion yen for repairs',
      language: 'en',
    } as const;
    const parks = { title: 'Park operators sell tickets worth 1.2345 trillion yen', language: 'en' } as const;
    expect(below(main(parks), x(english))).toEqual([]);
  });

  test('stand below it if they report sessions of one market, the yen wherever it is traded', () => {
    const title = (text: string, n: number) =>
      storyOf(`x${n}`, 101 + n, { outlets: [`big-${n + 3}`], title: text });
    const close = main({ title: '東証大引け　日経平均は3日続伸、1784円高' });
    expect(
      below(close, title('東証前引け　日経平均は小幅続伸', 1), title('NY株、反発して始まる', 2)),
    ).toEqual(['x1']);
    const yen = main({ title: '円相場、159円台前半　34年ぶり安値' });
    expect(below(yen, title('東京円、159円台前半', 1))).toEqual(['x1']);
    const cause = '中東情勢の改善に期待し、幅広い買い';
    const tokyo = main({ title: `東証大引け　日経平均は1784円高　${cause}` });
    expect(below(tokyo, title(`NY株、続伸　${cause}`, 1))).toEqual([]);
  });

  describe('of one market', () => {
    /** A report at a time in Japan on the day of NOON. */
    const at = (id: string, time: string, title: string, outlets = [`big-${id.length}`]): Story => ({
      ...storyOf(id, 0, { outlets, title }),
      published: Temporal.Instant.from(`${NOON.toString().slice(0, 10)}T${time}:00+09:00`),
    });
    const group = (...stories: readonly Story[]) => {
      const now = NOON.add({ hours: 5 });
      const setup = { now, perSection: 6, isOfDay: false };
      const [first] = arrangeFrontPage([...stories, ...others], CONTEXT, setup).top;
      return [first?.story.id, ...(first?.more ?? []).map(({ id }) => id)];
    };
    const noon = at('noon', '16:30', '東証前引け　日経平均は小幅続伸', ['big-1', 'big-2', 'big-3']);

    test('have the latest close as their headline, though another report is more important', () => {
      const close = at('close', '16:20', '日経平均終値、703円安');
      expect(group(noon, close)).toEqual(['close', 'noon']);
      const opening = at('opening', '16:30', '東証寄り付き　日経平均は続伸して始まる', ['big-1', 'big-2']);
      expect(group(opening, close)).toEqual(['close', 'opening']);
      const begun = at('begun', '14:30', 'NYダウ、続落で始まる', ['big-1', 'big-2', 'big-3']);
      const over = at('over', '14:30', '米国株、ダウ続落し116ドル安');
      expect(group(begun, over)).toEqual(['over', 'begun']);
      const fall = { ...at('fall', '15:40', '日経平均終値、2134円安', ['big-1', 'big-2', 'big-3', 'big-4']) };
      const dayBefore = { ...fall, published: fall.published.subtract({ hours: 24 }) };
      expect(group(dayBefore, close)).toEqual(['close', 'fall']);
      const evening = at('evening', '16:25', '東証、703円安　幅広い売り');
      expect(group(noon, evening)).toEqual(['evening', 'noon']);
    });

    test('keep the headline that is more important where no later close is known', () => {
      const hour = at('hour', '16:40', '東証14時　日経平均は伸び悩み');
      expect(group(noon, hour)).toEqual(['noon', 'hour']);
      const early = at('early', '12:00', '東証大引け　日経平均は続落');
      expect(group(noon, early)).toEqual(['noon', 'early']);
      const small = at('small', '16:40', '東証大引け　日経平均は続落', ['unknown']);
      expect(group(noon, small)).toEqual(['small', 'noon']);
    });

    test('are known by what stands before the market, and by what prices did', () => {
      const close = at('close', '16:20', '東京市場、日経平均の終値は736円安');
      expect(group(noon, close)).toEqual(['close', 'noon']);
      const yen = at('yen', '16:00', '円相場、159円台前半で小動き', ['big-1', 'big-2', 'big-3']);
      const inNewYork = at('ny', '15:00', 'NY円、159円台前半');
      expect(new Set(group(yen, inNewYork))).toEqual(new Set(['yen', 'ny']));
      const listed = at('listed', '16:30', '東証上場企業の社外取締役、出席が少ない');
      expect(group(noon, listed)).toEqual(['noon']);
    });
  });

  test('are shown with the headline of the news, not with what others made of it', () => {
    const price = main({ title: '架空自動車の新工場「評価できる」と団体会長', related: ['x'] });
    const leading = storyOf('lead', 0, {
      outlets: ['big-5', 'big-6', 'big-7'],
      title: '政府が増税を閣議決定',
    });
    const headOf = (news: Story) => {
      const [first] = arrange([leading, price, news, ...others]).top;
      return [first?.story.id, first?.more.map(({ id }) => id)];
    };
    const title = '架空自動車、新工場に4千億円';
    const news = storyOf('x', 101, { outlets: ['big-3', 'big-4'], title });
    expect(headOf(news)).toEqual(['x', ['main']]);
    expect(headOf(storyOf('x', 101, { outlets: ['big-3'], title }))).toEqual(['main', ['x']]);
    expect(headOf(storyOf('x', 101, { outlets: ['big-3', 'big-4'], title: `小ネタ、${title}` }))[0]).toBe(
      'main',
    );
    const gasoline = ['長崎県のガソリン価格、横ばい', 'ガソリン価格170円、横ばい'].map((title, n) =>
      storyOf(`gas${n}`, 100 + n, { outlets: ['big-1', 'big-2'], title }),
    );
    expect(arrange([...gasoline, ...others]).lead?.story.id).toBe('gas1');
    const comment = storyOf('x', 101, {
      outlets: ['big-3', 'big-4'],
      title: '架空相、新工場にはコメントせず',
    });
    expect(headOf(comment)).toEqual(['main', ['x']]);
  });

  describe('that goes on', () => {
    const planned = main({ title: '与党が架空税の引き上げを了承　政府、今夕に閣議決定' });
    const headWith = (minutes: number, title: string, outlet = 'big-3', first = planned) => {
      const later = storyOf('later', minutes, { outlets: [outlet], title, related: ['main'] });
      return arrange([first, later, ...others]).lead?.story.id;
    };

    test.each([
      '架空税の引き上げを閣議決定　来年4月から',
      '政府が架空税の引き上げ決定「秋に法案」',
      '架空税、組合が国を提訴（続報）',
    ])('are shown with the newest headline that says what was done: %s', (title) => {
      expect(headWith(50, title)).toBe('later');
      expect(headWith(150, title)).toBe('main');
      expect(headWith(50, title, 'x')).toBe('main');
      expect(headWith(50, `小ネタ、${title}`)).toBe('main');
    });

    test.each([
      '架空税の引き上げ、閣議決定へ',
      '架空税、9月に大綱決定',
      '架空税の引き上げ、5日に閣議決定',
      '架空税の引き上げ、きょう閣議決定',
      '首相「架空税の決定は重い」',
      '閣議決定　首相の発言要旨',
      '架空税の重さに店主の嘆き',
    ])('keep the headline of the most important one if a newer one only says: %s', (title) => {
      expect(headWith(50, title)).toBe('main');
    });

    test('keep the headline of the most important one if it says the same', () => {
      const decided = main({ title: '政府、架空税の引き上げを閣議決定' });
      expect(headWith(50, '架空税の引き上げを決定', 'big-3', decided)).toBe('main');
      expect(headWith(50, '架空税の引き上げ法が成立', 'big-3', decided)).toBe('later');
      const small = main({ title: '架空税の引き上げを了承', outlets: ['x', 'y', 'z'] });
      expect(
        arrange([
          small,
          storyOf('later', 50, { outlets: ['w'], title: '架空税の引き上げを決定', related: ['main'] }),
        ]).lead?.story.id,
      ).toBe('later');
    });
  });

  test('are at most four below one headline', () => {
    const near = Array.from({ length: 9 }, (_, n) =>
      storyOf(`x${n}`, 101 + n, { outlets: [`big-${n}`], related: ['main'] }),
    );
    expect(below(main(), ...near)).toHaveLength(4);
    expect(arrange([main(), ...near]).rest).toHaveLength(5);
  });
});
