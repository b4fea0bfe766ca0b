import path from 'node:path';

/** The variable in which a run of tests names the folder; it is absent outside of one. */
export const SHIPPED_CONFIG_VARIABLE = 'KAWARABAN_TEST_CONFIG';

/** The folder with the config as the project ships it, whatever an operator made of `config/`. */
export const SHIPPED_CONFIG =
  process.env[SHIPPED_CONFIG_VARIABLE] ?? path.resolve(import.meta.dirname, '../../config');
