import type { Config } from '../../domain/config.ts';
import { hideSecrets } from '../../domain/hide-secrets.ts';
import { describeRule } from '../../domain/item/rule/apply-rules.ts';
import type { Source } from '../../domain/source/source.ts';
import type { DescribedConfig, DescribedSource, Setting } from '../page/render-config.ts';
import { withoutFolders } from '../without-folders.ts';

/** What is in force, as an editor would write it, but for what is secret: values of headers, passwords, keys. */
export const describeConfig = (config: Config, folders?: readonly string[]): DescribedConfig => ({
  settings: settingsOf(config),
  sources: config.sources.map((source) => describeSource(source, folders)),
});

const settingsOf = (config: Config): readonly Setting[] => {
  const { feed, server, fetch, fold } = config;
  return [
    setting('feed.title', feed.title),
    setting('feed.description', feed.description),
    setting('feed.url', hideSecrets(feed.url)),
    setting('feed.authority', feed.authority),
    setting('feed.entries', feed.entries),
    setting('feed.excerpt', `${feed.excerpt} characters`),
    setting('feed.perOutlet', `${feed.perOutlet} entries an hour`),
    setting('feed.hub', feed.hub === undefined ? 'none' : hideSecrets(feed.hub)),
    setting('server.host', server.host),
    setting('server.port', server.port),
    setting('schedule', config.schedule),
    setting('fetch.contact', hideSecrets(fetch.contact)),
    setting('fetch.concurrency', fetch.concurrency),
    setting('fetch.perHost', fetch.perHost),
    setting('fetch.timeout', duration(fetch.timeoutMs)),
    setting('fetch.maxBytes', `${fetch.maxBytes.toLocaleString('en')} bytes`),
    setting('fetch.minInterval', duration(fetch.minIntervalMs)),
    setting('fetch.maxInterval', duration(fetch.maxIntervalMs)),
    setting('fetch.allowPrivateAddresses', String(fetch.allowPrivateAddresses)),
    setting('fetch.ports', fetch.ports.join(', ')),
    setting('relevance.threshold', config.relevance.threshold),
    setting('fold.acrossLanguages', String(fold.acrossLanguages)),
    setting('fold.window', duration(fold.windowMs)),
    setting('fold.strictness', fold.strictness),
    setting('retention', duration(config.retentionMs)),
    setting('sources.yaml', `${config.outlets.length} outlets, ${config.sources.length} sources`),
    setting('topics.yaml', `${config.topics.length} topics`),
    setting('companies.csv', `${config.companies.length.toLocaleString('en')} names of companies`),
    setting('glossary.csv', `${fold.glossary.length.toLocaleString('en')} terms`),
    setting('dictionary.csv', `${fold.dictionary.length.toLocaleString('en')} words`),
  ];
};

const describeSource = (source: Source, folders: readonly string[] | undefined): DescribedSource => {
  const { id, outlet, place, endpoints, headers, userAgent, everyMs, topics } = source;
  const optional: readonly (Setting | undefined)[] = [
    source.enabled ? undefined : setting('enabled', 'false'),
    source.aggregator ? setting('aggregator', 'true') : undefined,
    userAgent === undefined ? undefined : setting('userAgent', userAgent),
    ...Object.keys(headers).map((name) => setting(`headers.${name}`, 'set, and not shown')),
    everyMs === undefined ? undefined : setting('every', duration(everyMs)),
    ...source.include.map((rule) => setting('include', describeRule(rule))),
    ...source.exclude.map((rule) => setting('exclude', describeRule(rule))),
    ...source.titleRules.map(({ written }) => setting('titleRules', written)),
    topics.length === 0 ? undefined : setting('topics', topics.join(', ')),
  ];
  return {
    id,
    outlet: outlet.name,
    place: `${withoutFolders(place.file, folders)}:${place.line}`,
    settings: [
      setting('language', source.language),
      setting('scope', source.scope),
      ...endpoints.map((url, index) => setting(`endpoints[${index}]`, hideSecrets(url))),
      setting('timezone', source.timezone),
      setting('priority', source.priority),
      setting('republish', source.republish),
      ...optional.filter((one) => one !== undefined),
    ],
  };
};

const setting = (key: string, value: string | number): Setting => ({ key, value: String(value) });

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** As the config writes it: 90d, 15m, 20s. */
const duration = (ms: number): string => {
  const unit = UNITS.find(([, size]) => ms % size === 0);
  return unit === undefined ? `${ms} ms` : `${ms / unit[1]}${unit[0]}`;
};
