import type { Config } from '../../domain/config.ts';
import type { ConfigPlace } from '../../domain/config-place.ts';
import { hideSecrets } from '../../domain/hide-secrets.ts';
import { writtenRule } from '../../domain/item/rule/apply-rules.ts';
import type { Rule } from '../../domain/item/rule/rule.ts';
import type { Source } from '../../domain/source/source.ts';
import { databasePlace, describePlace } from '../../domain/store/database-place.ts';
import { countCompanies } from '../../domain/tag/company.ts';
import type { Resource } from '../../serve/ports.ts';
import { withoutFolders } from '../clean-text.ts';
import { outletIn, type Reader } from '../language/reader.ts';
import type { SiteContext } from '../site-context.ts';
import { htmlPage, pageBase } from './html-page.ts';
import { layout } from './layout.ts';
import { type Html, html } from './part/html.ts';
import { problemList } from './part/problems.ts';
import { dateAndTime } from './part/show-time.ts';

/** Returns the page at `/config`: the config in force, and the problems of a later edit. */
export const configPage = (site: SiteContext): Resource => {
  const { config, folders, configProblems, configSince, reader } = site;
  const { say, sayHtml, link, space } = reader;
  const since = configSince?.();
  const problems = configProblems().map((problem) => hideSecrets(withoutFolders(problem, folders)));
  const base = pageBase(site);
  const page = layout({
    ...base,
    view: { ...base.view, pagePath: '/config', description: say('config.description') },
    title: say('config.configuration'),
    main: html`<header class="view"><h1>${say('config.configuration')}</h1>
<p>${
      since === undefined
        ? say('config.inForce')
        : sayHtml('config.inForceSince', { time: dateAndTime(since, reader.language) })
    }${space}${say('config.hidden')}${space}${sayHtml('config.seeSources', { sources: html`<a href="${link('/status')}">${say('site.sources')}</a>` })}</p></header>
${problemList(say('config.invalid'), problems) ?? allValid(reader)}<section class="sheet"><h2>${say('config.settings')}</h2>
${list(settingsOf(config(), reader))}</section>
<section class="sheet"><h2>${say('site.sources')}</h2>
${config().sources.map((source) => sourceItem(source, site))}</section>`,
  });
  return { ...htmlPage(page, reader), maxAgeSeconds: 0 };
};

const allValid = ({ say }: Reader): Html =>
  html`<p class="all-ok"><span class="mark" aria-hidden="true">✓</span> ${say('config.valid')}</p>
`;

type Setting = { readonly key: string; readonly value: string };

const settingsOf = (config: Config, { say }: Reader): readonly Setting[] => {
  const { feed, page, server, fetch, fold, edition } = config;
  const outlets = say('config.outlets', { count: config.outlets.length });
  const sources = say('config.sources', { count: config.sources.length });
  return [
    setting('feed.title', feed.title),
    setting('feed.description', feed.description),
    setting('feed.url', hideSecrets(feed.url)),
    setting('feed.authority', feed.authority),
    setting('feed.entries', feed.entries),
    setting('feed.excerpt', say('config.characters', { count: feed.excerpt })),
    setting('feed.perOutlet', say('config.perHour', { count: feed.perOutlet })),
    setting('feed.hub', feed.hub === undefined ? say('config.none') : hideSecrets(feed.hub)),
    setting('page.language', page.language),
    setting('page.images', String(page.images)),
    setting('page.sections', page.sections.map(({ key }) => key).join(', ')),
    setting('page.topScore', page.topScore),
    setting('server.host', server.host),
    setting('server.port', server.port),
    setting('schedule', config.schedule),
    setting('fetch.contact', hideSecrets(fetch.contact)),
    setting('fetch.concurrency', fetch.concurrency),
    setting('fetch.perHost', fetch.perHost),
    setting('fetch.timeout', duration(fetch.timeoutMs)),
    setting('fetch.maxBytes', say('config.bytes', { count: fetch.maxBytes })),
    setting('fetch.minInterval', duration(fetch.minIntervalMs)),
    setting('fetch.maxInterval', duration(fetch.maxIntervalMs)),
    setting('fetch.allowPrivateAddresses', String(fetch.allowPrivateAddresses)),
    setting('fetch.ports', fetch.ports.join(', ')),
    setting('relevance.threshold', config.relevance.threshold),
    setting('fold.acrossLanguages', String(fold.acrossLanguages)),
    setting('fold.window', duration(fold.windowMs)),
    setting('fold.strictness', fold.strictness),
    setting('edition.time', edition.time),
    setting('edition.days', edition.days),
    setting('edition.mail.smtp', mailServer(config) ?? say('config.none')),
    setting('retention', duration(config.retentionMs)),
    setting('store', storePlace(config) ?? say('config.none')),
    setting('sources.yaml', `${outlets}${say('list.comma')}${sources}`),
    setting('topics.yaml', say('config.topics', { count: config.topics.length })),
    setting('companies.csv', say('config.companies', { count: countCompanies(config.companies) })),
    setting('glossary.csv', say('config.terms', { count: fold.glossary.length })),
    setting('dictionary.csv', say('config.words', { count: fold.dictionary.length })),
    setting('words/', say('config.words', { count: Object.values(config.words).flat().length })),
  ];
};

