import { SaxesParser } from 'saxes';

/** What a strict XML parser, which knows nothing of feeds' abuses, finds in one item. */
export type StrictItem = {
  readonly title?: string;
  readonly link?: string;
  /** Milliseconds since the epoch. */
  readonly published?: number;
};

type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
};

/** Items of a well-formed RSS, RDF or Atom document; throws where the document is not well-formed. */
export const readStrictly = (xml: string): readonly StrictItem[] =>
  everyElement(treeOf(xml)).flatMap((element) => {
    if (element.name === 'item') return [inRss(element)];
    return element.name === 'entry' ? [inAtom(element)] : [];
  });

const treeOf = (xml: string): Element => {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const top = (): Element => open.at(-1) ?? root;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: '' };
    top().children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    top().text += text;
  });
  parser.on('cdata', (text) => {
    top().text += text;
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    // A title's markup is part of its text.
    if (closed !== undefined) top().text += closed.text;
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return root;
};

const everyElement = (element: Element): readonly Element[] => [
  element,
  ...element.children.flatMap(everyElement),
];

const textOf = (element: Element, ...names: readonly string[]): string | undefined =>
  names
    .map((name) => element.children.find((child) => child.name === name)?.text.trim())
    .find((text) => text !== undefined && text !== '');

const inRss = (item: Element): StrictItem => {
  const source = textOf(item, 'source');
  const title = textOf(item, 'title', 'dc:title');
  const suffix = ` - ${source}`;
  return {
    ...of(
      'title',
      plain(source !== undefined && title?.endsWith(suffix) ? title.slice(0, -suffix.length) : title),
    ),
    ...of('link', textOf(item, 'feedburner:origLink', 'link') ?? permalinkOf(item)),
    ...of('published', momentOf(textOf(item, 'pubDate', 'dc:date'))),
  };
};

const permalinkOf = (item: Element): string | undefined =>
  item.children
    .find(({ name, attributes }) => name === 'guid' && attributes.isPermaLink !== 'false')
    ?.text.trim();

const inAtom = (entry: Element): StrictItem => {
  const links = entry.children.filter(({ name }) => name === 'link');
  const article = links.find(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate');
  return {
    ...of('title', plain(textOf(entry, 'title'))),
    ...of('link', textOf(entry, 'feedburner:origLink') ?? article?.attributes.href),
    ...of('published', momentOf(textOf(entry, 'published', 'issued'))),
  };
};

const of = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [key in Name]?: Value } =>
  // A computed key widens to `string`; it is `Name` here.
  (value === undefined ? {} : { [name]: value }) as { readonly [key in Name]?: Value };

const ENTITY: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: ' ',
  mdash: '—',
};

/** What some outlets make of punctuation by encoding UTF-8 twice. */
const ENCODED_TWICE: Readonly<Record<string, string>> = {
  'â€º': '›',
  'â€™': '’',
  'â€˜': '‘',
  'â€”': '—',
  'â€œ': '“',
  'â€¦': '…',
};

const plain = (title: string | undefined): string | undefined =>
  title
    ?.replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&([a-z]+);/g, (reference, name: string) => ENTITY[name] ?? reference)
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/â€./g, (letters) => ENCODED_TWICE[letters] ?? letters)
    .replace(/[^\S\u3000]+/g, ' ')
    .trim()
    .normalize('NFC');

const HAS_ZONE = /(Z|[A-Z]{3}|[+-]\d\d:?\d\d)$/;

const momentOf = (date: string | undefined): number | undefined => {
  if (date === undefined) return undefined;
  const zone = /^\d{4}-\d\d-\d\d$/.test(date) ? 'T00:00:00+09:00' : ' +0900';
  const moment = Date.parse(HAS_ZONE.test(date) ? date : `${date}${zone}`);
  return Number.isNaN(moment) ? undefined : moment;
};
