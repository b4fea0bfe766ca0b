import { rangeOfDay } from '../../domain/clock/jst-day.ts';
import type { Config } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { makePage, type PageModel } from '../../domain/entry/page-model.ts';
import type { Language } from '../../domain/source/source.ts';
import type { Store } from '../../domain/store/contract.ts';
import { makeEntries } from '../entries.ts';
import { entryContext } from '../entry-context.ts';
import { layout } from './layout.ts';
import { days } from './part/days.ts';
import { html } from './part/html.ts';
import { nameOf } from './part/view-name.ts';
import { heading, type ViewPage } from './view-page.ts';

type DigestRange = {
  /** The last JST day of the digest. */
  readonly date: Temporal.PlainDate;
  /** Number of days, `date` included. */
  readonly days: number;
  readonly topic?: string;
  readonly language?: Language;
};

/** Resolves to the page of all stored stories of a range, announced or not. */
export const readDigest = async (
  store: Pick<Store, 'stories'>,
  config: Config,
  range: DigestRange,
): Promise<PageModel> => {
  const { date, days: count, topic, language } = range;
  const { from } = rangeOfDay(date.subtract({ days: count - 1 }));
  const { until } = rangeOfDay(date);
  const limit = Number.MAX_SAFE_INTEGER;
  const stories = await store.stories({ from, until, limit, ...defined({ topic, language }) });
  const context = entryContext(config);
  return makePage(makeEntries(stories, context, language), context.outlets, until);
};

/** Returns a digest as one HTML file for a mail or a browser, with its style inside. */
export const renderDigest = (digest: ViewPage): string => {
  const { settings, view, page, reader } = digest;
  const isEmpty = page.lead === undefined && page.days.length === 0;
  return layout({
    ...digest,
    title: nameOf(view, settings, reader),
    standalone: true,
    isHome: view.pagePath === '/',
    main: html`${heading(view, settings, reader)}${isEmpty ? html`<div class="empty"><p>${reader.say('days.noMatch')}</p></div>` : days(page, reader, undefined)}`,
  });
};
