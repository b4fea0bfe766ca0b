import type { Article } from '../../domain/article/article.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import { type EntryContext, makeEntry, nameOutlet } from '../../domain/entry/make-entry.ts';
import { type NearMiss, tellNeed } from '../../domain/folding/placement.ts';
import { type Importance, type ImportancePart, importanceOf } from '../../domain/ranking/importance.ts';
import { rankingContext } from '../../domain/ranking/ranking-context.ts';
import type { Join, Story, StoryId } from '../../domain/story/story.ts';
import type { Resource } from '../../serve/ports.ts';
import { cardTags } from '../card/story-card.ts';
import { withoutFolders } from '../clean-text.ts';
import { makeEntries } from '../entries.ts';
import { entryContext } from '../entry-context.ts';
import type { Reader } from '../language/reader.ts';
import { findStories } from '../name-related.ts';
import type { SiteContext } from '../site-context.ts';
import { htmlPage, pageBase } from './html-page.ts';
import { layout, type PageBase } from './layout.ts';
import { headline } from './part/headline.ts';
import { type Html, html } from './part/html.ts';
import { english, prose } from './part/prose.ts';
import { dateAndTime } from './part/show-time.ts';
import {
  datedStoryItem,
  leadItem,
  otherLanguage,
  outletMark,
  tagName,
  tagPath,
  target,
} from './part/story-item.ts';

/** Resolves to the page of one story; undefined if the story is not stored. */
export const storyPage = async (
  site: SiteContext,
  { id }: { readonly id: string },
): Promise<Resource | undefined> => {
  const { config, folders, store, nearest, now } = site;
  const story = (await findStories([id as StoryId], store)).get(id as StoryId);
  if (story === undefined) return undefined;
  const context = entryContext(config());
  // The detail of a rule of `folds.yaml` names the file of the rule. A public page must not show the folder of the file.
  const shorten = <Part extends Join | NearMiss>(part: Part): Part => ({
    ...part,
    detail: withoutFolders(part.detail, folders),
  });
  const [first, ...later] = story.joins;
  const others = await findStories(story.related, store);
  const related = new Set(story.related.flatMap((other) => others.get(other) ?? []));
  return htmlPage(
    renderStory({
      ...pageBase(site),
      story: { ...story, joins: [shorten(first), ...later.map(shorten)] },
      entry: makeEntry(story, context),
      outlets: context.outlets,
      importance: importanceOf(story, rankingContext(config()), now()),
      nearest: nearest(story.articles, story.id).map(shorten),
      related: makeEntries([...related], context),
    }),
    site.reader,
  );
};

type StoryPage = PageBase & {
  readonly story: Story;
  readonly entry: Entry;
  readonly outlets: EntryContext['outlets'];
  readonly importance: Importance;
  readonly related: readonly Entry[];
  /** Similar stories that were not folded into this story. */
  readonly nearest: readonly NearMiss[];
};

/** Returns the page of one story: its reports, related and similar stories, and collapsed details. */
export const renderStory = (page: StoryPage): string => {
  const { view, story, entry, reader } = page;
  return layout({
    ...page,
    view: { ...view, pagePath: `/stories/${story.id}`, description: entry.summary ?? entry.title },
    title: entry.title,
    card: cardTags(entry, page),
    main: html`${leadItem(entry, reader, true)}
<section class="sheet"><h2>${reader.say('story.allReports')}</h2>
${timelines(page)}</section>
${relatedStories(page)}${similarStories(page)}${details(page)}`,
  });
};

/** Returns the reports in order of time; reports in two languages are side by side. */
const timelines = (page: StoryPage): Html => {
  const { story, reader } = page;
  const articles = story.articles.toSorted((a, b) => Temporal.Instant.compare(a.published, b.published));
  const sides = (['ja', 'en'] as const)
    .map((language) => ({ language, reports: articles.filter((one) => one.language === language) }))
    .filter(({ reports }) => reports.length > 0);
  const [, second] = sides;
  if (second === undefined) return timeline(articles, page);
  return html`<div class="sides">
${sides.map(
  ({
    language,
    reports,
  }) => html`<section><h3>${reader.say(`language.${language}`)} <span class="count">${reports.length}</span></h3>
${timeline(reports, page, true)}</section>
`,
)}</div>`;
};

