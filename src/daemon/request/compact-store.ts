import { counted } from '../../domain/explanation.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { Emit, RequestOutcome } from '../control/output.ts';

/** Rewrites the log without what is superseded, and emits what the store then holds. */
export const compactStore = async (store: Store, emit: Emit): Promise<RequestOutcome> => {
  await store.compact();
  const { stories, articles, bytes } = store.health();
  const text = `${counted(stories, 'story')} of ${counted(articles, 'article')}, ${Math.ceil(bytes / 1_000_000)} MB.`;
  emit({ kind: 'result', text });
  return 'done';
};
