import type { Config } from '../domain/config.ts';
import type { Section } from '../domain/explanation.ts';
import { isSameSite } from '../domain/source/is-same-site.ts';
import type { Source } from '../domain/source/source.ts';
import type { Explained } from './explained.ts';
import type { FoundItem } from './find-item.ts';

type Unseen = Extract<FoundItem, { kind: 'unseen' }>;

/** More sources of one site than this make no answer. */
const MOST_SOURCES = 3;

/** Says of an item that no source has listed what is nearest to it, and which sources could have brought it. */
export const explainUnseen = (
  { asked, nearest }: Unseen,
  config: Config,
  healthOf: (source: Source) => readonly string[],
): Explained => {
  const sections = readersOf(asked, config, healthOf);
  if (nearest === undefined) return { title: 'No source has listed it.', sections };
  const { title, link, outlet, dropReason } = nearest;
  return {
    title: `No source has listed it; the nearest is “${title}” (${outlet}):`,
    link,
    sections: [
      ...(dropReason === undefined ? [] : [{ about: 'Dropped', lines: [`That one: ${dropReason}.`] }]),
      ...sections,
    ],
  };
};

/** The sources of the site that an address is of, and what that says; nothing for a title. */
const readersOf = (
  asked: string,
  { sources }: Config,
  healthOf: (source: Source) => readonly string[],
): readonly Section[] => {
  const host = URL.parse(asked)?.hostname ?? '';
  if (host === '') return [];
  const readers = sources.filter(
    ({ endpoints, outlet }) =>
      (outlet.home !== undefined && isSameSite(outlet.home, host)) ||
      endpoints.some((endpoint) => isSameSite(endpoint, host)),
  );
  if (readers.length === 0) {
    const lines = [
      `No source reads ${host} itself, so it can only come through an aggregator. To read it: kawaraban add https://${host}/`,
    ];
    return [{ about: 'Sources', lines }];
  }
  const shown = readers.slice(0, MOST_SOURCES);
  const more = readers.length - shown.length;
  return [
    {
      about: 'Sources',
      lines: [
        'It was in none of the documents that these listed when they were asked:',
        ...shown.flatMap(healthOf),
        ...(more > 0 ? [`and ${more} more.`] : []),
      ],
    },
  ];
};
