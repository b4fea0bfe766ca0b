import { bareHost } from '../../article/canonical-url.ts';
import { sectionOf } from '../../item/relevance/section-words.ts';
import { isSameSite } from '../../web-address.ts';
import { type Outlet, outletIdFromName, slugOf } from '../outlet.ts';

export type Origin = {
  /** The feed's own address. */
  readonly url: string;
  /** The feed's home page, or the page that led to the feed. */
  readonly home?: string;
  /** Possible names of the outlet, the best first. */
  readonly names: readonly string[];
  /** The folders of the feed in a list of feeds, the outermost first. */
  readonly folders?: readonly string[];
};

/** Maximum length of an id without its number, in characters. A number fits after it, because an id may have 64. */
const MAX_ID_LENGTH = 58;

/** Maximum length of an outlet's name from a title, in characters. */
const MAX_NAME_LENGTH = 60;

/** Matches hosts that carry feeds of many outlets. */
const CARRIERS =
  /(^|\.)(feedburner\.com|google\.com|youtube\.com|bsky\.app|note\.com|medium\.com|substack\.com|wordpress\.com|hatenablog\.com|ameblo\.jp|livedoor\.jp|rsshub\.app)$/;

/** Finds the listed outlet of a feed, by site or by name; undefined for a new outlet. */
export const listedOutlet = (
  { url, home, names }: Origin,
  outlets: readonly Outlet[],
): Outlet | undefined => {
  const hosts = [home, url].flatMap((address) => URL.parse(address ?? '')?.hostname ?? []);
  for (const host of hosts) {
    if (CARRIERS.test(host)) continue;
    const ofSite = outlets.find((outlet) => outlet.home !== undefined && isSameSite(outlet.home, host));
    if (ofSite !== undefined) return ofSite;
  }
  return outlets.find(({ name, nameJa }) => names.some((one) => one === name || one === nameJa));
};

/**
 * Returns a name for an outlet that is not listed: the first plain name (`plainName`) in `names`, else the host. A name
 * that could be read as an outlet's id is changed: `example` gets a capital letter, and `123` becomes the host.
 */
export const outletName = ({ url, home, names }: Origin): string => {
  const host = bareHost(URL.parse(home ?? url)?.hostname ?? url);
  const name = names.map(plainName).find((one) => one !== '') ?? host;
  return /^[a-z0-9-]+$/.test(name) ? capitalised(name, host) : name;
};

/**
 * Returns the first part of a title that is neither generic nor a section, without words for a feed and invisible
 * characters: `Example News` of "Example News - Latest headlines". Empty without such a part.
 */
const plainName = (title: string): string => {
  const parts = title
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{C}\s]+/gu, ' ')
    .split(/\s[-–—|:»]\s|\s*[｜|]\s*/u)
    .map((part) =>
      part
        .replace(/\s*(RSS( ?2\.0| ?1\.0)?|Atom)?\s*(feed|フィード)?$/i, '')
        .replace(/^RSS\s*/i, '')
        .trim(),
    )
    .filter((part) => !isGeneric(part));
  return Array.from(parts[0] ?? '')
    .slice(0, MAX_NAME_LENGTH)
    .join('')
    .trim();
};

const GENERIC =
  /^(rss|atom|feed|home|top|latest|top stories|all|articles|blog|comments|tech|technology|新着|新着情報|最新|速報|主要|トップ|お知らせ|コメント|国内|海外|世界|社説|テック|テクノロジー|)$/i;

const isGeneric = (part: string): boolean => {
  const bare = part.replace(/ ?(news|ニュース)$/i, '');
  return GENERIC.test(bare) || sectionOf({ categories: [bare] }) !== undefined;
};

const capitalised = (name: string, host: string): string => {
  const upper = name.replace(/[a-z]/, (letter) => letter.toUpperCase());
  return upper === name ? host : upper;
};

/**
 * Returns an unused id for a source, made from its outlet or host. If that id is taken, the section in the feed's
 * address or a number is added.
 */
export const sourceId = (origin: Origin, outlet: Outlet | undefined, taken: ReadonlySet<string>): string => {
  const host = bareHost(URL.parse(origin.url)?.hostname ?? '');
  const name = outlet?.id ?? readableId(outletName(origin)) ?? slugOf(host.replace(/\.[a-z]+(\.jp)?$/, ''));
  const base = (name || 'source').slice(0, MAX_ID_LENGTH).replace(/-+$/, '');
  const section = slugOf(sectionInPath(origin.url).toLowerCase()).slice(
    0,
    Math.max(0, MAX_ID_LENGTH - base.length - 1),
  );
  const wanted = section === '' ? [base] : [base, `${base}-${section}`.replace(/-+$/, '')];
  const numbered = (n: number): string => {
    const id = `${base}-${n}`;
    return taken.has(id) ? numbered(n + 1) : id;
  };
  return wanted.find((id) => !taken.has(id)) ?? numbered(2);
};

const readableId = (name: string): string | undefined =>
  /^[\p{Script=Latin}\p{N}\s\p{P}\p{S}]+$/u.test(name) ? outletIdFromName(name) : undefined;

/** Matches parts of a path that name no section: a format, a version, a general word such as `news`, or nothing. */
const NO_SECTION = /^(rss\d*|feeds?|atom|rdf|xml|json|index|news|list|all|default|latest|www|\d+(\.\d+)*|)$/i;

const sectionInPath = (url: string): string =>
  URL.parse(url)
    ?.pathname.split('/')
    .map((part) => part.replace(/\.\w+$/, ''))
    .filter((part) => !NO_SECTION.test(part))
    .at(-1) ?? '';