/** Returns a list of reports. They do not name their language if a heading does (`isOneLanguage`). */
const timeline = (articles: readonly Article[], page: StoryPage, isOneLanguage = false): Html => {
  const { reader } = page;
  return html`<ol class="timeline">
${articles.map(
  (
    article,
  ) => html`<li><p class="facts">${dateAndTime(article.published, reader.language)} ${outletOf(article, page)}${isOneLanguage ? undefined : otherLanguage(article.language, reader)}</p>
<p lang="${article.language}"><a href="${target(article.link)}">${headline(article.title)}</a></p></li>
`,
)}</ol>
`;
};

const relatedStories = ({ related, reader }: StoryPage): Html | undefined =>
  related.length === 0
    ? undefined
    : html`<section class="sheet"><h2>${reader.say('story.related')}</h2>
<p class="why">${reader.say('story.relatedWhy')}</p>
${related.map((entry) => datedStoryItem(entry, reader))}</section>
`;

const similarStories = (page: StoryPage): Html | undefined => {
  const { nearest, reader } = page;
  return nearest.length === 0
    ? undefined
    : html`<section class="sheet"><h2>${reader.say('story.similar')}</h2>
<p class="why">${reader.say('story.similarWhy')}</p>
<ul class="reports">
${nearest.map(
  ({
    report,
    story,
  }) => html`<li><p class="facts">${outletOf(report, page)}${otherLanguage(report.language, reader)}</p>
<p lang="${report.language}"><a href="${reader.link(`/stories/${story}`)}">${headline(report.title)}</a></p></li>
`,
)}</ul></section>
`;
};

const outletOf = ({ outlet }: Pick<Article, 'outlet'>, { outlets, reader }: StoryPage): Html => {
  const name = nameOutlet({ outlet }, reader.language, outlets);
  return outletMark({ id: outlet.id, name, isListed: outlets.has(outlet.id) }, reader);
};

const details = (page: StoryPage): Html => {
  const { story, nearest, reader } = page;
  const { say } = reader;
  const reports = story.articles.flatMap((article) => {
    const join = story.joins.find((candidate) => candidate.article === article.id);
    return join === undefined ? [] : [reason(article, inWords(join, reader))];
  });
  const similar = nearest.map((near) => reason(near.report, english(`${tellNeed(near)}: ${near.detail}`)));
  return html`<details class="scores"><summary>${say('story.details')}</summary>
${importance(page)}${reasons(say('story.whyReports'), reports)}${reasons(say('story.whySeparate'), similar)}${reasons(say('story.whyTags'), evidence(page))}</details>
`;
};

/** Minimum absolute value, in points, of a shown part of the importance. A smaller part would read 0.0. */
const SHOWN_FROM = 0.05;

const importance = ({ story, importance: { score, parts }, reader }: StoryPage): Html | undefined => {
  if (story.announcedAt === undefined) return undefined;
  const { say } = reader;
  const named = (Object.keys(parts) as ImportancePart[])
    .filter((part) => Math.abs(parts[part]) >= SHOWN_FROM)
    .toSorted((a, b) => parts[b] - parts[a]);
  return html`<h2>${say('importance.heading')}: ${say('importance.points', { points: score.toFixed(1) })}</h2>
<ul class="points">
${named.map(
  (part) => html`<li>${say(`importance.${part}`)} <span class="value">${parts[part].toFixed(1)}</span></li>
`,
)}</ul>
`;
};

const reasons = (heading: string, all: readonly Html[]): Html | undefined =>
  all.length === 0
    ? undefined
    : html`<h2>${heading}</h2>
<dl class="evidence">
${all}</dl>
`;

const reason = ({ title, language }: Pick<Article, 'title' | 'language'>, why: Html): Html =>
  html`<dt lang="${language}">${headline(title)}</dt><dd>${why}</dd>
`;

const inWords = ({ reason: kind, detail, score }: Join, { say, sayHtml }: Reader): Html => {
  const why = kind === 'first' ? html`${say('story.first')}` : english(detail);
  return score === undefined ? why : sayHtml('story.scored', { why, score: score.toFixed(2) });
};

const evidence = ({ entry, story, reader }: StoryPage): readonly Html[] => {
  const { say, link } = reader;
  const earned = story.articles.flatMap(({ tags }) => tags);
  return entry.tags.map((tag) => {
    const all = earned
      .filter((one) => one.kind === tag.kind && (one.kind === 'company' ? one.code : one.key) === tag.key)
      .flatMap((one) => one.evidence);
    const said = new Set(all.map(({ words, where }) => say(`evidence.${where}`, { words })));
    return html`<dt><a href="${link(tagPath(tag))}">${tagName(tag, entry.language, reader)}</a></dt><dd>${prose([...said].join(say('list.comma')))}</dd>
`;
  });
};
