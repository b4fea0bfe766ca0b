import { textOfEntry } from '../entry/digest-text.ts';
import { type Entry, type EntryArticle, outletName } from '../entry/entry.ts';
import { excerpt } from '../entry/excerpt.ts';
import type { Language } from '../source/source.ts';
import type { StoryId } from '../story/story.ts';
import type { DueEdition } from './due-edition.ts';

/** A report that an edition names. All texts are plain. */
export type EditionReport = {
  readonly outlet: string;
  readonly language: Language;
  readonly title: string;
  readonly link: string;
};

/** A story as it was when the edition was made. */
export type EditionStory = EditionReport & {
  readonly story: StoryId;
  /** When the story's lead was published. */
  readonly published: Temporal.Instant;
  /**
   * An excerpt of the summary; for the lead story, of the body if the entry has it. It may be empty. Each paragraph is a
   * line.
   */
  readonly text: string;
  /** The first report of each outlet in each language, except that of the story's outlet in the story's language. */
  readonly alsoReportedBy: readonly EditionReport[];
  /** The stories below this story's headline. */
  readonly more: readonly (EditionReport & { readonly story: StoryId })[];
};

/** An edition with its stories. A stored edition never changes. */
export type Edition = DueEdition & {
  /** The `tag:` URI (RFC 4151) of the edition. A new authority in the config does not change it. */
  readonly id: string;
  /** The language of the words and dates that the edition adds to its stories. Each story has its own language. */
  readonly language: Language;
  /** The stories, the lead story first; empty without news. */
  readonly stories: readonly EditionStory[];
};

/** Maximum number of stories in an edition, with the lead story. Stories below headlines do not count. */
export const STORIES_IN_EDITION = 12;

/** Maximum length of the lead story's text, in characters. */
const LEAD_CHARACTERS = 4_000;

/** Maximum length of the text of each other story, in characters. */
const BRIEF_CHARACTERS = 280;

/**
 * Converts entries to stories of an edition. The first entry is the lead story. `more`: the entries below the headline
 * of an entry. `language`: that of the edition, for the names of outlets.
 */
export const editionStories = (
  picked: readonly { readonly entry: Entry; readonly more: readonly Entry[] }[],
  language: Language,
): readonly EditionStory[] =>
  picked.map(({ entry, more }, index) => ({
    story: entry.story,
    ...reportOf(entry, language),
    published: entry.reportedAt,
    text:
      index === 0
        ? excerpt(textOfEntry(entry), LEAD_CHARACTERS)
        : excerpt(entry.summary ?? '', BRIEF_CHARACTERS),
    alsoReportedBy: othersOf(entry).map((other) => reportOf(other, language)),
    more: more.map((other) => ({ story: other.story, ...reportOf(other, language) })),
  }));

/** Returns the ids of all stories of an edition, including the stories below headlines. */
export const storiesOf = ({ stories }: Pick<Edition, 'stories'>): readonly StoryId[] =>
  stories.flatMap(({ story, more }) => [story, ...more.map((other) => other.story)]);

/** Returns the first report in the language that is not the story's; undefined without such a report. */
export const otherTitle = ({
  language,
  alsoReportedBy,
}: Pick<EditionStory, 'language' | 'alsoReportedBy'>): EditionReport | undefined =>
  alsoReportedBy.find((report) => report.language !== language);

const reportOf = (
  { outlet, language, title, link }: Entry | EntryArticle,
  ofEdition: Language,
): EditionReport => ({
  outlet: outletName(outlet, ofEdition),
  language,
  title,
  link,
});

const othersOf = (entry: Entry): readonly EntryArticle[] => {
  const reports = Map.groupBy(entry.alsoReportedBy, voiceOf);
  reports.delete(voiceOf(entry));
  return [...reports.values()].flatMap(([first]) => first ?? []);
};

const voiceOf = ({ outlet, language }: Entry | EntryArticle): string => `${outlet.id} ${language}`;

/** A mail message with an edition, without sender and recipients. */
export type Letter = {
  /** `SITE, Nov 26: TITLE` or `SITE 11月26日: TITLE`, with the title of the lead story. Without stories, it ends before `:`. */
  readonly subject: string;
  readonly text: string;
  /** The content of `text` as a whole HTML document. */
  readonly html: string;
  readonly date: Temporal.Instant;
  /** The message id in angle brackets, the same if an edition is mailed again (RFC 5322 §3.6.4). */
  readonly messageId: string;
};
