import { existsSync } from 'node:fs';
import { readConfig } from '../../daemon/read-config.ts';
import type { Config, ConfigProblem } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { counted } from '../../domain/explanation.ts';
import { pathLikeRules } from '../../domain/item/rule/path-like-rules.ts';
import { doubtfulAliases } from '../../domain/tag/company/doubtful-aliases.ts';
import type { AskedSource } from '../../sources/ask-sources.ts';
import { findIdleRules } from '../../sources/find-idle-rules.ts';
import type { Folders } from '../folders.ts';
import { problemText } from '../problem-text.ts';
import { tryStore } from '../reach-store.ts';
import { complain, EXIT, type ExitStatus, print } from '../terminal.ts';
import { askAll } from './ask-all.ts';

type CheckOptions = { readonly json: boolean; readonly online: boolean };

/**
 * Reads the config and prints every problem; 78 where there is one. Of a right config it tells what may be meant
 * otherwise, and with `online` what every source answers; 1 where one is no feed.
 */
export const check = async (folders: Folders, { json, online }: CheckOptions): Promise<ExitStatus> => {
  const result = await readConfig(folders.config, process.env);
  if (result.kind === 'wrong') {
    const { problems } = result;
    if (json) print(JSON.stringify({ problems, warnings: [] }));
    else
      for (const problem of problems)
        print(problemText(problem, { stream: process.stdout, kind: 'problem' }));
    if (!json && process.stdout.isTTY) print(`${counted(problems.length, 'problem')}.`);
    return EXIT.config;
  }
  const warnings = [...warningsByLook(result.config), ...(await warningsOf(result.config, folders.data))];
  if (!json) {
    for (const warning of warnings) print(problemText(warning, { stream: process.stdout, kind: 'warning' }));
    print(`${folders.config} is right: ${sizeOf(result.config)}.`);
  }
  const asked = online ? await askAll(result.config, { json }) : undefined;
  if (json) print(JSON.stringify({ problems: [], warnings, ...defined({ sources: asked }) }));
  return asked?.some(isFailing) === true ? EXIT.failed : EXIT.done;
};

const isFailing = ({ portrait }: AskedSource): boolean => portrait === undefined;

/** What the config alone shows. */
const warningsByLook = ({ sources, companies }: Config): readonly ConfigProblem[] => [
  ...sources.flatMap(pathLikeRules).map(({ place, message }) => ({ ...place, message })),
  ...doubtfulAliases(companies).flatMap(({ company: { place }, message }) =>
    place === undefined ? [] : [{ ...place, message }],
  ),
];

/** Where nothing is stored yet, nothing can be said. */
const warningsOf = async (config: Config, data: string): Promise<readonly ConfigProblem[]> => {
  if (!existsSync(data)) return [];
  const opened = await tryStore(data, { lock: false });
  if (opened.kind !== 'opened') return [];
  try {
    return await findIdleRules(config, opened.store);
  } finally {
    await opened.store.close();
  }
};

const sizeOf = ({ sources, outlets, topics, companies }: Config): string => {
  const names = new Set(companies.map(({ code }) => code)).size;
  return [
    `${counted(sources.length, 'source')} of ${counted(outlets.length, 'outlet')}`,
    counted(topics.length, 'topic'),
    counted(names, 'company'),
  ].join(', ');
};

/** What every other command says of a wrong config. */
export const complainOfConfig = (problems: readonly ConfigProblem[]): ExitStatus => {
  for (const problem of problems) complain(problemText(problem, { stream: process.stderr, kind: 'problem' }));
  complain(`The config has ${counted(problems.length, 'problem')}; mend and try again.`);
  return EXIT.config;
};
