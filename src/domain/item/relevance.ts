import type { Language, Scope } from '../source/source.ts';
import type { TagDictionary } from '../tag/dictionary.ts';
import type { Tag } from '../tag/tag.ts';
import type { Signals } from '../tag/text/text-reading.ts';
import { isSessionReport } from '../tag/topic/session-report.ts';
import type { SignalKind } from './relevance-cues.ts';
import { relevanceOfPlace } from './relevance-of-place.ts';

/** `score` runs from 0 to 1; each reason names a kind of evidence and the words behind it. */
export type Relevance = {
  readonly relevant: boolean;
  readonly score: number;
  readonly reasons: readonly string[];
};

/** What is read of an item. Texts are plain. */
export type Judgeable = {
  readonly title: string;
  readonly summary?: string;
  readonly categories: readonly string[];
  readonly language: Language;
  /** The outlet's name: a trade paper says by its name what it is about. */
  readonly outlet?: string;
  /** Its path may name the section: `/economy/`. */
  readonly link?: string;
};

/** The score at which one clear sign of business and one of Japan, with nothing against, is enough. */
export const DEFAULT_THRESHOLD = 0.5;

/** Points at which an item is as relevant as can be. */
const FULL_POINTS = 2;

const WEIGHT = { title: 1, summary: 0.4, category: 0.5 } as const;

/** Topics that other news has too: they speak for business half as loud. */
const SOFT_TOPICS = new Set(['tech', 'policy', 'governance', 'energy', 'retail', 'trade']);

/**
 * Judges whether an item belongs in the feed. Sources of scope `business` always pass; `japan` asks for
 * business, `general` for Japan and business, the weaker of the two being the score.
 */
export const judgeRelevance = (
  item: Judgeable,
  scope: Scope,
  tags: readonly Tag[],
  dictionary: TagDictionary,
  threshold: number,
): Relevance => {
  if (scope === 'business')
    return { relevant: true, score: 1, reasons: ['scope: the source is all business'] };
  const signs = gatherSigns([
    { weight: WEIGHT.title, signals: dictionary.read(item.title).signals },
    { weight: WEIGHT.summary, signals: dictionary.read(item.summary ?? '').signals },
    { weight: WEIGHT.category, signals: dictionary.read(item.categories.join(' / ')).signals },
  ]);
  const points = (kind: SignalKind): number => signs.get(kind)?.points ?? 0;
  const companies = tags.filter((tag) => tag.kind === 'company').length;
  const topics = tags.flatMap((tag) => (tag.kind === 'topic' ? [tag.key as string] : []));
  const place = relevanceOfPlace(item);
  // A disaster or an accident at a company is business too.
  const harm = (points('crime') + points('weather')) * (companies > 0 ? 0.5 : 1);
  const against = points('sport') + harm + points('celebrity') + points('politics') / 2;
  // A market abroad counts when a Japanese outlet reports its session.
  const session = item.language === 'ja' && isSessionReport(item.title);
  const business =
    Math.min(points('business'), 3) +
    Math.min(companies, 1) +
    topics.reduce((sum, topic) => sum + (SOFT_TOPICS.has(topic) ? 0.5 : 1), 0) +
    (session ? 1 : 0) +
    place.points -
    against;
  const abroad = points('abroad');
  const japan =
    companies +
    (item.language === 'ja'
      ? 1 + points('japan') - (session || companies > 0 ? 0 : abroad)
      : // Where no other country is named, even Japan in the summary says where it happens.
        points('japan') / (abroad === 0 ? WEIGHT.summary : 1));
  const asked = { business: share(business), ...(scope === 'japan' ? {} : { Japan: share(japan) }) };
  const score = Math.min(...Object.values(asked));
  const lacking = Object.entries(asked).filter(([, part]) => part < threshold);
  return {
    relevant: score >= threshold,
    score,
    reasons: [
      ...lacking.map(([part]) => `too little of ${part}`),
      ...signReasons(signs),
      ...tagReasons(tags),
      ...place.reasons,
    ],
  };
};

const share = (points: number): number => Math.min(1, Math.max(0, points / FULL_POINTS));

/** What the words of one kind add up to, and the words. */
type Signs = { points: number; readonly words: Set<string> };

const gatherSigns = (
  texts: readonly { readonly weight: number; readonly signals: Signals }[],
): ReadonlyMap<SignalKind, Signs> => {
  const signs = new Map<SignalKind, Signs>();
  for (const { weight, signals } of texts)
    for (const [kind, words] of signals) {
      const known = signs.get(kind) ?? { points: 0, words: new Set() };
      known.points += weight * countSigns(words);
      for (const word of words) known.words.add(word);
      signs.set(kind, known);
    }
  return signs;
};

/** How many signs words are: Japan, Japan's and Japanese are one. */
const countSigns = (words: readonly string[]): number =>
  words.length === 1 ? 1 : new Set(words.map((word) => word.toLowerCase().replace(/(ese|'s|s)$/, ''))).size;

const KINDS = ['japan', 'business', 'abroad', 'sport', 'crime', 'weather', 'celebrity', 'politics'] as const;

const NAME_OF_KIND = { japan: 'Japan', business: 'business', abroad: 'abroad' } as const;

const signReasons = (signs: ReadonlyMap<SignalKind, Signs>): readonly string[] =>
  KINDS.flatMap((kind) => {
    const found = signs.get(kind);
    if (found === undefined) return [];
    const name = kind in NAME_OF_KIND ? NAME_OF_KIND[kind as keyof typeof NAME_OF_KIND] : `against, ${kind}`;
    return [`${name}: ${[...found.words].join(', ')}`];
  });

const tagReasons = (tags: readonly Tag[]): readonly string[] =>
  tags.map((tag) => (tag.kind === 'company' ? `company: ${tag.code}` : `topic: ${tag.key}`));
