/** A place in a config file. Lines and columns count from 1. */
export type ConfigPlace = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
};
