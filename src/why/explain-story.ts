import type { Article } from '../domain/article/article.ts';
import { inJst, type Section, sentence } from '../domain/explanation.ts';
import { isOlderThanADay } from '../domain/item/date/published-at.ts';
import { explainImportance } from '../domain/ranking/explain-importance.ts';
import type { Importance } from '../domain/ranking/importance.ts';
import { FIRST_REPORT, type Join, type Story } from '../domain/story/story.ts';
import { viewPathsOf } from '../site/views.ts';

export type StoryContext = {
  readonly lead: Article;
  /** The address of the site, without a slash at the end. */
  readonly siteUrl: string;
  /** True if the merged feed contains the story. */
  readonly isInFeed: boolean;
  readonly importance: Importance;
  readonly hasView: (path: string) => boolean;
};

/** Explains why a story contains an article, where the story is published, and how important an announced story is. */
export const explainStory = (story: Story, article: Article, context: StoryContext): readonly Section[] => {
  const others = story.articles.filter(({ id }) => id !== article.id);
  return [
    { about: 'Story', lines: [...joinOf(story, article), ...relations(story)] },
    ...(others.length === 0
      ? []
      : [{ about: 'With it', lines: others.map((other) => reportIn(other, story)) }]),
    { about: 'Published', lines: publication(story, article, context) },
    ...(story.announcedAt === undefined
      ? []
      : [{ about: 'Importance', lines: importanceLines(story, context) }]),
  ];
};

const joinOf = (story: Story, article: Article): readonly string[] => {
  const join = story.joins.find(({ article: id }) => id === article.id);
  if (join === undefined)
    return [`This article is in the story ${story.id}; the record of how it joined is missing.`];
  if (join.reason === 'first') {
    const parted = join.detail === FIRST_REPORT ? '' : `, ${join.detail}`;
    return [`This article is the first report of the story ${story.id}${parted}.`];
  }
  return [
    `This article joined the story ${story.id}: ${REASONS[join.reason]}${certainty(join)}.`,
    sentence(join.detail),
  ];
};

const REASONS = {
  first: FIRST_REPORT,
  'same-url': 'the same page',
  'same-title': 'the same title',
  'same-event': 'the same event',
  'by-hand': 'a line of folds.yaml',
} as const;

const certainty = ({ reason, score }: Join): string => {
  if (score === undefined || reason === 'by-hand') return '';
  const word =
    score >= 0.9 ? 'almost certain' : score >= 0.75 ? 'very likely' : score >= 0.6 ? 'likely' : 'borderline';
  return `, ${word} (score ${score.toFixed(2)} of 1)`;
};

const relations = ({ related }: Story): readonly string[] =>
  related.length === 0
    ? []
    : [`Related, because a later article matched both stories, which stay separate: ${related.join(', ')}.`];

const reportIn = (article: Article, story: Story): string => {
  const join = story.joins.find(({ article: id }) => id === article.id);
  const reason = join === undefined ? '' : ` [${REASONS[join.reason]}${certainty(join)}]`;
  return `${inJst(article.published)} ${article.outlet.name}: ${article.title}${reason} ${article.link}`;
};

const publication = (story: Story, article: Article, context: StoryContext): readonly string[] => {
  const { lead, siteUrl, isInFeed, hasView } = context;
  const page = `${siteUrl}/stories/${story.id}`;
  if (story.announcedAt === undefined) return [`In no feed: ${silence(story)}.`, page];
  const isUpdated = !story.updated.equals(story.published);
  return [
    `As entry ${story.entryId}, since ${inJst(story.announcedAt)}, dated ${inJst(story.published)}${isUpdated ? `, changed ${inJst(story.updated)}` : ''}.`,
    lead.id === article.id
      ? 'This article leads the entry.'
      : `The entry is led by ${lead.outlet.name}: “${lead.title}”; this article is listed under “also reported by”.`,
    isInFeed
      ? `In ${viewPathsOf(story).filter(hasView).join(', ')} (.rss, .atom, .json).`
      : 'Newer entries have replaced this entry in the merged feed; the page of the story stays.',
    page,
  ];
};

const importanceLines = ({ topAt }: Story, { importance }: StoryContext): readonly string[] => [
  `${explainImportance(importance)}.`,
  topAt === undefined
    ? 'The story has not been among the top stories (`page.topScore`).'
    : `Among the top stories since ${inJst(topAt)}.`,
];

/** Returns the likely reasons why a story was not announced. */
const silence = ({ articles: [first], joins: [join] }: Story): string => {
  const { statedAt, published, firstSeenAt } = first;
  if (join.detail !== FIRST_REPORT)
    return `the report was ${join.detail}, more than a day after the report came, or while that story was in no feed`;
  if (isOlderThanADay(published, firstSeenAt))
    return `the report is dated more than a day before it was first seen, and ${BACKLOG}, or in that of a source that had not answered for more than two days, or ${WAITED}`;
  const isDated = statedAt !== undefined || !published.equals(firstSeenAt);
  return isDated ? SURPLUS : `either the report has no date and ${BACKLOG}, or ${SURPLUS}`;
};

const BACKLOG = 'the story was in the backlog of a new source or endpoint';
const WAITED = 'the story waited in a document with more items than a poll takes in';
const SURPLUS = `the outlet had reached its hourly limit of entries (\`feed.perOutlet\`), or ${WAITED}`;
