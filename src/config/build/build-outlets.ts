import { defined } from '../../domain/defined.ts';
import {
  DEFAULT_PRIORITY,
  type Outlet,
  type OutletId,
  outletIdFromName,
} from '../../domain/source/outlet.ts';
import { suggestion } from '../read/config-problems.ts';
import type { SourcesFile } from '../schema/sources-schema.ts';

/** The outlets of a config: the outlets in its list, and the outlets that only a source names. */
export type Outlets = {
  /** Returns the outlet with this id or name, and creates it for a new name; undefined for an unknown id. */
  readonly named: (written: string) => Outlet | undefined;
  readonly all: () => readonly Outlet[];
};

export const collectOutlets = (written: SourcesFile['outlets']): Outlets => {
  const byId = new Map(written.map((outlet) => [outlet.id, outletOf(outlet)]));
  const byName = new Map(
    [...byId.values()].flatMap((outlet) =>
      [outlet.name, outlet.nameJa ?? outlet.name].map((name) => [name.trim(), outlet] as const),
    ),
  );
  return {
    named: (text) => {
      const name = text.trim();
      const known = byId.get(name) ?? byName.get(name);
      // A text that looks like an id creates no outlet, because it may be a misspelt id.
      if (known !== undefined || /^[a-z0-9-]+$/.test(name)) return known;
      const id = outletIdFromName(name);
      const outlet = byId.get(id) ?? { id, name, priority: DEFAULT_PRIORITY, paywall: false };
      byId.set(id, outlet);
      return outlet;
    },
    all: () => [...byId.values()],
  };
};

const outletOf = ({ id, name_ja: nameJa, home, ...same }: SourcesFile['outlets'][number]): Outlet => ({
  ...same,
  ...defined({ nameJa, home }),
  id: id as OutletId,
});

export const unknownOutlet = (written: string, outlets: Outlets): string => {
  const ids = outlets.all().map(({ id }) => id);
  const remedy = `add it to "outlets", or write the outlet's name as readers know it`;
  return `"${written}" is not the id of an outlet; ${suggestion(written, ids, remedy)}`;
};
