import type { Change } from '../../cluster/announce-changes.ts';
import { errorText } from '../../domain/error-text.ts';
import type { Log } from '../../domain/log.ts';
import type { SourceId } from '../../domain/source/source.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { Pipeline } from '../pipeline.ts';

type FollowSetup = {
  readonly refresh: (sources: readonly SourceId[] | undefined) => Promise<void>;
  readonly pipeline: Pick<Pipeline, 'accept' | 'forgetBefore' | 'refill'>;
  readonly store: Pick<Store, 'storiesById'>;
  /** Marks the rendered pages as outdated. */
  readonly changed: () => void;
  readonly log: Log;
};

/** Returns a function that applies the leader's changes to this process, one after another. */
export const followLeader = (setup: FollowSetup): ((change: Change | undefined) => void) => {
  const { pipeline, store, changed, log } = setup;
  let isBehind = false;
  const apply = async (change: Change | undefined): Promise<void> => {
    const isAll = change === undefined || isBehind;
    await setup.refresh(isAll ? undefined : change.sources);
    if (isAll) await pipeline.refill();
    else {
      pipeline.accept(await store.storiesById(change.stories));
      if (change.forgetBefore !== undefined) pipeline.forgetBefore(change.forgetBefore);
    }
    isBehind = false;
    changed();
  };
  let last = Promise.resolve();
  return (change) => {
    last = last
      .then(() => apply(change))
      .catch((error: unknown) => {
        // With the next change, everything is read again.
        isBehind = true;
        log.warn('cluster.refresh-failed', { reason: errorText(error) });
      });
  };
};
