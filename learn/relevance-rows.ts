import { findEvidence, type Judgeable } from '../src/domain/item/relevance/find-evidence.ts';
import type { Scope } from '../src/domain/source/source.ts';
import { tagArticle } from '../src/domain/tag/tag-article.ts';
import { realDictionary } from '../test/domain/tag/real-dictionary.ts';
import { type Line, readLabels, readLines } from './labelled-set.ts';
import type { Features } from './learn-sparse.ts';
import { readReplayLabels } from './replay-labels.ts';

/** A headline with its features and its labels. */
export type Row = {
  readonly set: string;
  readonly title: string;
  readonly language: 'ja' | 'en';
  /**
   * The day on which the headline was seen, else published, as its file states it, else another file. Undefined for some
   * labelled headlines.
   */
  readonly day: string | undefined;
  readonly features: Features;
  /** An editor's label; absent from a row that has `business`. */
  readonly label?: { readonly relevant: boolean; readonly sure: boolean };
  /** True if nothing is learned from the label. */
  readonly heldOut?: true;
  /** True if a source of scope `business` would bring the headline. */
  readonly ofBusiness?: true;
  /** True if the headline counts as business because of the outlet's section; absent from a row with a label. */
  readonly business?: boolean;
};

const LABELLED = ['stream-ja', 'stream-en', 'tags', 'tags-b'];

/** Files with some labelled headlines, and the scope of a source that would bring these headlines. */
const REPLAYED = {
  'feeds/replay-ja-business': 'business',
  'data/stories-ja-e': 'business',
  'feeds/sections-ja': 'general',
  'feeds/replay-en-general': 'general',
  'data/stories-en': 'general',
} as const;

/** A file with some labelled headlines that are held out: they only measure the result. */
const HELD_OUT = 'feeds/replay-ja-general';

/** Files that state the day on which a labelled headline was seen or published. */
const DATED = [
  'feeds/replay-ja-business',
  'feeds/replay-ja-general',
  'feeds/replay-en-general',
  'data/stories-en',
];

const BUSINESS_SECTIONS = new Set(['経済', 'ビジネス']);
const OTHER_SECTIONS = new Set([
  '国際',
  '社会',
  '政治',
  '地方・地域',
  'スポーツ',
  'サイエンス',
  '文化芸能',
  'おくやみ',
  'local',
]);

/**
 * Matches titles of articles in columns about life and careers. These articles do not count as business, and neither do
 * those of `OTHER_OUTLET`.
 */
const OTHER_COLUMN = /[|｜]\s*(ライフ|キャリア・教育)$/;
const OTHER_OUTLET = 'ハーバード・ビジネス・レビュー';

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

const linesOf = (file: string): readonly Line[] => readLines(`${file}.jsonl`);

const dayOf = ({ date, firstSeenAt, publishedAt }: Line): string | undefined =>
  (date ?? firstSeenAt ?? publishedAt)?.slice(0, 10);

/**
 * Reads the headlines with an editor's label, and the headlines whose section, column or outlet shows whether they are
 * business. A headline of both sorts has two rows.
 */
export const readRows = (): readonly Row[] => {
  const sections = linesOf('feeds/sections-ja');
  const days = new Map([...DATED.flatMap(linesOf), ...sections].map((line) => [line.url, dayOf(line)]));
  const featuresOf = featureReader();
  const labelOf = readReplayLabels('replay-labels.txt');
  const heldOutLabelOf = readReplayLabels('held-out-labels.txt');
  const labelled = new Set<string>();
  const rowOf = (set: string, line: Line, scope: Scope = 'general'): Row => ({
    set,
    title: line.title,
    language: JAPANESE.test(line.title) ? 'ja' : 'en',
    day: dayOf(line) ?? days.get(line.url),
    features: featuresOf(line, scope),
    ...(scope === 'business' ? { ofBusiness: true } : {}),
  });
  return [
    ...sections.flatMap((line) => {
      const { section = '' } = line;
      const isOther = OTHER_COLUMN.test(line.title) || line.outlet === OTHER_OUTLET;
      const business = BUSINESS_SECTIONS.has(section) && !isOther;
      return business || isOther || OTHER_SECTIONS.has(section)
        ? [{ ...rowOf('sections-ja', line), business }]
        : [];
    }),
    ...LABELLED.flatMap((set) => {
      const labels = readLabels(set) as Readonly<
        Record<string, { readonly relevant: boolean; readonly unsure: boolean }>
      >;
      return linesOf(`data/${set}`).flatMap((line) => {
        const label = labels[line.id];
        if (label === undefined) return [];
        return [{ ...rowOf(set, line), label: { relevant: label.relevant, sure: !label.unsure } }];
      });
    }),
    ...Object.entries(REPLAYED).flatMap(([set, scope]) =>
      linesOf(set).flatMap((line) => {
        const { url = '' } = line;
        const label = labelOf(url);
        // A headline can be in two of the files, but counts once.
        if (label === undefined || labelled.has(url)) return [];
        labelled.add(url);
        return [{ ...rowOf(set, line, scope), label }];
      }),
    ),
    ...linesOf(HELD_OUT).flatMap((line) => {
      const label = heldOutLabelOf(line.url ?? '');
      return label === undefined ? [] : [{ ...rowOf(HELD_OUT, line), label, heldOut: true as const }];
    }),
  ];
};

/**
 * Matches the name of a column at the end of a title. Items lack this name, because the outlet's feed omits the name
 * or a rule of the source removes it.
 */
const COLUMN_AT_END = /\s[|｜][^|｜]*$/;

/** Prefix of the name of a feature that is a sign. */
export const SIGN = 'sign ';
/** Prefix of the name of a feature that is a term. */
export const TERM = 'term ';

const featureReader = (): ((line: Line, scope: Scope) => Features) => {
  const dictionary = realDictionary();
  return ({ title, summary, outlet, url }, scope) => {
    const item: Judgeable = {
      title: title.replace(COLUMN_AT_END, ''),
      ...(summary === undefined ? {} : { summary }),
      categories: [],
      language: JAPANESE.test(title) ? 'ja' : 'en',
      // The outlet of some lines is the address of a feed.
      ...(outlet === undefined || outlet.includes('/') ? {} : { outlet }),
      ...(url === undefined ? {} : { link: url }),
    };
    const { signs, terms } = findEvidence(item, tagArticle(item, dictionary), dictionary, {
      ofJapan: scope !== 'general',
    });
    return [
      ...signs.map(({ sign, amount }) => [`${SIGN}${sign}`, amount] as const),
      ...terms.map(({ key, amount }) => [`${TERM}${key}`, amount] as const),
    ];
  };
};
