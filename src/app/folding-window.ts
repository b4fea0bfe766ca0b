import { setImmediate as nextTurn } from 'node:timers/promises';
import { createFolder, type Folder, type FoldSettings } from '../domain/story/fold-articles.ts';
import type { IntakeFolder } from '../pipeline/intake-folder.ts';
import type { Clock, Store } from '../pipeline/ports.ts';

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
  const folder = createFolder(settings);
  let filling: Promise<void> | undefined;
  let isFilled = false;

  const read = async (): Promise<void> => {
    for await (const stories of store.gainedSince(now().subtract({ milliseconds: settings.windowMs }))) {
      folder.load(stories);
      await nextTurn();
    }
    isFilled = true;
  };
  const fill = (): Promise<void> => {
    filling ??= read().catch((error: unknown) => {
      filling = undefined;
      throw error;
    });
    return filling;
  };

  return {
    fill,
    placeInSteps: folder.placeInSteps,
    // What is stored before the filling begins is read by it.
    accept: (stories) => {
      if (filling !== undefined) folder.accept(stories);
    },
    nearest: () => {
      if (isFilled) return folder.nearest;
      fill().catch(() => undefined);
      return undefined;
    },
    forgetBefore: folder.forgetBefore,
  };
};
