import { defined } from '../../domain/defined.ts';
import { withoutSecrets } from '../../domain/hide-secrets.ts';
import type { Source } from '../../domain/source/source.ts';
import type { Topic } from '../../domain/tag/topic.ts';
import type { Resource } from '../../serve/ports.ts';
import { escapeXml } from '../clean-text.ts';
import { file } from '../page/static-files.ts';
import type { SiteContext } from '../site-context.ts';

const MAX_AGE_SECONDS = 3600;

/** Content type of OPML, which has no registered one. */
const CONTENT_TYPE = 'text/x-opml; charset=utf-8';

/** Returns the enabled sources as OPML, without secrets in their addresses, because anyone may read the list. */
export const sourcesList = ({ config, configSince }: SiteContext): Resource => {
  const { sources, feed, topics } = config();
  const body = renderOpml(sources.map(asPublic), `Sources of ${feed.title}`, topics);
  return { ...file(CONTENT_TYPE, body, MAX_AGE_SECONDS), ...defined({ lastModified: configSince?.() }) };
};

const asPublic = (source: Source): Source => ({
  ...source,
  endpoints: [withoutSecrets(source.endpoints[0])],
});

/**
 * Returns the enabled sources as a subscription list (OPML 2.0, opml.org/spec2.opml). A source with topics is in the
 * folder of its first topic.
 */
export const renderOpml = (
  sources: readonly Source[],
  title: string,
  topics: readonly Pick<Topic, 'key' | 'label'>[],
): string => {
  const enabled = sources.filter((source) => source.enabled);
  const outlinesOf = (some: readonly Source[]): string =>
    some.map((source) => outline(source, enabled)).join('\n');
  const byTopic = Map.groupBy(enabled, (source) => topics.find(({ key }) => source.topics[0] === key));
  const folders = topics.flatMap((topic) => {
    const own = byTopic.get(topic);
    return own ? [`<outline text="${escapeXml(topic.label.en)}">\n${outlinesOf(own)}\n</outline>`] : [];
  });
  const loose = byTopic.get(undefined) ?? [];
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
<head>
<title>${escapeXml(title)}</title>
</head>
<body>
${[outlinesOf(loose), ...folders].filter((text) => text !== '').join('\n')}
</body>
</opml>
`;
};

const outline = (source: Source, all: readonly Source[]): string => {
  const { outlet, endpoints, language } = source;
  const title = escapeXml(nameOf(source, all));
  const home = outlet.home === undefined ? '' : ` htmlUrl="${escapeXml(outlet.home)}"`;
  return `<outline type="rss" text="${title}" title="${title}" xmlUrl="${escapeXml(endpoints[0])}"${home} language="${language}"/>`;
};

const nameOf = ({ id, outlet }: Source, all: readonly Source[]): string =>
  all.some((other) => other.id !== id && other.outlet.id === outlet.id)
    ? `${outlet.name} (${id})`
    : outlet.name;
