import { escapeCdata, escapeXml } from '../clean-text.ts';
import { type Amendment, AS_XML, amendXml } from './amend-xml.ts';
import { type FeedEntry, rfc3339 } from './feed-entry.ts';
import { type DocumentParts, FEED_LANGUAGE, type FeedContent, makeFeed, olderLinks } from './make-feed.ts';

/**
 * Writes a feed as Atom 1.0 (RFC 4287). Titles and summaries are `type="text"`, because feed readers may drop words
 * like `<b>` from `type="html"`.
 */
export const renderAtom = (content: FeedContent): DocumentParts<string> => {
  const { entries } = content;
  const feed = makeFeed(content, {
    format: 'atom',
    text: escapeXml,
    html: escapeCdata,
    more: ({ author }) => ({ author: [{ name: escapeXml(author) }] }),
  });
  return amendXml(feed.atom1(), 'feed/entry', (path, attributes, item) => {
    const entry = entries[item];
    return entry === undefined
      ? amendFrame(path, attributes, content)
      : amendEntry(path.slice('feed/entry'.length), attributes, entry);
  });
};

type Attributes = Readonly<Record<string, string>>;

const amendFrame = (
  path: string,
  attributes: Attributes,
  { view, settings }: FeedContent,
): Amendment | undefined => {
  switch (path) {
    case 'feed':
      return { attributes: { 'xml:lang': view.language ?? FEED_LANGUAGE, ...attributes } };
    case 'feed/title':
    case 'feed/subtitle':
    case 'feed/author/name':
      return AS_XML;
    case 'feed/updated':
      return TO_THE_SECOND;
    case 'feed/link': {
      const { rel = '', href = '' } = attributes;
      if (rel === 'alternate') return { attributes: { rel, type: 'text/html', href: address(href) } };
      if (rel !== 'self') return undefined;
      return {
        before: `${olderLinks(view, settings, 'link')}${view.archive?.isFrozen === true ? FROZEN : ''}`,
        attributes: { rel, type: 'application/atom+xml', href: address(href) },
      };
    }
    default:
      return undefined;
  }
};

/** The element that marks a document that will never change again (RFC 5005 §4). */
const FROZEN = '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>';

const amendEntry = (path: string, attributes: Attributes, entry: FeedEntry): Amendment | undefined => {
  const { language, summary } = entry;
  switch (path) {
    case '':
      return { attributes: { 'xml:lang': language } };
    case '/title':
    case '/summary':
      return { ...AS_XML, attributes: { type: 'text' } };
    case '/link':
      return { attributes: { rel: 'alternate', hreflang: language, href: address(attributes.href ?? '') } };
    case '/updated':
      return TO_THE_SECOND;
    case '/content':
      // The library leaves out an empty summary, so the summary is written here.
      return summary === '' ? { before: `<summary type="text"></summary>${INDENT}` } : undefined;
    case '/author/name':
      return AS_XML;
    case '/category':
      // `makeFeed` has escaped the texts of the tag already, but not its address.
      return { attributes: { ...attributes, scheme: address(attributes.scheme ?? '') } };
    case '/published':
      return { ...TO_THE_SECOND, after: `${INDENT}${lastElements(entry)}` };
    default:
      return undefined;
  }
};

const TO_THE_SECOND: Amendment = { text: (text) => rfc3339(new Date(text)) };

/** Indentation of an entry's elements, as the library writes it. */
const INDENT = '\n        ';

/** Escapes an address for an attribute, as the library does. */
const address = (url: string): string => url.replaceAll('&', '&amp;');

/**
 * Returns the elements that the library cannot write. `source` is last, because some feed readers show the first title
 * in an entry, even one inside `source`.
 */
const lastElements = ({ alsoReportedBy, related, image, outlet, updatedDate }: FeedEntry): string => {
  const links = [...alsoReportedBy, ...related].map(
    ({ link, language, title }) =>
      `<link rel="related" href="${escapeXml(link)}" hreflang="${language}" title="${escapeXml(title)}"/>`,
  );
  const thumbnail =
    image === undefined
      ? ''
      : `<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="${escapeXml(image)}"/>`;
  const url = escapeXml(outlet.url);
  // The date of the outlet's own feed is not stored, so the entry's date is used.
  const updated = `<updated>${rfc3339(updatedDate)}</updated>`;
  const source = `<source><id>${url}</id><title type="text">${escapeXml(outlet.name)}</title>${updated}<link rel="alternate" href="${url}"/></source>`;
  return `${links.join('')}${thumbnail}${source}`;
};
