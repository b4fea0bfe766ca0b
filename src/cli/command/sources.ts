import { explainHealth, type JudgedSource, judgeSources } from '../../domain/source/health/judge-sources.ts';
import type { ListedFeed } from '../../domain/source/listed-feed.ts';
import type { Source } from '../../domain/source/source.ts';
import { wrapText } from '../../domain/wrap-text.ts';
import { readOpml } from '../../read/read-opml.ts';
import { renderOpml } from '../../site/feed/render-opml.ts';
import { byDaemon, type Given, type Json } from '../command.ts';
import { complain, EXIT, type ExitStatus, nameOfGiven, print, readGiven } from '../terminal.ts';
import { withConfig, withConfigAndStore } from '../with-config.ts';

/** Lists every source with its health, the reason of that health, and what to do. */
export const sources = ({ folders, flags: { json = false } }: Given<Json>): Promise<ExitStatus> =>
  withConfigAndStore(folders, async (config, store) => {
    const judge = judgeSources(config.sources, (id) => store.state(id), Temporal.Now.instant());
    for (const source of config.sources) {
      const judged = judge(source);
      const { health, ...schedule } = judged;
      const { id, enabled, outlet } = source;
      const facts = { id, outlet: outlet.name, enabled, ...health, ...schedule };
      print(json ? JSON.stringify(facts) : line(source, judged));
    }
    if (config.sources.length === 0 && !json)
      print('The config has no sources. `kawaraban add URL` adds one.');
    return EXIT.done;
  });

/** Prints the enabled sources as an OPML list, each with its first endpoint, secrets included. */
export const exportSources = ({ folders }: Given): Promise<ExitStatus> =>
  withConfig(folders, async ({ sources: all, feed, topics }) => {
    process.stdout.write(renderOpml(all, `Sources of ${feed.title}`, topics));
    return EXIT.done;
  });

/** Width of the columns with id and health, to the left of the text, in characters. */
const MARGIN = 38;

const line = ({ id, enabled }: Source, judged: JudgedSource): string => {
  const head = `${id.padEnd(28)} ${(enabled ? judged.health.kind : 'disabled').padEnd(8)} `;
  const text = explainHealth(judged);
  if (!process.stdout.isTTY) return head + text;
  const lines = wrapText(text, Math.max(40, (process.stdout.columns || 80) - MARGIN));
  return lines.map((part, n) => (n === 0 ? head : ' '.repeat(MARGIN)) + part).join('\n');
};

/** Appends sources for the feeds of an OPML list. Returns exit status 1 if the file cannot be read. */
export const importList = async (given: Given<Json>): Promise<ExitStatus> => {
  const feeds = await readList(given.words[0] ?? '');
  if (feeds === undefined) return EXIT.failed;
  return byDaemon(() => ({ kind: 'import', feeds, json: given.flags.json === true }))(given);
};

const readList = async (file: string): Promise<readonly ListedFeed[] | undefined> => {
  const bytes = await readGiven(file);
  if (bytes === undefined) return undefined;
  const list = readOpml(bytes);
  if (list.kind === 'read' && !list.isCut) return list.feeds;
  const reason = list.kind === 'read' ? 'the file ends before </opml>, so feeds may be missing' : list.reason;
  complain(`${nameOfGiven(file)} cannot be imported: ${reason}. Export the feeds from your reader as OPML.`);
  return undefined;
};
