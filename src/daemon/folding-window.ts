import type { Clock } from '../domain/ambient.ts';
import type { Folding } from '../domain/folding/fold-articles.ts';
import type { FoldSettings } from '../domain/folding/fold-settings.ts';
import type { Store } from '../domain/store/contract.ts';
import type { IntakeFolding } from '../intake/ports.ts';
import { createPause } from '../system/create-pause.ts';
import { onFirstCall } from './wait.ts';

export type FoldingWindow = IntakeFolding &
  Pick<Folding, 'forgetBefore'> & {
    /** Returns `Folding.nearest`, or undefined until the window is filled. A call begins to fill the window. */
    readonly nearest: () => Folding['nearest'] | undefined;
  };

/** Makes a window that reads the store at the first `fill` or `nearest`, because polls without news need no window. */
export const createFoldingWindow = (
  settings: FoldSettings,
  store: Pick<Store, 'gainedSince'>,
  now: Clock,
): FoldingWindow => {
  let folding: Folding | undefined;
  let filled: Folding | undefined;

  const fill = onFirstCall(async () => {
    const pause = createPause();
    const { createFolding } = await import('../domain/folding/fold-articles.ts');
    await pause();
    const made = createFolding(settings);
    folding = made;
    for await (const stories of store.gainedSince(now().subtract({ milliseconds: settings.windowMs }))) {
      for (const story of stories) {
        made.accept([story]);
        await pause();
      }
    }
    filled = made;
    return made;
  });

  return {
    fill,
    // Stories that arrive before `fill` need not be added, because `fill` reads them from the store.
    accept: (stories) => folding?.accept(stories),
    nearest: () => {
      if (filled === undefined) fill().catch(() => undefined);
      return filled?.nearest;
    },
    forgetBefore: (moment) => folding?.forgetBefore(moment),
  };
};
