import { messageOf } from '../app/log-polls.ts';
import { readConfig } from '../app/read-config.ts';
import { createWorks } from '../app/works.ts';
import type { PollReport } from '../domain/source/poll-report.ts';
import type { Source } from '../domain/source/source.ts';
import { complainOfConfig } from './check.ts';
import type { Folders } from './folders.ts';
import { openStoreFor } from './open-store.ts';
import { complain, EXIT, type ExitStatus, print } from './terminal.ts';

type PollOptions = { readonly sources: readonly string[]; readonly all: boolean; readonly json: boolean };

/** One pass over the due (or named) sources, a line for each and a total; 1 where any of them failed. */
export const poll = async (folders: Folders, options: PollOptions): Promise<ExitStatus> => {
  const loaded = await readConfig(folders.config, process.env);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const { config } = loaded;
  const unknown = options.sources.filter((id) => !config.sources.some((source) => source.id === id));
  if (unknown.length > 0) {
    complain(
      `No source is called ${unknown.join(', ')}. The sources are: ${config.sources.map(({ id }) => id).join(', ')}.`,
    );
    return EXIT.usage;
  }
  const opened = await openStoreFor(folders.data, { lock: true });
  if (opened.kind === 'closed') return opened.status;

  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const works = await createWorks({
    config,
    store: opened.store,
    now: () => Temporal.Now.instant(),
    chance: Math.random,
    onStored: () => undefined,
  });
  const enabled = config.sources.filter((source) => source.enabled);
  const named = config.sources.filter(({ id }) => options.sources.includes(id));
  const chosen = named.length > 0 ? named : options.all ? enabled : works.due();
  const tally = { polled: 0, failed: 0, added: 0, folded: 0, dropped: 0 };
  await works.poll(
    chosen,
    {
      onReport: (source, report) => {
        tally.polled += 1;
        tally.failed += report.outcome.kind === 'failed' ? 1 : 0;
        tally.added += report.added;
        tally.folded += report.folded;
        tally.dropped += report.dropped;
        print(options.json ? JSON.stringify(report) : line(source, report));
      },
      onMistake: (source, error) => {
        tally.failed += 1;
        complain(`${source.id}: a mistake of ours: ${messageOf(error)}`);
      },
      onStoreFailure: (source, error) => {
        tally.failed += 1;
        complain(`${source.id}: not stored: ${messageOf(error)}`);
      },
    },
    stop.signal,
  );
  await works.close();
  await opened.store.close();
  if (!options.json) {
    const { polled, failed, added, folded, dropped } = tally;
    print(
      `${polled} sources: ${added} new articles (${folded} folded into stories that were there), ${dropped} dropped, ${failed} failed.`,
    );
  }
  return tally.failed === 0 ? EXIT.done : EXIT.failed;
};

const line = ({ id }: Source, report: PollReport): string => {
  const { outcome } = report;
  const name = id.padEnd(28);
  switch (outcome.kind) {
    case 'changed': {
      const { added, folded, revised, dropped, rejections } = report;
      const parts = [
        `${added} new of ${outcome.listed}`,
        ...(folded > 0 ? [`${folded} folded`] : []),
        ...(revised > 0 ? [`${revised} corrected`] : []),
        ...(dropped > 0 ? [`${dropped} dropped`] : []),
        ...(rejections.length > 0 ? [`${rejections.length} unreadable`] : []),
      ];
      return `${name} ${parts.join(', ')}`;
    }
    case 'unchanged':
      return `${name} unchanged`;
    case 'resting':
      return `${name} rests until ${outcome.until.toString({ smallestUnit: 'second' })}`;
    case 'failed':
      return `${name} FAILED (${outcome.failure.kind}): ${outcome.failure.detail}`;
  }
};
