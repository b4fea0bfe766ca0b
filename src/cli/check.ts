import { readConfig } from '../app/read-config.ts';
import type { ConfigProblem } from '../pipeline/ports.ts';
import type { Folders } from './folders.ts';
import { complain, EXIT, type ExitStatus, print } from './terminal.ts';

/** Reads the config and prints every problem; 78 where there is one. */
export const check = async (folders: Folders, options: { readonly json: boolean }): Promise<ExitStatus> => {
  const result = await readConfig(folders.config, process.env);
  if (result.kind === 'wrong') {
    for (const problem of result.problems) print(options.json ? JSON.stringify(problem) : line(problem));
    return EXIT.config;
  }
  const { sources, outlets, topics, companies } = result.config;
  if (!options.json) {
    const names = new Set(companies.map(({ code }) => code)).size;
    print(
      `${folders.config} is right: ${sources.length} sources of ${outlets.length} outlets, ${topics.length} topics, ${names} companies.`,
    );
  }
  return EXIT.done;
};

/** What every other command says of a wrong config. */
export const complainOfConfig = (problems: readonly ConfigProblem[]): ExitStatus => {
  for (const problem of problems) complain(line(problem));
  complain(
    `The config has ${problems.length} problem${problems.length === 1 ? '' : 's'}; mend and try again.`,
  );
  return EXIT.config;
};

const line = ({ file, line: row, column, message }: ConfigProblem): string =>
  `${file}:${row}:${column}: ${message}`;
