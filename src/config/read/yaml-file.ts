import type { ConfigPlace } from '../../domain/config-place.ts';

export type Path = readonly PropertyKey[];

/** A YAML file that was read: its value, and where in the text each part of it stands. */
export type YamlFile = {
  readonly name: string;
  /** Plain data; `null` for an empty file. */
  readonly value: unknown;
  /** Where the value at the path stands; where it is absent, the nearest part around it. */
  readonly place: (path: Path) => ConfigPlace;
  /** Where the key at the end of the path stands. */
  readonly keyPlace: (path: Path) => ConfigPlace;
  /** The value at the path as it is written, where it is a single one without quotes. */
  readonly written: (path: Path) => string | undefined;
};
