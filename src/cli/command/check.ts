import { join } from 'node:path';
import { readConfig } from '../../daemon/read-config.ts';
import { withSourceTools } from '../../daemon/request/source-tools.ts';
import type { Config, ConfigProblem } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { counted } from '../../domain/explanation.ts';
import { pathLikeRules } from '../../domain/item/rule/idle-rules.ts';
import { commonFailure, explainOffline, isUnreached, siteOf } from '../../domain/network/judge-network.ts';
import { sharedEndpoints } from '../../domain/source/propose/same-endpoint.ts';
import { doubtfulAliases } from '../../domain/tag/company/doubtful-aliases.ts';
import { countCompanies } from '../../domain/tag/company.ts';
import { hasPortZero } from '../../domain/web-address.ts';
import { wrapText } from '../../domain/wrap-text.ts';
import { type AskedSource, askSources } from '../../sources/ask-sources.ts';
import { findIdleRules } from '../../sources/find-idle-rules.ts';
import type { Given, Json } from '../command.ts';
import { problemText } from '../problem-text.ts';
import { show } from '../progress-bar.ts';
import { mayHold, tryStore } from '../reach-store.ts';
import { EXIT, type ExitStatus, interrupted, print } from '../terminal.ts';

/**
 * Prints the problems of an invalid config and returns exit status 78, or prints the warnings of a valid config. With
 * `online`, also prints the answer of every enabled source, and returns exit status 1 if a source does not answer with
 * a feed.
 */
export const check = async ({
  folders,
  flags: { json = false, online = false },
}: Given<Json & { readonly online?: boolean }>): Promise<ExitStatus> => {
  const result = await readConfig(folders.config, process.env);
  if (result.kind === 'wrong') {
    const { problems, total } = result;
    if (json) print(JSON.stringify({ problems, total, warnings: [] }));
    else
      for (const problem of problems)
        print(problemText(problem, { stream: process.stdout, kind: 'problem' }));
    if (!json && process.stdout.isTTY) print(`${counted(total, 'problem')}.`);
    return EXIT.config;
  }
  const warnings = [
    ...warningsByLook(result.config, folders.config),
    ...(await warningsOf(result.config, folders.data)),
  ];
  if (!json) {
    for (const warning of warnings) print(problemText(warning, { stream: process.stdout, kind: 'warning' }));
    print(`Config OK (${folders.config}): ${sizeOf(result.config)}.`);
  }
  const asked = online ? await askAll(result.config, json) : undefined;
  if (json) print(JSON.stringify({ problems: [], total: 0, warnings, ...defined({ sources: asked }) }));
  return asked?.some(({ portrait }) => portrait === undefined) === true ? EXIT.failed : EXIT.done;
};

/** Returns warnings that need no store. */
const warningsByLook = (
  { feed, sources, companies, words }: Config,
  folder: string,
): readonly ConfigProblem[] => [
  ...(hasPortZero(feed.url)
    ? [{ file: join(folder, 'kawaraban.yaml'), line: 1, column: 1, message: NO_ADDRESS }]
    : []),
  ...(sources.some(({ enabled }) => enabled)
    ? []
    : [{ file: join(folder, 'sources.yaml'), line: 1, column: 1, message: NO_SOURCE }]),
  ...[...sharedEndpoints(sources), ...sources.flatMap(pathLikeRules)].map(({ place, message }) => ({
    ...place,
    message,
  })),
  ...doubtfulAliases(companies, words).flatMap(({ company: { place }, message }) =>
    place === undefined ? [] : [{ ...place, message }],
  ),
];

const NO_ADDRESS =
  'links in feeds and mails have port 0, so they lead nowhere; write the public address as feed.url, or a port as server.port';

const NO_SOURCE =
  'no source is enabled, so nothing is polled; enable one, or add one with `kawaraban add URL`';

/** Resolves to warnings that need the stored items; empty if the store cannot be opened or does not exist yet. */
const warningsOf = async (config: Config, data: string): Promise<readonly ConfigProblem[]> => {
  const home = { data, store: config.store };
  if (!(await mayHold(home))) return [];
  const opened = await tryStore(home, { lock: false });
  if (opened.kind !== 'opened') return [];
  try {
    return await findIdleRules(config, opened.store);
  } finally {
    await opened.store.close();
  }
};

const sizeOf = ({ sources, outlets, topics, companies, words }: Config): string => {
  const disabled = sources.filter(({ enabled }) => !enabled).length;
  return [
    `${counted(sources.length, 'source')}${disabled === 0 ? '' : ` (${disabled} disabled)`}`,
    counted(outlets.length, 'outlet'),
    counted(topics.length, 'topic'),
    counted(countCompanies(companies), 'company'),
    counted(Object.values(words).flat().length, 'word'),
  ].join(', ');
};

/** Width of the column with the source's id, in characters. */
const ID_WIDTH = 28;

const askAll = async (config: Config, json: boolean): Promise<readonly AskedSource[]> => {
  const signal = interrupted();
  const total = config.sources.filter(({ enabled }) => enabled).length;
  let done = 0;
  const onDone = (asked: AskedSource): void => {
    done += 1;
    if (!json && !isStopped(asked)) show({ kind: 'result', text: lines(asked) });
    show({ kind: 'progress', done, total });
  };
  const all = await withSourceTools(config, (tools) => askSources(config, tools, onDone, signal));
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

/**
 * Returns text with the number of sources that answer with a feed, or the reason why this machine reaches none. Sources
 * that had not answered when the check was stopped are counted separately.
 */
export const sum = (sources: readonly AskedSource[]): string => {
  const all = sources.filter((asked) => !isStopped(asked));
  const unasked = sources.length - all.length;
  const rest = unasked === 0 ? '' : ` No answer before the check was stopped: ${unasked}.`;
  const failures = all.flatMap(({ failure }) => failure ?? []);
  const answered = all.length - failures.length;
  const offline = offlineOf(all);
  if (offline !== undefined) return `${offline}${rest}`;
  return `${answered} of ${counted(all.length, 'source')} ${answered === 1 ? 'answers' : 'answer'} with a feed.${rest}`;
};

const offlineOf = (all: readonly AskedSource[]): string | undefined => {
  const unreached = all.flatMap(({ url, failure }) =>
    failure !== undefined && isUnreached(failure) ? [[siteOf(url), failure] as const] : [],
  );
  if (unreached.length < all.length) return undefined;
  const failures = new Map(unreached);
  const common = commonFailure(failures, failures.size);
  return common && explainOffline({ ...common, sites: failures.size });
};

const isStopped = ({ failure }: AskedSource): boolean => failure?.kind === 'stopped';