const sourceItem = (source: Source, site: SiteContext): Html => {
  const { id, outlet, place } = source;
  const { folders, reader } = site;
  return html`<details class="source"><summary><strong>${id}</strong> ${outletIn(reader.language, outlet)} <code class="where">${placeText(place, folders)}</code></summary>
${list(settingsOfSource(source, site))}</details>
`;
};

const settingsOfSource = (source: Source, { folders, reader: { say } }: SiteContext): readonly Setting[] => [
  setting('language', source.language),
  setting('scope', source.scope),
  ...source.endpoints.map((url, index) => setting(`endpoints[${index}]`, hideSecrets(url))),
  setting('timezone', source.timezone),
  setting('priority', source.priority),
  setting('republish', source.republish),
  ...(source.enabled ? [] : [setting('enabled', 'false')]),
  ...(source.aggregator ? [setting('aggregator', 'true')] : []),
  ...(source.userAgent === undefined ? [] : [setting('userAgent', source.userAgent)]),
  ...Object.keys(source.headers).map((name) => setting(`headers.${name}`, say('config.hiddenValue'))),
  ...(source.everyMs === undefined ? [] : [setting('every', duration(source.everyMs))]),
  ...source.include.map((rule) => setting('include', ruleText(rule, folders))),
  ...source.exclude.map((rule) => setting('exclude', ruleText(rule, folders))),
  ...source.titleRules.map(({ written }) => setting('titleRules', written)),
  ...(source.topics.length === 0 ? [] : [setting('topics', source.topics.join(', '))]),
];

/**
 * Returns a rule as written, with its place. Only the place is shortened, because a pattern may look like a path in one
 * of the folders.
 */
const ruleText = (rule: Rule, folders: readonly string[] | undefined): string =>
  `${writtenRule(rule)} (${placeText(rule.place, folders)})`;

const placeText = ({ file, line }: ConfigPlace, folders: readonly string[] | undefined): string =>
  `${withoutFolders(file, folders)}:${line}`;

/** Returns the address of the mail server without its login, because the page is public; undefined without a server. */
const mailServer = ({ edition: { mail } }: Config): string | undefined => {
  if (mail?.smtp === undefined) return undefined;
  const { host, port, isSecure } = mail.smtp;
  return `${isSecure ? 'smtps' : 'smtp'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
};

const storePlace = ({ store }: Config): string | undefined => {
  const place = store === undefined ? undefined : databasePlace(store);
  return place && describePlace(place);
};

const setting = (key: string, value: string | number): Setting => ({ key, value: String(value) });

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

const duration = (ms: number): string => {
  const unit = UNITS.find(([, size]) => ms % size === 0);
  return unit === undefined ? `${ms} ms` : `${ms / unit[1]}${unit[0]}`;
};

const list = (settings: readonly Setting[]): Html => html`<dl class="settings">
${settings.map(
  ({ key, value }) => html`<div><dt><code>${key}</code></dt><dd>${value}</dd></div>
`,
)}</dl>
`;
