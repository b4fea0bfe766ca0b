import { withSourceParts } from '../../daemon/request/source-parts.ts';
import type { Config } from '../../domain/config.ts';
import { counted } from '../../domain/explanation.ts';
import { wrapText } from '../../domain/wrap-text.ts';
import { type AskedSource, askSources } from '../../sources/ask-sources.ts';
import { show } from '../show.ts';

/** Beside the ids of sources. */
const ID_WIDTH = 28;

/** Asks every source, prints a line for each as it comes, and a total. */
export const askAll = async (
  config: Config,
  { json }: { readonly json: boolean },
): Promise<readonly AskedSource[]> => {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const total = config.sources.filter(({ enabled }) => enabled).length;
  let done = 0;
  const onDone = (asked: AskedSource): void => {
    done += 1;
    if (!json && !isStopped(asked)) show({ kind: 'result', text: lines(asked) });
    show({ kind: 'progress', done, total });
  };
  const all = await withSourceParts(config, (parts) => askSources(config, parts, onDone, stop.signal));
  if (!json) show({ kind: 'result', text: sum(all) });
  return all;
};

const lines = ({ id, found, failure, whatToDo }: AskedSource): string => {
  const width = Math.max(40, (process.stdout.columns || 80) - ID_WIDTH);
  const word = failure === undefined ? '' : `FAILED (${failure.kind}): `;
  const first = `${word}${found.replace(/\.?$/, '.')}`;
  const texts = [first, ...(whatToDo === undefined ? [] : [whatToDo])];
  return texts
    .flatMap((text) => (process.stdout.isTTY ? wrapText(text, width) : [text]))
    .map((line, n) => `${(n === 0 ? `${id} ` : '').padEnd(ID_WIDTH)}${line}`)
    .join('\n');
};

/** What came of all that were asked, in a sentence; those that were not, since it was told to stop, are counted apart. */
export const sum = (sources: readonly AskedSource[]): string => {
  const all = sources.filter((asked) => !isStopped(asked));
  const unasked = sources.length - all.length;
  const rest = unasked === 0 ? '' : ` Not asked, since it was told to stop: ${unasked}.`;
  const failures = all.flatMap(({ failure }) => failure ?? []);
  const well = all.length - failures.length;
  if (all.length > 1 && failures.every(({ kind }) => kind === 'dns') && well === 0) {
    return `No name of ${counted(all.length, 'source')} could be looked up: this machine has no network, or no name server that answers.${rest}`;
  }
  return `${well} of ${counted(all.length, 'source')} ${well === 1 ? 'answers' : 'answer'} with a feed.${rest}`;
};

const isStopped = ({ failure }: AskedSource): boolean => failure?.kind === 'stopped';
