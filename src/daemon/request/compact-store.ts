import { errorCode, errorText } from '../../domain/error-text.ts';
import { counted } from '../../domain/explanation.ts';
import type { Store } from '../../domain/store/contract.ts';
import { describeRefusal } from '../../domain/store/explain-refusal.ts';
import type { Emit, RequestOutcome } from '../control/output.ts';

/** Rewrites the store without superseded records, and emits its size, or why the store cannot be written. */
export const compactStore = async (store: Store, emit: Emit): Promise<RequestOutcome> => {
  try {
    await store.compact();
  } catch (error) {
    // An error without a code already says what to do.
    if (errorCode(error) === '') throw error;
    const text = `${describeRefusal(errorText(error))} Nothing is lost; run the command again after that.`;
    emit({ kind: 'problem', text });
    return 'failed';
  }
  const { stories, articles, bytes } = store.health();
  const text = `${counted(stories, 'story')} of ${counted(articles, 'article')}, ${Math.ceil(bytes / 1_000_000)} MB.`;
  emit({ kind: 'result', text });
  return 'done';
};
