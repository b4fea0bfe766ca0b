import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../domain/ambient.ts';
import { createFolder, type Folder } from '../domain/folding/fold-articles.ts';
import type { FoldSettings } from '../domain/folding/fold-settings.ts';
import type { Store } from '../domain/store/contract.ts';
import type { IntakeFolder } from '../intake/intake-folder.ts';

/** A folder that knows the stories of the folding window. */
export type FoldingWindow = IntakeFolder &
  Pick<Folder, 'forgetBefore'> & {
    /** See `Folder.nearest`; undefined while the window is not filled, which then begins. */
    readonly nearest: () => Folder['nearest'] | undefined;
  };

/** Nothing is read before something new is to be folded or compared: polls that bring nothing new need no window. */
export const createFoldingWindow = (
  settings: FoldSettings,
  store: Pick<Store, 'gainedSince'>,
  now: Clock,
): FoldingWindow => {
  let folder: Folder | undefined;
  let filling: Promise<Folder> | undefined;

  const read = async (): Promise<Folder> => {
    const made = createFolder(settings);
    folder = made;
    for await (const stories of store.gainedSince(now().subtract({ milliseconds: settings.windowMs }))) {
      made.load(stories);
      await nextTurn();
    }
    return made;
  };
  const fill = (): Promise<Folder> => {
    filling ??= read().then(
      (made) => {
        filled = made;
        return made;
      },
      (error: unknown) => {
        filling = undefined;
        throw error;
      },
    );
    return filling;
  };
  let filled: Folder | undefined;

  return {
    fill,
    // What is stored before the filling begins is read by it.
    accept: (stories) => folder?.accept(stories),
    nearest: () => {
      if (filled === undefined) fill().catch(() => undefined);
      return filled?.nearest;
    },
    forgetBefore: (moment) => folder?.forgetBefore(moment),
  };
};
