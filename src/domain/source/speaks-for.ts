import type { OutletId } from './outlet.ts';
import type { Source } from './source.ts';

/**
 * Whether a source hands on an outlet's own feed. An aggregator speaks for no outlet, however much it brings of it;
 * neither does a source that is not configured any more.
 */
export const speaksFor = (
  source: Pick<Source, 'outlet' | 'aggregator'> | undefined,
  outlet: OutletId,
): boolean => source !== undefined && !source.aggregator && source.outlet.id === outlet;
