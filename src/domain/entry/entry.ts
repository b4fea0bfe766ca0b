import type { Article } from '../article/article.ts';
import type { ArticleImage } from '../article/image-of-article.ts';
import type { Language } from '../source/source.ts';
import type { StoryId } from '../story/story.ts';

/** An article of an entry, with the fields that readers see. */
export type EntryArticle = Pick<Article, 'language' | 'title' | 'link' | 'published'> & {
  readonly outlet: EntryOutlet;
};

type EntryOutlet = Article['outlet'] & {
  /** The name for readers of each language; absent for an outlet with one name. `name` is for readers of the entry's language. */
  readonly names?: Readonly<Record<Language, string>>;
};

/** Returns the name of an entry's outlet for readers of a language. */
export const outletName = (
  { name, names }: Pick<EntryOutlet, 'name' | 'names'>,
  language: Language,
): string => names?.[language] ?? name;

export type EntryTag = {
  readonly kind: 'company' | 'topic';
  /** The securities code of the company, or the key of the topic. */
  readonly key: string;
  /** The name in the entry's language, else the only name, else the key. A delisted company has no name here. */
  readonly label: string;
  /** The name of the tag in the other language; absent without such a name, or if it equals `label`. */
  readonly otherLabel?: string;
};

/**
 * A story as a feed publishes it. The feed of editions has one such entry for each edition. `contentHtml` is sanitised
 * HTML, all other texts are plain.
 */
export type Entry = Omit<EntryArticle, 'outlet'> & {
  /** The `tag:` URI of the entry. */
  readonly id: string;
  readonly story: StoryId;
  readonly outlet: EntryArticle['outlet'] & {
    readonly home?: string;
    /** True for an outlet of the config: only such an outlet has a page. Items of an aggregator may name other outlets. */
    readonly isListed: boolean;
  };
  /** The authors of the lead, without the name of the outlet; absent if no author is left. */
  readonly byline?: string;
  /** The summary of the lead or an excerpt of it; absent if the lead has none, or if the source allows only headlines. */
  readonly summary?: string;
  /** The whole body of the lead; absent if the lead has none, or if the source does not allow it. */
  readonly contentHtml?: string;
  readonly image?: ArticleImage;
  /** When the lead was published; `published` is the date of the story. */
  readonly reportedAt: Temporal.Instant;
  readonly updated: Temporal.Instant;
  readonly tags: readonly EntryTag[];
  /** The best report in the language that is not the lead's. Absent if all reports are in one language. */
  readonly counterpart?: EntryArticle;
  /** All articles except the lead, in the order in which they joined the story. */
  readonly alsoReportedBy: readonly EntryArticle[];
  /** Other stories of the same event: an article matched both stories, but they did not become one. */
  readonly related: readonly RelatedStory[];
};

/** A related story. Its title and language are absent until it is read from the store. */
type RelatedStory = {
  readonly story: StoryId;
  readonly title?: string;
  readonly language?: Language;
};
