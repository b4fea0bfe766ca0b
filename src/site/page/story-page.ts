import type { Article } from '../../domain/article/article.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import type { EntryContext } from '../../domain/entry/make-entry.ts';
import { nameOutlet } from '../../domain/entry/name-outlet.ts';
import { tellNeed } from '../../domain/folding/explain-near-miss.ts';
import type { NearMiss } from '../../domain/folding/placement.ts';
import type { Join, Story, StoryId } from '../../domain/story/story.ts';
import type { Evidence } from '../../domain/tag/tag.ts';
import type { Resource } from '../../serve/ports.ts';
import { cardTags } from '../card/story-card.ts';
import { makeEntries } from '../entries.ts';
import { entryContext } from '../entry-context.ts';
import type { Reader } from '../language/reader.ts';
import { findStories } from '../name-related.ts';
import type { SiteContext } from '../site-context.ts';
import { withoutFolders } from '../without-folders.ts';
import { htmlPage, pageBase } from './html-page.ts';
import { layout, type PageBase } from './layout.ts';
import { type Html, html } from './part/html.ts';
import { picture } from './part/picture.ts';
import { prose } from './part/prose.ts';
import { dateAndTime } from './part/show-time.ts';
import { datedStoryItem, leadItem, otherLanguage, outletMark, tagPath, target } from './part/story-item.ts';

/** The page of one story; undefined where no such story is stored. */
export const storyPage = async (
  site: SiteContext,
  { id }: { readonly id: string },
): Promise<Resource | undefined> => {
  const { config, folders, store, nearest } = site;
  const story = (await findStories([id as StoryId], store)).get(id as StoryId);
  if (story === undefined) return undefined;
  const context = entryContext(config());
  const [entry] = makeEntries([story], context);
  if (entry === undefined) return undefined;
  // The detail of a join made by hand names the line of the rule.
  const shorten = (join: Join): Join => ({ ...join, detail: withoutFolders(join.detail, folders) });
  const [first, ...later] = story.joins;
  const others = await findStories(story.related, store);
  const related = new Set(story.related.flatMap((other) => others.get(other) ?? []));
  return htmlPage(
    renderStory({
      ...pageBase(site),
      story: { ...story, joins: [shorten(first), ...later.map(shorten)] },
      entry,
      outlets: context.outlets,
      nearest: nearest(story.articles, story.id),
      related: makeEntries([...related], context),
    }),
    site.reader,
  );
};

type StoryPage = PageBase & {
  readonly story: Story;
  readonly entry: Entry;
  readonly outlets: EntryContext['outlets'];
  /** Other stories of the same event. */
  readonly related: readonly Entry[];
  /** Similar stories that were not merged with this one. */
  readonly nearest: readonly NearMiss[];
};

/** One story: all its articles as they came, why each belongs to it, and the words that earned its tags. */
export const renderStory = (page: StoryPage): string => {
  const { view, story, entry, related, reader } = page;
  const articles = story.articles.toSorted((a, b) => Temporal.Instant.compare(a.published, b.published));
  return layout({
    ...page,
    view: { ...view, pagePath: `/stories/${story.id}`, description: entry.summary ?? entry.title },
    title: entry.title,
    card: cardTags(entry, page),
    main: html`${leadItem(entry, reader, true, picture(entry.image, reader, true))}
<section class="sheet"><h2>All reports</h2>
<ol class="reports">
${articles.map((article) => report(article, page, reader))}</ol></section>
${relatedStories(related, reader)}
${nearMisses(page, reader)}${evidence(entry, story, reader)}`,
  });
};

const relatedStories = (related: readonly Entry[], reader: Reader): Html | undefined =>
  related.length === 0
    ? undefined
    : html`<section class="sheet"><h2>Related</h2>
<p class="why">A later report matches these stories as well; they had already been published separately.</p>
${related.map((entry) => datedStoryItem(entry, reader))}</section>
`;

const nearMisses = (page: StoryPage, reader: Reader): Html | undefined =>
  page.nearest.length === 0
    ? undefined
    : html`<section class="sheet"><h2>Similar stories</h2>
<ul class="reports">
${page.nearest.map(
  (
    near,
  ) => html`<li><p class="facts">${outletOf(near.report, page, reader)}${otherLanguage(near.report.language, reader)}</p>
<p lang="${near.report.language}"><a href="${reader.link(`/stories/${near.story}`)}">${near.report.title}</a></p>
<p class="why">${prose(`${tellNeed(near)}: ${near.detail}`)}</p></li>
`,
)}</ul></section>
`;

const report = (article: Article, page: StoryPage, reader: Reader): Html => {
  const join = page.story.joins.find((candidate) => candidate.article === article.id);
  return html`<li><p class="facts">${dateAndTime(article.published, reader.language)} ${outletOf(article, page, reader)}${otherLanguage(article.language, reader)}</p>
<p lang="${article.language}"><a href="${target(article.link)}">${article.title}</a></p>
${
  join === undefined
    ? undefined
    : html`<p class="why">${prose(join.reason === 'first' ? 'the first report' : join.detail)}${join.score === undefined ? '' : ` (score ${join.score.toFixed(2)})`}</p>
`
}</li>
`;
};

/** The outlet of a report, by its name in the report's language. */
const outletOf = (
  { outlet, language }: Pick<Article, 'outlet' | 'language'>,
  { outlets }: StoryPage,
  reader: Reader,
): Html =>
  outletMark(
    { id: outlet.id, name: nameOutlet({ outlet }, language, outlets), isListed: outlets.has(outlet.id) },
    reader,
  );

const evidence = (entry: Entry, story: Story, reader: Reader): Html | undefined => {
  if (entry.tags.length === 0) return undefined;
  const earned = story.articles.flatMap(({ tags }) => tags);
  return html`<section class="sheet"><h2>Why these tags</h2>
<dl class="evidence">
${entry.tags.map((tag) => {
  const all = earned
    .filter((one) => one.kind === tag.kind && (one.kind === 'company' ? one.code : one.key) === tag.key)
    .flatMap((one) => one.evidence);
  return html`<dt lang="${entry.language}"><a href="${reader.link(tagPath(tag))}">${tag.label}</a></dt><dd>${prose(inWords(all))}</dd>
`;
})}</dl></section>
`;
};

const inWords = (evidence: readonly Evidence[]): string =>
  [...new Set(evidence.map(({ words, where }) => `“${words}” in the ${where}`))].join(', ');
