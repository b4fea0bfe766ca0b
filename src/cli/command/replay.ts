import { readFile } from 'node:fs/promises';
import { readConfig } from '../../daemon/read-config.ts';
import { replayStore } from '../../daemon/request/replay-store.ts';
import { errorText } from '../../domain/error-text.ts';
import { readItems } from '../../replay/read-items.ts';
import { readLabels } from '../../replay/read-labels.ts';
import { readParameters } from '../../replay/read-parameters.ts';
import { type ReplayedItem, replayItems } from '../../replay/replay-items.ts';
import { mistakes, type Score, type Scores, scoreItems } from '../../replay/score-items.ts';
import type { Folders } from '../folders.ts';
import { openStoreFor } from '../reach-store.ts';
import { show } from '../show.ts';
import { complain, EXIT, type ExitStatus, print } from '../terminal.ts';
import { complainOfConfig } from './check.ts';

export type ReplayFlags = {
  readonly apply?: true;
  readonly verbose?: true;
  readonly items?: string;
  readonly labels?: string;
  readonly parameters?: string;
  readonly json?: true;
};

/** Runs today's rules over what is stored, or over a file of items, and prints what differs. Writes nothing. */
export const replay = async (folders: Folders, flags: ReplayFlags): Promise<ExitStatus> => {
  if (flags.items !== undefined) return replayOfItems(folders, { ...flags, items: flags.items });
  if (flags.labels === undefined) return replayOfStore(folders, flags);
  complain('Labels are of items: name their file, too, with --items FILE.');
  return EXIT.usage;
};

const replayOfStore = async (folders: Folders, flags: ReplayFlags): Promise<ExitStatus> => {
  const loaded = await readConfig(folders.config, process.env);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const opened = await openStoreFor(folders.data, { lock: false });
  if (opened.kind === 'closed') return opened.status;
  const parts = { store: opened.store, config: loaded.config, now: () => Temporal.Now.instant() };
  const options = { verbose: flags.verbose === true, json: flags.json === true };
  const outcome = await replayStore(parts, options, show, new AbortController().signal);
  await opened.store.close();
  return EXIT[outcome];
};

/** Never touches the store; 1 where a file cannot be read. */
const replayOfItems = async (
  folders: Folders,
  flags: ReplayFlags & { readonly items: string },
): Promise<ExitStatus> => {
  const loaded = await readConfig(folders.config, process.env);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const itemsText = await textOf(flags.items);
  const parametersText = flags.parameters === undefined ? undefined : await textOf(flags.parameters);
  const labelsText = flags.labels === undefined ? undefined : await textOf(flags.labels);
  if (itemsText === UNREADABLE || parametersText === UNREADABLE || labelsText === UNREADABLE)
    return EXIT.failed;
  const file = readItems(itemsText, Temporal.Now.instant());
  if (file.kind === 'wrong') {
    for (const problem of file.problems) complain(`${flags.items}:${problem}.`);
    return EXIT.failed;
  }
  const parameters = parametersText === undefined ? undefined : readParameters(parametersText);
  if (typeof parameters === 'string') {
    complain(`${flags.parameters} holds no parameters of folding: ${parameters}.`);
    return EXIT.failed;
  }
  const labelled = labelsText === undefined ? undefined : readLabels(labelsText);
  if (labelled?.kind === 'wrong') {
    complain(`${flags.labels} holds no labels: ${labelled.problem}.`);
    return EXIT.failed;
  }
  const titles = new Map(file.items.map(({ id, title }) => [id, title]));
  const replayed = await replayItems(file.items, loaded.config, parameters);
  const labels = labelled?.labels;
  for (const item of replayed) {
    const differs = labels === undefined ? [] : mistakes(item, labels.get(item.id) ?? { unsure: true });
    if (flags.json === true) print(JSON.stringify(item));
    else if (labels === undefined) print(lines(item, titles));
    else if (differs.length > 0) print(`${lines(item, titles)}\n    label: ${differs.join('; ')}`);
  }
  if (labels !== undefined) {
    const scores = scoreItems(replayed, labels);
    print(flags.json === true ? JSON.stringify({ scores }) : scoreLines(scores, replayed.length));
  }
  return EXIT.done;
};

const UNREADABLE = Symbol('unreadable');

const textOf = async (file: string): Promise<string | typeof UNREADABLE> => {
  try {
    return await readFile(file === '-' ? '/dev/stdin' : file, 'utf8');
  } catch (error) {
    complain(`${file} cannot be read: ${errorText(error)}`);
    return UNREADABLE;
  }
};

const lines = (item: ReplayedItem, titles: ReadonlyMap<string, string>): string => {
  const told = item.lead === item.id ? '' : `\n    told by ${item.lead} ${titles.get(item.lead) ?? ''}`;
  const tags = [...item.companies, ...item.topics].join(', ') || 'none';
  const word = item.relevant ? 'kept' : 'dropped';
  return `${item.id} ${titles.get(item.id) ?? ''}
    ${word} (${item.relevance.toFixed(2)}): ${item.reasons.join('; ') || 'nothing speaks for it'}
    tags: ${tags}
    story: ${item.story}${told}`;
};

const scoreLines = ({ labelled, ...kinds }: Scores, all: number): string =>
  [
    `${labelled} of ${all} items have a label.`,
    ...Object.entries(kinds).map(([kind, score]) => scoreLine(kind, score)),
  ].join('\n');

const scoreLine = (kind: string, { precision, recall, right, wrong, missed }: Score): string =>
  right + wrong + missed === 0
    ? `${kind}: no label asks for any`
    : `${kind}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} (${right} right, ${wrong} wrong, ${missed} missed)`;
