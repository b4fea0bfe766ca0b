import type { Edition, EditionReport } from '../../domain/edition/edition.ts';
import type { Resource } from '../../serve/ports.ts';
import { outletIn } from '../language/reader.ts';
import { htmlPage, pageBase } from '../page/html-page.ts';
import { layout } from '../page/layout.ts';
import { type Html, html } from '../page/part/html.ts';
import { dateAndTime, longDate } from '../page/part/show-time.ts';
import type { SiteContext } from '../site-context.ts';
import { editionPath, editionView } from './edition-feed.ts';
import { editionHtml } from './edition-html.ts';

const EARLIER_SHOWN = 60;

/** Resolves to the page of the newest edition; before the first edition, to a page without stories. */
export const newestEditionPage = async (site: SiteContext): Promise<Resource> => {
  const dates = (await site.editions.names()).toReversed();
  const [newest] = dates;
  const edition = newest === undefined ? undefined : await site.editions.read(newest);
  const page =
    edition === undefined ? renderNone(site) : renderEdition(edition, site, { dates, isNewest: true });
  return htmlPage(page, site.reader);
};

/** Resolves to the page of a day's edition; undefined if the day has no edition. */
export const editionPage = async (
  site: SiteContext,
  { day }: { readonly day: string },
): Promise<Resource | undefined> => {
  const edition = await site.editions.read(day);
  if (edition === undefined) return undefined;
  const dates = (await site.editions.names()).toReversed();
  return htmlPage(renderEdition(edition, site, { dates, isNewest: false }), site.reader);
};

type Others = {
  /** All days with an edition, newest first, as text (`2026-11-26`). */
  readonly dates: readonly string[];
  /** True for the page `/edition`, whose address has no day. */
  readonly isNewest: boolean;
};

const renderEdition = (edition: Edition, site: SiteContext, { dates, isNewest }: Others): string => {
  const { language, say, sayHtml } = site.reader;
  const own = edition.date.toString();
  const at = dates.indexOf(own);
  const [newer, older] = [dates[at - 1], dates[at + 1]];
  const day = longDate(edition.date, language);
  const since = dateAndTime(edition.since, language);
  const until = dateAndTime(edition.until, language);
  return layout({
    ...frameOf(site, isNewest ? '/edition' : editionPath(own)),
    title: say('edition.title', { date: day }),
    main: html`<header class="view"><h1>${sayHtml('edition.title', { date: html`<time datetime="${own}">${day}</time>` })}</h1>
<p>${sayHtml('edition.range', { since, until })}${isNewest ? next(site) : undefined}</p></header>
<div class="edition">
${editionHtml(forReader(edition, site))}</div>
<nav class="editions" aria-label="${say('edition.editions')}">
${turn(site, older, 'before')}${turn(site, newer, 'after')}</nav>
${isNewest ? earlier(dates.slice(1), site) : undefined}`,
  });
};

/** Returns an edition with the reader's language, in which it names configured outlets. Others keep stored names. */
const forReader = (edition: Edition, { config, reader: { language } }: SiteContext): Edition => {
  const names = new Map<string, string>();
  for (const outlet of config().outlets)
    for (const name of [outlet.name, outlet.nameJa ?? outlet.name])
      names.set(name, outletIn(language, outlet));
  const renamed = <Report extends EditionReport>(report: Report): Report => ({
    ...report,
    outlet: names.get(report.outlet) ?? report.outlet,
  });
  const stories = edition.stories.map((story) => ({
    ...renamed(story),
    alsoReportedBy: story.alsoReportedBy.map(renamed),
    more: story.more.map(renamed),
  }));
  return { ...edition, language, stories };
};

const renderNone = (site: SiteContext): string => {
  const { say } = site.reader;
  return layout({
    ...frameOf(site, '/edition'),
    title: say('edition.name'),
    main: html`<header class="view"><h1>${say('edition.name')}</h1>
<p>${say('edition.none')}${next(site)}</p></header>`,
  });
};

const frameOf = (site: SiteContext, pagePath: string) => ({
  ...pageBase(site),
  view: { ...editionView(site.config()), pagePath },
});

const next = ({ nextEditionAt, reader: { language, space, sayHtml } }: SiteContext): Html | undefined =>
  nextEditionAt && html`${space}${sayHtml('edition.next', { time: dateAndTime(nextEditionAt(), language) })}`;

const turn = (
  { reader: { link, say } }: SiteContext,
  date: string | undefined,
  where: 'before' | 'after',
): Html | undefined =>
  date === undefined
    ? undefined
    : html`<a rel="${where === 'before' ? 'prev' : 'next'}" href="${link(editionPath(date))}">${say(`edition.${where}`)}</a>
`;

const earlier = (
  dates: readonly string[],
  { reader: { language, link, say } }: SiteContext,
): Html | undefined =>
  dates.length === 0
    ? undefined
    : html`<section class="past-editions"><h2>${say('edition.earlier')}</h2><ul>
${dates.slice(0, EARLIER_SHOWN).map(
  (
    date,
  ) => html`<li><a href="${link(editionPath(date))}">${longDate(Temporal.PlainDate.from(date), language)}</a></li>
`,
)}</ul></section>`;
