import { DEFAULT_PRIORITY, type OutletId } from './outlet.ts';
import type { Language, Source, SourceId } from './source.ts';

/**
 * A source without rules of its own, which judges as strictly as any (`general`). It stands in where a document or a file
 * of headlines is judged that no source of the config reads.
 */
export const plainSource = (id: string, language: Language): Source => ({
  id: id as SourceId,
  outlet: { id: id as OutletId, name: id, priority: DEFAULT_PRIORITY, paywall: false },
  aggregator: false,
  language,
  scope: 'general',
  endpoints: [`https://${id}.invalid/`],
  timezone: 'Asia/Tokyo',
  priority: DEFAULT_PRIORITY,
  headers: {},
  include: [],
  exclude: [],
  titleRules: [],
  topics: [],
  republish: 'excerpt',
  enabled: true,
  place: { file: id, line: 1, column: 1 },
});
