import { findCompanies, type Mention } from './company/find-companies.ts';
import type { CompanyCode } from './company.ts';
import type { TagDictionary } from './dictionary.ts';
import type { Evidence, Tag } from './tag.ts';
import { withoutColumn } from './text/without-column.ts';
import { findTopics } from './topic/find-topics.ts';

/** Kinds of news in which a topic may be a mere mention: news about a theft in a shop is not about retail. */
const ASIDE = ['sport', 'crime', 'weather', 'celebrity'] as const;

/** Maximum number of companies of an article, and of a story: twice the most that any of 23,526 real headlines names. */
export const MOST_COMPANIES = 12;

/** An article to tag. Texts have no markup. */
export type Taggable = {
  readonly title: string;
  readonly summary?: string;
  readonly published?: Temporal.Instant;
};

/**
 * Finds the topics of an article and at most `MOST_COMPANIES` companies, those of the title first. `known`: companies
 * whose weak names count without a cue, because other articles of the story name them.
 */
export const tagArticle = (
  article: Taggable,
  dictionary: TagDictionary,
  known: ReadonlySet<CompanyCode> = new Set(),
): readonly Tag[] => {
  const texts = [
    { where: 'title' as const, reading: dictionary.read(withoutColumn(article.title, dictionary.read)) },
    ...(article.summary ? [{ where: 'summary' as const, reading: dictionary.read(article.summary) }] : []),
  ];
  const businessWords = texts.reduce((sum, { reading }) => sum + reading.businessWords, 0);
  const sportWords = texts.flatMap(({ reading }) => reading.signals.get('sport') ?? []);
  const business = businessWords > 0;
  const mentions = texts.flatMap(({ where, reading }) =>
    findCompanies(reading, dictionary, article.published).map((mention) => ({ where, mention })),
  );
  const people = new Set(
    mentions.flatMap(({ mention }) => (mention.needs === 'person' ? [mention.code] : [])),
  );
  const counts = (mention: Mention): boolean => {
    // A company's name, such as ヤクルト, may be a word of sport. That word does not count against the company.
    const ofSport = sportWords.filter((word) => word !== mention.words);
    const isSport = !business && ofSport.length > 0;
    const isClub = dictionary.sports.isClubName(mention.words) && ofSport.length > 0;
    return (
      mention.full ||
      ((!isSport || (mention.isSubject && !ofSport.some(dictionary.sports.isAboutPlay))) &&
        !(isClub && ofSport.length >= businessWords) &&
        !people.has(mention.code) &&
        (mention.needs === 'nothing' || (mention.needs === 'business' && business)))
    );
  };
  const sure = new Set([
    ...known,
    ...mentions.flatMap(({ mention }) => (counts(mention) ? [mention.code] : [])),
  ]);
  const evidence = new Map<CompanyCode, Evidence[]>();
  for (const { where, mention } of mentions)
    if (sure.has(mention.code) && mention.needs !== 'person')
      evidence.getOrInsert(mention.code, []).push({ words: mention.words, where });
  const parts = texts.map((text) => ({
    ...text,
    companies: mentions.flatMap(({ where, mention }) =>
      where === text.where && evidence.has(mention.code) ? [mention] : [],
    ),
  }));
  const aside = !business && ASIDE.some((kind) => texts.some(({ reading }) => reading.signals.has(kind)));
  const topics = findTopics(parts, dictionary, aside);
  return [
    ...[...evidence]
      .slice(0, MOST_COMPANIES)
      .map(([code, words]): Tag => ({ kind: 'company', code, evidence: words })),
    ...topics.map(({ key, evidence: words }): Tag => ({ kind: 'topic', key, evidence: words })),
  ];
};
