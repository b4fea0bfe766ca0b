import type { Article } from '../../domain/article/article.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import { excerpt } from '../../domain/entry/excerpt.ts';
import { findMatches, matcherOf } from '../../domain/search/find-matches.ts';
import { searchedText } from '../../domain/search/terms.ts';
import type { SearchNeed } from '../../domain/store/contract.ts';
import type { Story } from '../../domain/story/story.ts';
import { joinStretches, type Stretch } from '../../domain/stretch.ts';

/** A reason why a story was found, for words that match none of the shown texts. */
export type FoundBy =
  | { readonly kind: 'company' | 'topic' | 'outlet'; readonly key: string }
  /** The words are in the title of a report that is neither the lead nor the counterpart. */
  | { readonly kind: 'report'; readonly article: Article; readonly marks: readonly Stretch[] }
  /**
   * The words are in the summary or the stored body of a report. `text` is the passage around the words; absent if the
   * passage must not be shown.
   */
  | {
      readonly kind: 'text';
      readonly article: Article;
      readonly text?: string;
      readonly marks: readonly Stretch[];
    };

export type Found = {
  readonly title: readonly Stretch[];
  /** Matches in the headline in the other language. */
  readonly otherTitle: readonly Stretch[];
  readonly summary: readonly Stretch[];
  readonly by: readonly FoundBy[];
};

/** The texts of a story that the page of a search shows. */
type Shown = Pick<Entry, 'title' | 'counterpart'> & { readonly summary: string };

/** Returns a search's matches in a story's shown texts and, for words without such a match, reasons (`FoundBy`). */
export const whyFound = (story: Story, shown: Shown, needs: readonly SearchNeed[]): Found => {
  const matchesIn = (text: string): readonly (readonly Stretch[])[] => {
    const matches = matcherOf(() => text);
    return needs.map((need) => matches(need.text));
  };
  const title = matchesIn(shown.title);
  const otherTitle = matchesIn(shown.counterpart?.title ?? '');
  const summary = matchesIn(shown.summary);
  const by = new Map<string, FoundBy>();
  const reports = story.articles.map(readReport);
  const isInPassage = ({ text }: SearchNeed): boolean =>
    [...by.values()].some((reason) => 'text' in reason && findMatches(reason.text ?? '', text).length > 0);
  for (const [n, need] of needs.entries()) {
    if ([title, otherTitle, summary].some((matches) => (matches[n] ?? []).length > 0)) continue;
    if (isInPassage(need)) continue;
    const reason =
      foundByLabel(story, need) ?? foundInTitle(reports, need, needs) ?? foundInText(reports, need, needs);
    if (reason !== undefined) by.set(identityOf(reason), reason);
  }
  return {
    title: joinStretches(title.flat()),
    otherTitle: joinStretches(otherTitle.flat()),
    summary: joinStretches(summary.flat()),
    by: [...by.values()],
  };
};

/** Returns a text that two reasons share only if one of them can stand for both. */
const identityOf = (reason: FoundBy): string => {
  if ('key' in reason) return `${reason.kind} ${reason.key}`;
  return `${reason.kind} ${reason.article.id} ${'text' in reason ? reason.text : ''}`;
};

const foundByLabel = ({ articles }: Story, { labels }: SearchNeed): FoundBy | undefined => {
  const tags = articles.flatMap((article) => article.tags);
  for (const { company, topic, outlet } of labels) {
    if (tags.some((tag) => tag.kind === 'company' && tag.code === company))
      return { kind: 'company', key: company ?? '' };
    if (tags.some((tag) => tag.kind === 'topic' && tag.key === topic))
      return { kind: 'topic', key: topic ?? '' };
    if (articles.some((article) => article.outlet.id === outlet))
      return { kind: 'outlet', key: outlet ?? '' };
  }
  return undefined;
};

const readReport = (article: Article) => ({
  article,
  inTitle: matcherOf(() => article.title),
  inText: matcherOf(() => searchedText(article)),
});

type Report = ReturnType<typeof readReport>;

/** Finds a title with the words of a need. The matches of all needs in it are marked. */
const foundInTitle = (
  reports: readonly Report[],
  { text }: SearchNeed,
  needs: readonly SearchNeed[],
): FoundBy | undefined => {
  const found = reports.find(({ inTitle }) => inTitle(text).length > 0);
  if (found === undefined) return undefined;
  const marks = joinStretches(needs.flatMap((need) => found.inTitle(need.text)));
  return { kind: 'report', article: found.article, marks };
};

/** Finds a text with the words of a need. The matches of all needs in the shown passage are marked. */
const foundInText = (
  reports: readonly Report[],
  { text: asked }: SearchNeed,
  needs: readonly SearchNeed[],
): FoundBy | undefined => {
  for (const { article, inText } of reports) {
    const [first] = inText(asked);
    if (first === undefined) continue;
    if (article.republish === 'headline') return { kind: 'text', article, marks: [] };
    const around = stretchAround(searchedText(article), first);
    const marks = joinStretches(needs.flatMap(({ text }) => findMatches(around, text)));
    return { kind: 'text', article, text: around, marks };
  }
  return undefined;
};

/** Maximum number of characters that are shown before a match. */
const SHOWN_BEFORE = 40;

/** Maximum number of characters that are shown after a match. */
const SHOWN_AFTER = 60;

/** Returns the passage around a match, cut between words if the text has spaces. */
const stretchAround = (text: string, { start, end }: Stretch): string => {
  const all = Array.from(text.slice(0, start));
  const isCut = all.length > SHOWN_BEFORE;
  const last = all.slice(-SHOWN_BEFORE).join('');
  const before = isCut ? `…${last.replace(/^(?:\S*\s+|[\p{P}\s]+)/u, '')}` : last;
  const after = excerpt(text.slice(end), SHOWN_AFTER);
  return `${before}${text.slice(start, end)}${after}`.replace(/\s+/g, ' ');
};
