import { textOfEntry } from '../entry/digest-text.ts';
import type { Entry, EntryArticle } from '../entry/entry.ts';
import { excerpt } from '../entry/excerpt.ts';
import type { Language } from '../source/source.ts';
import type { StoryId } from '../story/story.ts';
import type { DueEdition } from './due-edition.ts';

/** One report, as an edition names it. All texts are plain. */
export type EditionReport = {
  readonly outlet: string;
  readonly language: Language;
  readonly title: string;
  readonly link: string;
};

/** A story as it stood when the edition was made. */
export type EditionStory = EditionReport & {
  readonly story: StoryId;
  readonly published: Temporal.Instant;
  /**
   * The lead's text, as far as its source allows; of other stories the summary. A line for each paragraph; may be
   * empty.
   */
  readonly text: string;
  /** The first report of each other outlet in each language. */
  readonly alsoReportedBy: readonly EditionReport[];
  /** Stories about the same matter, which stand below this story's headline. */
  readonly more: readonly (EditionReport & { readonly story: StoryId })[];
};

/** The news of one morning. It is stored as it is and never changed. */
export type Edition = DueEdition & {
  /** A `tag:` URI (RFC 4151), stored whole, so that config edits never re-issue it. */
  readonly id: string;
  /** The language of the edition's own words and dates; each story has its own language. */
  readonly language: Language;
  /** The first is the lead; empty if there was no news. */
  readonly stories: readonly EditionStory[];
};

/** Number of stories in an edition, the lead among them. */
export const STORIES_IN_EDITION = 12;

/** Maximum length of the lead's text, in characters: a full page. */
const LEAD_CHARACTERS = 4_000;

/** Maximum length of the text of another story, in characters. */
const BRIEF_CHARACTERS = 280;

/** Converts entries to stories of an edition, as they are now; the first is the lead. `more` stand below its headline. */
export const editionStories = (
  picked: readonly { readonly entry: Entry; readonly more: readonly Entry[] }[],
): readonly EditionStory[] =>
  picked.map(({ entry, more }, index) => ({
    story: entry.story,
    ...reportOf(entry),
    published: entry.published,
    text:
      index === 0
        ? excerpt(textOfEntry(entry), LEAD_CHARACTERS)
        : excerpt(entry.summary ?? '', BRIEF_CHARACTERS),
    alsoReportedBy: othersOf(entry).map(reportOf),
    more: more.map((other) => ({ story: other.story, ...reportOf(other) })),
  }));

/** The ids of all stories of an edition, those below headlines included. */
export const storiesOf = ({ stories }: Pick<Edition, 'stories'>): readonly StoryId[] =>
  stories.flatMap(({ story, more }) => [story, ...more.map((other) => other.story)]);

/** The first report in another language than the story's; undefined if there is none. */
export const otherTitle = ({
  language,
  alsoReportedBy,
}: Pick<EditionStory, 'language' | 'alsoReportedBy'>): EditionReport | undefined =>
  alsoReportedBy.find((report) => report.language !== language);

const reportOf = ({ outlet, language, title, link }: Entry | EntryArticle): EditionReport => ({
  outlet: outlet.name,
  language,
  title,
  link,
});

const othersOf = ({ outlet, language, alsoReportedBy }: Entry): readonly EntryArticle[] => {
  const first = new Map<string, EntryArticle | undefined>([[`${outlet.id} ${language}`, undefined]]);
  for (const article of alsoReportedBy) {
    const key = `${article.outlet.id} ${article.language}`;
    if (!first.has(key)) first.set(key, article);
  }
  return [...first.values()].filter((article) => article !== undefined);
};

/** A mail message that holds an edition, without sender and recipients. */
export type Letter = {
  /** `SITE, Nov 26: TITLE`, with the title of the lead. */
  readonly subject: string;
  readonly text: string;
  /** A whole HTML document with the same content as `text`. */
  readonly html: string;
  readonly date: Temporal.Instant;
  /** In angle brackets; the same for the same edition, so that mail programs recognise a copy (RFC 5322 §3.6.4). */
  readonly messageId: string;
};
