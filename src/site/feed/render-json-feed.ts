import type { FeedSettings } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { cleanText } from '../clean-text.ts';
import type { FeedEntry } from './feed-entry.ts';
import type { FeedView } from './feed-view.ts';
import { rfc3339 } from './rfc3339.ts';
import { addressesOf, FEED_LANGUAGE, skeleton } from './skeleton.ts';
import { createSlots } from './slots.ts';

/** JSON Feed 1.1 (jsonfeed.org/version/1.1): the library writes 1.0 and no items of ours, so all but the frame is written here. */
export const renderJsonFeed = (
  view: FeedView,
  entries: readonly FeedEntry[],
  settings: FeedSettings,
): string => {
  const frame: unknown = JSON.parse(skeleton('json', view, entries, settings, createSlots()).json1());
  const { self, favicon, hub } = addressesOf(view, 'json', settings);
  return JSON.stringify(
    {
      ...(typeof frame === 'object' ? frame : {}),
      version: 'https://jsonfeed.org/version/1.1',
      title: cleanText(view.title),
      description: cleanText(view.description),
      feed_url: self,
      favicon,
      language: view.language ?? FEED_LANGUAGE,
      authors: [{ name: cleanText(settings.title), url: settings.url }],
      ...defined({ hubs: hub === undefined ? undefined : [{ type: 'WebSub', url: hub }] }),
      items: entries.map(item),
    },
    undefined,
    1,
  );
};

const item = (entry: FeedEntry): Record<string, unknown> => ({
  id: entry.id,
  url: entry.link,
  title: entry.title,
  ...defined({ summary: entry.summary === undefined ? undefined : cleanText(entry.summary) }),
  content_html: cleanText(entry.contentHtml),
  ...defined({ image: entry.image }),
  date_published: rfc3339(entry.publishedDate),
  date_modified: rfc3339(entry.updatedDate),
  authors: [{ name: cleanText(entry.author) }],
  tags: entry.tags.map(({ label }) => cleanText(label)),
  language: entry.language,
  _source: { title: cleanText(entry.outlet.name), url: entry.outlet.url },
  _kawaraban: {
    articles: entry.alsoReportedBy.map(({ outlet, language, title, link, published }) => ({
      outlet: cleanText(outlet.name),
      language,
      title: cleanText(title),
      url: link,
      date_published: published.round('second').toString(),
    })),
    ...(entry.related.length === 0 ? {} : { related: entry.related }),
  },
});
