import type { Article } from '../article/article.ts';
import type { Outlet, OutletId } from '../source/outlet.ts';
import type { Language } from '../source/source.ts';

/** The name of an article's outlet for readers of a language: as configured, else as the source gave it. */
export const nameOutlet = (
  { outlet }: Pick<Article, 'outlet'>,
  language: Language,
  outlets: ReadonlyMap<OutletId, Outlet>,
): string => {
  const configured = outlets.get(outlet.id);
  return (language === 'ja' ? configured?.nameJa : undefined) ?? configured?.name ?? outlet.name;
};
