import type { Config } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import { makePage, type PageModel } from '../domain/entry/page-model.ts';
import type { Language } from '../domain/source/source.ts';
import type { Store } from '../domain/store/contract.ts';
import { entryContext, makeEntries } from './entries.ts';

const JST = 'Asia/Tokyo';

export type PageRange = {
  /** The last JST day of the page. */
  readonly date: Temporal.PlainDate;
  /** How many days up to and with it. */
  readonly days: number;
  readonly language?: Language;
};

/** The page of some days, of all that is stored of them, whether it stood in a feed or not. */
export const readPage = async (store: Store, config: Config, range: PageRange): Promise<PageModel> => {
  const { date, days, language } = range;
  const until = date.add({ days: 1 }).toZonedDateTime(JST).toInstant();
  const from = date
    .subtract({ days: days - 1 })
    .toZonedDateTime(JST)
    .toInstant();
  const stories = await store.stories({
    from,
    until,
    limit: Number.MAX_SAFE_INTEGER,
    ...defined({ language }),
  });
  const context = entryContext(config);
  return makePage(makeEntries(stories, context, language), context.outlets, until);
};
