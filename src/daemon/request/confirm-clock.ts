import type { Clock } from '../../domain/ambient.ts';
import { inJst } from '../../domain/explanation.ts';
import type { GuardedClock } from '../clock/create-guarded-clock.ts';
import type { RequestOutcome, Tell } from '../control/request.ts';

/** Takes the operator's word that this machine's clock is right, and tells what it says. */
export const confirmClock = (
  clock: Pick<GuardedClock, 'confirm'>,
  now: Clock,
  tell: Tell,
): RequestOutcome => {
  clock.confirm();
  const text = `The clock of this machine is believed: it is ${inJst(now())}. Stories are removed and archives frozen by it again.`;
  tell({ kind: 'result', text });
  return 'done';
};
