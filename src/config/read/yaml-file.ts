import type { ConfigPlace } from '../../domain/config-place.ts';

export type Path = readonly PropertyKey[];

/** A YAML file that was read: its value, and the place of each part in the text. */
export type YamlFile = {
  readonly name: string;
  /** Plain data; `null` for an empty file. */
  readonly value: unknown;
  /** The place of the value at the path; where it is absent, of the nearest part around it. */
  readonly place: (path: Path) => ConfigPlace;
  /** The place of the key at the end of the path. */
  readonly keyPlace: (path: Path) => ConfigPlace;
  /** The value at the path as the file writes it; only for a single value without quotes. */
  readonly written: (path: Path) => string | undefined;
};
