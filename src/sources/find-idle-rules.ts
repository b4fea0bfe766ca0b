import type { Config, ConfigProblem } from '../domain/config.ts';
import { idleRules, type SeenItem } from '../domain/item/rule/idle-rules.ts';
import type { SourceId } from '../domain/source/source.ts';
import type { Store } from '../domain/store/contract.ts';

/** Maximum number of the newest stories, and of the newest drops, that are read to judge the rules. */
const LOOKED_AT = 5000;

/**
 * Resolves to warnings about rules that match no item of their source, or too many (see `idleRules`). Rules of disabled
 * sources are not judged. Each warning has the rule's place in the config.
 */
export const findIdleRules = async (
  { sources }: Config,
  store: Pick<Store, 'stories' | 'newestDrops'>,
): Promise<readonly ConfigProblem[]> => {
  const ruled = sources.filter(
    ({ enabled, include, exclude }) => enabled && include.length + exclude.length > 0,
  );
  if (ruled.length === 0) return [];
  const seen = new Map<SourceId, SeenItem[]>(ruled.map(({ id }) => [id, []]));
  for (const { articles } of await store.stories({ limit: LOOKED_AT })) {
    for (const article of articles) seen.get(article.source)?.push({ item: article });
  }
  for (const { source, title, link, reason } of await store.newestDrops(LOOKED_AT)) {
    seen.get(source)?.push({ item: { title, link, authors: [], categories: [] }, dropReason: reason });
  }
  return ruled.flatMap((source) =>
    idleRules(source, seen.get(source.id) ?? []).map(({ place, message }) => ({ ...place, message })),
  );
};
