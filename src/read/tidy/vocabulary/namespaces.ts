/** The canonical prefix of each vocabulary; the empty prefix stands for RSS in all versions. */
const PREFIX_OF_URI: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'http://www.w3.org/2005/atom': 'atom',
    'http://purl.org/atom/ns#': 'atom',
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
    'http://purl.org/dc/elements/1.1/': 'dc',
    'http://purl.org/dc/terms/': 'dcterms',
    'http://purl.org/rss/1.0/modules/content/': 'content',
    'http://purl.org/rss/1.0/modules/syndication/': 'sy',
    'http://search.yahoo.com/mrss/': 'media',
    'http://search.yahoo.com/mrss': 'media',
    'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
    'http://www.w3.org/1999/xhtml': 'xhtml',
    'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
    'http://purl.org/rss/1.0/': '',
    'http://my.netscape.com/rdf/simple/0.9/': '',
    'http://backend.userland.com/rss2': '',
    'http://blogs.law.harvard.edu/tech/rss': '',
  }),
);

/**
 * Prefixes that keep their usual meaning if a document does not declare them, or declares them for an unknown
 * vocabulary.
 */
const USUAL: ReadonlySet<string> = new Set(PREFIX_OF_URI.values());

const USUAL_ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({ atom10: 'atom', a10: 'atom', atom03: 'atom', html: 'xhtml' }),
);

/** Maximum number of declared prefixes, because a hostile document can declare any number. */
const MAX_DECLARATIONS = 64;

/** Canonical prefixes by the prefix that the document declares; `?` stands for an unknown vocabulary. */
export type Namespaces = ReadonlyMap<string, string>;

export const NO_NAMESPACES: Namespaces = new Map();

/** Returns the namespaces in force inside an element that carries these attributes (Namespaces in XML §6.1). */
export const declare = (outer: Namespaces, attributes: ReadonlyMap<string, string>): Namespaces => {
  if (attributes.size === 0) return outer;
  let inner: Map<string, string> | undefined;
  for (const [name, uri] of attributes) {
    if (!name.startsWith('xmlns') || (name.length > 5 && name[5] !== ':')) continue;
    inner ??= new Map(outer);
    if (inner.size < MAX_DECLARATIONS)
      inner.set(name.slice(6), PREFIX_OF_URI.get(uri.trim().toLowerCase()) ?? '?');
  }
  return inner ?? outer;
};

/**
 * Returns the canonical name of an element or attribute in lower case, such as `content:encoded`. A name of RSS or of
 * the document's own vocabulary has no prefix.
 */
export const canonicalName = (name: string, namespaces: Namespaces, native: string): string => {
  const lower = name.toLowerCase();
  const colon = lower.indexOf(':');
  const prefix = colon === -1 ? '' : lower.slice(0, colon);
  const local = lower.slice(colon + 1);
  const declared = namespaces.get(prefix);
  // Some outlets misspell a namespace, so an unknown namespace counts as the usual one of its prefix.
  const known = declared === undefined || declared === '?' ? usual(prefix) : declared;
  return known === '' || known === native ? local : `${known}:${local}`;
};

const usual = (prefix: string): string =>
  USUAL_ALIASES.get(prefix) ?? (USUAL.has(prefix) ? prefix : prefix === '' ? '' : '?');

/** A cache of canonical names, because a document uses few names many times. */
export type Names = { readonly canonical: typeof canonicalName };

/** Number of cached names above which the cache is emptied. */
const MAX_NAMES = 1000;

export const createNames = (): Names => {
  let remembered: { readonly namespaces: Namespaces; readonly names: Map<string, string> } | undefined;
  return {
    canonical: (name, namespaces, native) => {
      if (remembered?.namespaces !== namespaces || remembered.names.size > MAX_NAMES)
        remembered = { namespaces, names: new Map() };
      return remembered.names.getOrInsertComputed(name, () => canonicalName(name, namespaces, native));
    },
  };
};
