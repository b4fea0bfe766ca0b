import type { Config } from '../domain/config.ts';
import type { Explained, Section } from '../domain/explanation.ts';
import type { Source } from '../domain/source/source.ts';
import { isSameSite, withScheme } from '../domain/web-address.ts';
import type { FoundItem } from './find-item.ts';

type Unseen = Extract<FoundItem, { kind: 'unseen' }>;

/** Maximum number of sources that are listed for one site. */
const MOST_SOURCES = 3;

/**
 * Explains that no item is stored for `asked`. Adds the most similar item, if any. If `asked` is a URL, adds the
 * sources of its site.
 */
export const explainUnseen = (
  { asked, nearest }: Unseen,
  config: Config,
  healthOf: (source: Source) => readonly string[],
): Explained => {
  const sections = readersOf(asked, config, healthOf);
  if (nearest === undefined) return { title: 'Not found in the store.', sections };
  const { title, link, outlet, dropReason } = nearest;
  return {
    title: `Not found in the store. Did you mean “${title}” (${outlet})?`,
    link,
    sections: [
      ...(dropReason === undefined
        ? []
        : [{ about: 'Dropped', lines: [`That item was dropped: ${dropReason}.`] }]),
      ...sections,
    ],
  };
};

/**
 * Matches an address without a scheme. Without a path, the host must be ASCII in lower case, because a headline may
 * be the name of a company, such as `Kaku.com`. Does not match `24.11/25` or `S.Korea/Japan`.
 */
const WITHOUT_SCHEME = /^(?=\S*[/?#]|[a-z\d.:-]+$)[^\s/?#]+\.[a-z][a-z\d-]+(:\d+)?([/?#]\S*)?$/;

/** Explains which sources read the site of a URL or of a `WITHOUT_SCHEME` text; no section for other texts. */
const readersOf = (
  asked: string,
  { sources }: Config,
  healthOf: (source: Source) => readonly string[],
): readonly Section[] => {
  const host = URL.parse(WITHOUT_SCHEME.test(asked) ? withScheme(asked) : asked)?.hostname ?? '';
  if (host === '') return [];
  const readers = sources.filter(
    ({ endpoints, outlet }) =>
      (outlet.home !== undefined && isSameSite(outlet.home, host)) ||
      endpoints.some((endpoint) => isSameSite(endpoint, host)),
  );
  const more = readers.length - MOST_SOURCES;
  const lines =
    readers.length === 0
      ? [
          `No source reads ${host} itself; only an aggregator can bring the item. To add a source: kawaraban add https://${host}/`,
        ]
      : [
          'The store has no such item from these sources:',
          ...readers.slice(0, MOST_SOURCES).flatMap(healthOf),
          ...(more > 0 ? [`and ${more} more.`] : []),
        ];
  return [{ about: 'Sources', lines }];
};
