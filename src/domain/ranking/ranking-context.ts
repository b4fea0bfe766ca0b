import type { Config } from '../config.ts';
import { onceFor } from '../once-for.ts';
import { anyOf } from '../tag/word-lists.ts';
import type { RankingContext } from './importance.ts';

/** What a config says about the importance of stories. */
export const rankingContext = onceFor(
  ({ outlets, page, words }: Pick<Config, 'outlets' | 'page' | 'words'>): RankingContext => ({
    outlets: new Map(outlets.map((outlet) => [outlet.id, outlet])),
    sections: page.sections,
    majorCompanies: new Set(words['major-companies']),
    columnLabel: columnLabelOf(words['column-labels']),
    notice: new RegExp(anyOf(words.notices), 'iu'),
  }),
);

/** A label in brackets or before a colon or slash; any short text before a slash, too. */
const columnLabelOf = (labels: readonly string[]): RegExp =>
  new RegExp(
    `^(?:[【［[〈＜<(（]${anyOf(labels)}[】］\\]〉＞>)）]|${anyOf(labels)} ?[:：]|[\\p{L}\\p{N}・ー ]{2,12}[/／])`,
    'iu',
  );
