import { decodedPart } from '../../domain/web-address.ts';
import type { Resource, Site } from '../../serve/ports.ts';
import type { SiteFolder } from './site-folder.ts';

type Published = {
  readonly files: number;
  readonly written: number;
  readonly removed: number;
  /** Files that were not written, because somebody else's file has the same name. */
  readonly foreign: readonly string[];
};

type PublishOptions = {
  readonly site: Pick<Site, 'resource'> & { readonly paths: () => Promise<readonly string[]> };
  readonly folder: SiteFolder;
  /**
   * Called after each file, with the number of files so far and the number of all paths. Some paths may not become a
   * file.
   */
  readonly onFile: (done: number, known: number) => void;
};

/** The paths that are written last, so that the pages that they link exist already. */
const LAST = ['/', '/status', '/feed.rss', '/feed.atom', '/feed.json'];

/**
 * Writes the site as files, then deletes earlier files that the site no longer has. Deletes nothing if somebody else's
 * file has one of the names. Rejects if an answer cannot be made, or if the file system refuses.
 */
export const publishSite = async ({ site, folder, onFile }: PublishOptions): Promise<Published> => {
  const tally = { files: 0, written: 0 };
  const foreign: string[] = [];
  const render = async (path: string): Promise<Resource | undefined> => {
    const resource = await site.resource(path, new URLSearchParams());
    return resource?.status === 200 ? resource : undefined;
  };
  // These files are rendered first, so that they do not link to a story that is stored while the other files are
  // written.
  const last = await Promise.all(LAST.map(async (path) => ({ path, resource: await render(path) })));
  const paths = new Set([...(await site.paths()), ...LAST]);
  const write = async (path: string, resource: Resource | undefined): Promise<void> => {
    // `Resource.page` does not mean HTML: it is also true for `/status.json`.
    const file = resource && fileOf(path, resource.contentType.startsWith('text/html'));
    if (resource === undefined || file === undefined) return;
    const outcome = await folder.put(file, resource.body);
    if (outcome === 'foreign') foreign.push(file);
    else tally.files += 1;
    if (outcome === 'written') tally.written += 1;
    onFile(tally.files, paths.size);
  };

  for (const path of paths) if (!LAST.includes(path)) await write(path, await render(path));
  for (const { path, resource } of last.toReversed()) await write(path, resource);
  return { ...tally, removed: foreign.length === 0 ? await folder.removeStale() : 0, foreign };
};

/** Returns the file of a path; undefined for an unsafe path. A page is the `index.html` of a folder. */
export const fileOf = (path: string, isPage: boolean): string | undefined => {
  const steps = path
    .split('/')
    .slice(1)
    .map((step) => decodedPart(step) ?? '..');
  const isSafe = steps.every(
    (step, index) => (step !== '' || index === steps.length - 1) && !/^\.|[/\\\0]/.test(step),
  );
  if (!isSafe) return undefined;
  return [...steps.filter((step) => step !== ''), ...(isPage ? ['index.html'] : [])].join('/');
};
