import type { Explained } from '../../domain/explanation.ts';
import type { Store } from '../../domain/store/contract.ts';
import { wrapText } from '../../domain/wrap-text.ts';
import { explainItem, type WhyContext } from '../../why/explain-item.ts';
import { findItem } from '../../why/find-item.ts';
import type { Emit, RequestOutcome } from '../control/output.ts';
import type { RequestOf } from '../control/read-request.ts';

/** Width of a line, in columns. */
const COLUMNS = 80;

/** Width of the margin with the headings, in columns. */
const INDENT = 11;

/** Emits what happened to an item. Fails if the item is not found or cannot be read. */
export const answerWhy = async (
  { item, json }: RequestOf<'why'>,
  context: WhyContext & { readonly store: Store },
  emit: Emit,
): Promise<RequestOutcome> => {
  const found = await findItem(item, context.store, context.config);
  const explained = await explainItem(found, context);
  const text = json
    ? JSON.stringify({ asked: item, ...found, explained })
    : explained.map(inLines).join('\n\n');
  emit({ kind: 'result', text });
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
