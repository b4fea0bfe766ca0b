import type { Config } from '../../domain/config.ts';
import type { Folding } from '../../domain/folding/fold-articles.ts';
import type { Store } from '../../domain/store/contract.ts';
import { wrapText } from '../../domain/wrap-text.ts';
import { explainItem } from '../../why/explain-item.ts';
import type { Explained } from '../../why/explained.ts';
import { findItem } from '../../why/find-item.ts';
import type { RequestOutcome, Tell, WhyRequest } from '../control/request.ts';

const COLUMNS = 80;
const INDENT = 11;

type WhyParts = {
  readonly store: Store;
  readonly config: Config;
  readonly now: Temporal.Instant;
  /** See `Folding.nearest`; the daemon has it at hand. */
  readonly nearest?: Folding['nearest'] | undefined;
};

/** Says everything that happened to an item; fails where no source has listed it, or it cannot be read. */
export const answerWhy = async (
  { item, json }: WhyRequest,
  { store, config, now, nearest }: WhyParts,
  tell: Tell,
): Promise<RequestOutcome> => {
  const found = await findItem(item, store, config);
  const explained = await explainItem(found, store, config, now, nearest);
  const text = json
    ? JSON.stringify({ asked: item, ...found, explained })
    : explained.map(inLines).join('\n\n');
  tell({ kind: 'result', text });
  return found.kind === 'unseen' || found.kind === 'unreadable' ? 'failed' : 'done';
};

const inLines = ({ title, link, sections }: Explained): string =>
  [
    ...wrapText(title, COLUMNS),
    ...(link === undefined ? [] : [link]),
    ...sections.flatMap(({ about, lines }) => [
      '',
      ...lines
        .flatMap((line) => wrapText(line, COLUMNS - INDENT))
        .map((line, n) => `${(n === 0 ? about : '').padEnd(INDENT)}${line}`),
    ]),
  ].join('\n');
