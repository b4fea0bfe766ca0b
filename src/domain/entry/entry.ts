import type { Article } from '../article/article.ts';
import type { ImageDetails } from '../item/choose-image.ts';
import type { Language } from '../source/source.ts';
import type { StoryId } from '../story/story.ts';

/** One of the articles folded into an entry, as readers see it. */
export type EntryArticle = Pick<Article, 'outlet' | 'language' | 'title' | 'link' | 'published'>;

export type EntryTag = {
  readonly kind: 'company' | 'topic';
  /** The securities code or topic key. */
  readonly key: string;
  /** The text that feed readers show: the name in the entry's language, or the only one. */
  readonly label: string;
  /** The name in the other language, if there is one. */
  readonly otherLabel?: string;
};

/** The lead's picture, which its outlet serves. */
export type EntryImage = ImageDetails & { readonly url: string };

/** A story as published in a feed. All texts are plain; `contentHtml` is sanitised HTML. */
export type Entry = Omit<EntryArticle, 'outlet'> & {
  /** The `tag:` URI. */
  readonly id: string;
  readonly story: StoryId;
  readonly outlet: EntryArticle['outlet'] & {
    readonly home?: string;
    /** True for an outlet of the config, which has a page; an aggregator names other outlets, too. */
    readonly isListed: boolean;
  };
  /** The lead article's byline, if it has one. */
  readonly byline?: string;
  /** Plain text; absent when the source may only be republished as a headline. */
  readonly summary?: string;
  /** The lead's whole body, only if the source allows it. */
  readonly contentHtml?: string;
  readonly image?: EntryImage;
  /** When the newest report was published, if that is more than a day before `published`; pages show it instead. */
  readonly reportedAt?: Temporal.Instant;
  readonly updated: Temporal.Instant;
  readonly tags: readonly EntryTag[];
  /** The leading report in the other language than the lead's, if there is one; also in `alsoReportedBy`. */
  readonly counterpart?: EntryArticle;
  /** Every other article of the story, in the order they joined: "also reported by". */
  readonly alsoReportedBy: readonly EntryArticle[];
  /** Other stories of the same event, which were published separately before an article matched both. */
  readonly related: readonly RelatedStory[];
};

/** A related story; its title is absent until the story is read from the store. */
type RelatedStory = {
  readonly story: StoryId;
  readonly title?: string;
  readonly language?: Language;
};
