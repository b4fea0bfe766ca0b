import { inJst, type Section } from '../domain/explanation.ts';
import type { Drop } from '../domain/item/drop.ts';
import type { Source } from '../domain/source/source.ts';

/** When and why an item was turned away. `source`: its source as it is configured today, where it still is. */
export const explainDrop = (drop: Drop, source: Source | undefined): readonly Section[] => [
  {
    about: 'Seen',
    lines: [
      `${inJst(drop.at)}, in the feed of the source ${drop.source}${source === undefined ? '' : ` (${source.place.file}:${source.place.line})`}.`,
    ],
  },
  { about: 'Known as', lines: drop.keys },
  { about: 'Dropped', lines: [`${drop.reason.charAt(0).toUpperCase()}${drop.reason.slice(1)}.`] },
];
