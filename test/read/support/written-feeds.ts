/** Small documents that say the same in the three XML formats. */

export type WrittenFormat = 'rss' | 'rdf' | 'atom';

export const WRITTEN_FORMATS: readonly WrittenFormat[] = ['rss', 'rdf', 'atom'];

/** Markup of one item; `date` and `body` are written as they are. */
type WrittenItem = {
  readonly title: string;
  readonly link: string;
  readonly date?: string;
  readonly body?: string;
};

export type WrittenFeed = {
  readonly title: string;
  readonly items: readonly WrittenItem[];
  /** The XML declaration; that of UTF-8 where absent. */
  readonly declaration?: string;
};

const UTF_8 = '<?xml version="1.0" encoding="UTF-8"?>';

export const writeFeed = (format: WrittenFormat, feed: WrittenFeed): string =>
  `${feed.declaration ?? UTF_8}\n${WRITERS[format](feed)}`;

const element = (name: string, content: string | undefined): string =>
  content === undefined ? '' : `<${name}>${content}</${name}>`;

const WRITERS: Readonly<Record<WrittenFormat, (feed: WrittenFeed) => string>> = {
  rss: ({ title, items }) =>
    `<rss version="2.0"><channel>${element('title', title)}${items
      .map((item) => `<item>${inRss(item)}${element('pubDate', item.date)}</item>`)
      .join('\n')}</channel></rss>\n`,
  rdf: ({ title, items }) =>
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example.jp/">${element('title', title)}</channel>${items
      .map((item) => `<item rdf:about="${item.link}">${inRss(item)}${element('dc:date', item.date)}</item>`)
      .join('\n')}</rdf:RDF>\n`,
  atom: ({ title, items }) =>
    `<feed xmlns="http://www.w3.org/2005/Atom">${element('title', title)}${items
      .map(
        (item) =>
          `<entry>${element('title', item.title)}<link href="${item.link}"/>${element('summary', item.body)}${element('published', item.date)}</entry>`,
      )
      .join('\n')}</feed>\n`,
};

const inRss = ({ title, link, body }: WrittenItem): string =>
  element('title', title) + element('link', link) + element('description', body);
