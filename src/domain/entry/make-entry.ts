import type { Article } from '../article/article.ts';
import { imageOfArticle } from '../article/image-of-article.ts';
import { defined } from '../defined.ts';
import type { Outlet, OutletId } from '../source/outlet.ts';
import type { Language } from '../source/source.ts';
import { chooseLead } from '../story/choose-lead.ts';
import type { Story } from '../story/story.ts';
import type { CompanyCode } from '../tag/company.ts';
import type { Tag } from '../tag/tag.ts';
import type { Topic, TopicKey } from '../tag/topic.ts';
import type { Entry, EntryArticle, EntryTag } from './entry.ts';
import { excerpt } from './excerpt.ts';

export type EntryContext = {
  readonly outlets: ReadonlyMap<OutletId, Outlet>;
  readonly topics: ReadonlyMap<TopicKey, Topic>;
  readonly companies: (
    code: CompanyCode,
  ) => { readonly nameEn?: string; readonly nameJa?: string } | undefined;
  /** Maximum length of an excerpt, in graphemes: `feed.excerpt`. */
  readonly excerpt: number;
  /** An article in this language leads, if the story has one. Absent if no language is preferred. */
  readonly language?: Language;
};

/** Makes the entry of a story. `lead`: the article that gives its headline; if absent, `chooseLead` chooses it. */
export const makeEntry = (
  story: Story,
  context: EntryContext,
  lead: Article = chooseLead(story.articles, context.outlets, context.language),
): Entry => {
  const outlet = context.outlets.get(lead.outlet.id);
  const named = outletOf(lead, lead.language, context.outlets);
  const byline = lead.authors
    .filter((author) => author !== named.name && author !== lead.outlet.name)
    .join(', ');
  return {
    id: story.entryId,
    story: story.id,
    title: lead.title,
    link: lead.link,
    language: lead.language,
    outlet: { ...named, ...defined({ home: outlet?.home }), isListed: outlet !== undefined },
    ...(byline === '' ? {} : { byline }),
    ...textsOf(lead, context.excerpt),
    ...defined({ image: imageOfArticle(lead) }),
    published: story.published,
    reportedAt: lead.published,
    updated: story.updated,
    tags: tagsOf(story, lead.language, context),
    ...counterpartOf(story, lead, context),
    alsoReportedBy: story.articles
      .filter(({ id }) => id !== lead.id)
      .map((article) => copyOf(article, lead.language, context.outlets)),
    related: story.related.map((id) => ({ story: id })),
  };
};

const counterpartOf = (
  story: Story,
  { language }: Article,
  context: EntryContext,
): Pick<Entry, 'counterpart'> => {
  const other = language === 'ja' ? 'en' : 'ja';
  const best = chooseLead(story.articles, context.outlets, other);
  return best.language === other ? { counterpart: copyOf(best, language, context.outlets) } : {};
};

const textsOf = (lead: Article, limit: number): Pick<Entry, 'summary' | 'contentHtml'> => {
  switch (lead.republish) {
    case 'headline':
      return {};
    case 'excerpt':
      return lead.summary === undefined ? {} : { summary: excerpt(lead.summary, limit) };
    case 'full':
      return defined({ summary: lead.summary, contentHtml: lead.content });
  }
};

const outletOf = (
  article: Article,
  language: Language,
  outlets: ReadonlyMap<OutletId, Outlet>,
): EntryArticle['outlet'] => {
  const { id } = article.outlet;
  const names = { en: nameOutlet(article, 'en', outlets), ja: nameOutlet(article, 'ja', outlets) };
  return { id, name: names[language], ...(names.en === names.ja ? {} : { names }) };
};

const copyOf = (article: Article, reader: Language, outlets: ReadonlyMap<OutletId, Outlet>): EntryArticle => {
  const { language, title, link, published } = article;
  return { outlet: outletOf(article, reader, outlets), language, title, link, published };
};

/** Returns the tags of all articles of a story, each once, without topics that the config no longer has. */
const tagsOf = (story: Story, language: Language, context: EntryContext): readonly EntryTag[] => {
  const tags = new Map<string, EntryTag>();
  for (const tag of story.articles.flatMap((article) => article.tags)) {
    const labelled = labelTag(tag, language, context);
    if (labelled !== undefined) tags.set(`${labelled.kind} ${labelled.key}`, labelled);
  }
  return [...tags.values()];
};

const labelTag = (
  tag: Tag,
  language: Language,
  { topics, companies }: EntryContext,
): EntryTag | undefined => {
  switch (tag.kind) {
    case 'company': {
      const company = companies(tag.code);
      const [own, other] =
        language === 'ja' ? [company?.nameJa, company?.nameEn] : [company?.nameEn, company?.nameJa];
      return { kind: 'company', key: tag.code, ...labelsOf(own ?? other ?? tag.code, other) };
    }
    case 'topic': {
      const topic = topics.get(tag.key);
      if (topic === undefined) return undefined;
      const { en, ja } = topic.label;
      return { kind: 'topic', key: tag.key, ...(language === 'ja' ? labelsOf(ja, en) : labelsOf(en, ja)) };
    }
  }
};

const labelsOf = (label: string, other: string | undefined): Pick<EntryTag, 'label' | 'otherLabel'> => ({
  label,
  ...defined({ otherLabel: other === label ? undefined : other }),
});

/** Returns the name of an article's outlet for readers of a language: the configured name, else the stored name. */
export const nameOutlet = (
  { outlet }: Pick<Article, 'outlet'>,
  language: Language,
  outlets: ReadonlyMap<OutletId, Outlet>,
): string => {
  const configured = outlets.get(outlet.id);
  return (language === 'ja' ? configured?.nameJa : undefined) ?? configured?.name ?? outlet.name;
};
