import path from 'node:path';

/** Name of the environment variable with the folder of the shipped config, which a run of tests may set. */
export const SHIPPED_CONFIG_VARIABLE = 'KAWARABAN_TEST_CONFIG';

/** The folder with the config as the project ships it, without an operator's edits of `config/`. */
export const SHIPPED_CONFIG =
  process.env[SHIPPED_CONFIG_VARIABLE] ?? path.resolve(import.meta.dirname, '../../config');
