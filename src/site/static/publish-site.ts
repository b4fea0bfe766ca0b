import type { Config } from '../../domain/config.ts';
import type { Resource, Site } from '../../serve/ports.ts';
import { fileOf, ownLinks } from './own-links.ts';
import type { SiteFolder } from './site-folder.ts';

export type Published = {
  readonly files: number;
  readonly written: number;
  readonly removed: number;
  /** Files that somebody else put where one of ours belongs. */
  readonly foreign: readonly string[];
};

type PublishParts = {
  readonly site: Site;
  readonly config: Config;
  readonly folder: SiteFolder;
  /** How many files are done, of how many that are known so far. */
  readonly onFile: (done: number, known: number) => void;
};

const FEEDS = ['/feed.rss', '/feed.atom', '/feed.json'];

/** Written when all that they lead to is there. */
const LAST = ['/', '/status', ...FEEDS];

const FIRST = ['/robots.txt', '/favicon.ico', '/icon-large.png', '/sources.opml', '/status.json'];

/** Writes all that the front page leads to, directly or not, as files. Rejects with what the file system refuses. */
export const publishSite = async ({ site, config, folder, onFile }: PublishParts): Promise<Published> => {
  const known = new Set([...FIRST, ...LAST]);
  const waiting: string[] = [...FIRST];
  const last = new Map<string, Resource>();
  const tally = { files: 0, written: 0 };
  const foreign: string[] = [];

  const render = async (path: string): Promise<Resource | undefined> => {
    const served = await site.resource(path, new URLSearchParams());
    if (served?.status !== 200) return undefined;
    const resource = withoutQuestions(served);
    for (const link of ownLinks(String(resource.body), config.feed)) {
      if (known.has(link)) continue;
      known.add(link);
      waiting.push(link);
    }
    return resource;
  };
  const write = async (path: string, { page, body }: Resource): Promise<void> => {
    const file = fileOf(path, page);
    if (file === undefined) return;
    const outcome = await folder.put(file, body);
    if (outcome === 'foreign') foreign.push(file);
    else tally.files += 1;
    if (outcome === 'written') tally.written += 1;
    onFile(tally.files, known.size);
  };

  for (const path of LAST) {
    const resource = await render(path);
    if (resource !== undefined) last.set(path, resource);
  }
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const resource = await render(path);
    if (resource !== undefined) await write(path, resource);
  }
  for (const [path, resource] of [...last].toReversed()) await write(path, resource);
  return { ...tally, removed: foreign.length === 0 ? await folder.removeStale() : 0, foreign };
};

/** A folder of files cannot answer searches and filters, nor write a view's older pages when they are asked for. */
const withoutQuestions = (resource: Resource): Resource => {
  const { page, contentType, body } = resource;
  if (page) return { ...resource, body: withoutForms(String(body)) };
  return /^application\/(rss|atom)\+xml/.test(contentType)
    ? { ...resource, body: withoutNextPage(String(body)) }
    : resource;
};

const withoutForms = (page: string): string =>
  page.replace(
    /<details[^>]*><summary>[^<]*<\/summary>\s*<form[\s\S]*?<\/form><\/details>|<form[\s\S]*?<\/form>/g,
    '',
  );

/** Before the first entry all text is escaped. */
const withoutNextPage = (feed: string): string => {
  const entries = feed.search(/<(?:entry|item)[ >]/);
  if (entries === -1) return feed;
  return feed.slice(0, entries).replace(/<(?:atom:)?link rel="next"[^>]*>/, '') + feed.slice(entries);
};
