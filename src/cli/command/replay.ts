import { replayStore } from '../../daemon/request/replay-store.ts';
import { defined } from '../../domain/defined.ts';
import { counted } from '../../domain/explanation.ts';
import { readItems } from '../../replay/read-items.ts';
import { readLabels } from '../../replay/read-labels.ts';
import { readParameters } from '../../replay/read-parameters.ts';
import { type ReplayedItem, replayItems } from '../../replay/replay-items.ts';
import { mistakes, type Score, type Scores, scoreItems } from '../../replay/score-items.ts';
import { byDaemon, type Given, type Json } from '../command.ts';
import type { Folders } from '../folders.ts';
import { show } from '../progress-bar.ts';
import { complain, EXIT, type ExitStatus, nameOfGiven, print, readGiven } from '../terminal.ts';
import { withConfig, withConfigAndStore } from '../with-config.ts';

export type ReplayFlags = Json & {
  readonly apply?: boolean;
  readonly verbose?: boolean;
  readonly items?: string;
  readonly labels?: string;
  readonly parameters?: string;
};

/**
 * Runs today's rules over the stored stories. Prints the number of differences; `verbose` adds each difference, and
 * `json` prints only the differences. With `items`, runs the rules over a file of items and prints the results. Writes
 * nothing without `apply`.
 */
export const replay = async (given: Given<ReplayFlags>): Promise<ExitStatus> => {
  const { items, labels, parameters, apply, verbose = false, json = false } = given.flags;
  if (apply) return byDaemon(() => ({ kind: 'replay', verbose, json }))(given);
  if (items !== undefined) return replayFile(given.folders, { ...given.flags, items });
  if (labels !== undefined || parameters !== undefined) {
    complain('--labels and --parameters need --items FILE: name the file of the items.');
    return EXIT.usage;
  }
  return withConfigAndStore(given.folders, async (config, store) => {
    const parts = { store, config, now: () => Temporal.Now.instant() };
    return EXIT[await replayStore(parts, { verbose, json }, show, new AbortController().signal)];
  });
};

const replayFile = (folders: Folders, flags: ReplayFlags & { readonly items: string }): Promise<ExitStatus> =>
  withConfig(folders, async (config) => {
    const files = await readFiles(flags);
    if (files === undefined) return EXIT.failed;
    const { items, parameters, labels } = files;
    const titles = new Map(items.map(({ id, title }) => [id, title]));
    const replayed = await replayItems(items, config, parameters);
    for (const item of replayed) {
      const differs = labels === undefined ? [] : mistakes(item, labels.get(item.id) ?? { unsure: true });
      if (flags.json === true) print(JSON.stringify(item));
      else if (labels === undefined) print(lines(item, titles));
      else if (differs.length > 0) print(`${lines(item, titles)}\n    label: ${differs.join('; ')}`);
    }
    if (labels !== undefined) {
      const scores = scoreItems(replayed, labels);
      complainOfStrangers([...labels.keys()].filter((id) => !titles.has(id)));
      print(flags.json === true ? JSON.stringify({ scores }) : scoreLines(scores, replayed.length));
    }
    return EXIT.done;
  });

const MOST_PROBLEMS = 20;

const complainOfStrangers = (ids: readonly string[]): void => {
  if (ids.length === 0) return;
  const shown = ids.slice(0, MOST_PROBLEMS).map((id) => JSON.stringify(id));
  const more = ids.length - shown.length;
  const list = `${shown.join(', ')}${more > 0 ? ` and ${counted(more, 'more id')}` : ''}`;
  complain(`${counted(ids.length, 'label')} not used, because no item has the id: ${list}.`);
};

/** Reads the files of items, parameters and labels. If one cannot be used, prints the reason and resolves to undefined. */
const readFiles = async (flags: ReplayFlags & { readonly items: string }) => {
  const textOf = async (file: string | undefined) =>
    file === undefined ? '' : (await readGiven(file))?.toString();
  const files = [flags.items, flags.parameters, flags.labels];
  const [itemsName, parametersName, labelsName] = files.map((name = '') => nameOfGiven(name));
  const [items, written, labelled] = await Promise.all(files.map(textOf));
  if (items === undefined || written === undefined || labelled === undefined) return undefined;
  const file = readItems(items, Temporal.Now.instant());
  if (file.kind === 'wrong') {
    const more = file.problems.length - MOST_PROBLEMS;
    for (const problem of file.problems.slice(0, MOST_PROBLEMS)) complain(`${itemsName}:${problem}.`);
    if (more > 0) complain(`${itemsName} has ${counted(more, 'more problem')}.`);
    return undefined;
  }
  const parameters = flags.parameters === undefined ? undefined : readParameters(written);
  if (typeof parameters === 'string') {
    complain(`${parametersName} contains no parameters of folding: ${parameters}.`);
    return undefined;
  }
  const labels = flags.labels === undefined ? undefined : readLabels(labelled);
  if (labels?.kind === 'wrong') {
    complain(`${labelsName} was not used: ${labels.problem}.`);
    return undefined;
  }
  return { items: file.items, ...defined({ parameters, labels: labels?.labels }) };
};

const lines = (item: ReplayedItem, titles: ReadonlyMap<string, string>): string => {
  const lead = item.lead === item.id ? '' : `\n    led by ${item.lead} ${titles.get(item.lead) ?? ''}`;
  const tags = [...item.companies, ...item.topics].join(', ') || 'none';
  const word = item.relevant ? 'kept' : 'dropped';
  return `${item.id} ${titles.get(item.id) ?? ''}
    ${word} (${item.relevance.toFixed(2)}): ${item.reasons.join('; ')}
    tags: ${tags}
    story: ${item.story}${lead}`;
};

const scoreLines = ({ labelled, ...kinds }: Scores, all: number): string =>
  [
    `Labelled: ${labelled} of ${counted(all, 'item')}.`,
    ...Object.entries(kinds).map(([kind, score]) => scoreLine(kind, score)),
  ].join('\n');

const scoreLine = (kind: string, { precision, recall, right, wrong, missed }: Score): string =>
  right + wrong + missed === 0
    ? `${kind}: nothing to score, because neither labels nor labelled items have any`
    : `${kind}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} (${right} right, ${wrong} wrong, ${missed} missed)`;
