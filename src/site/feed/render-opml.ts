import type { Source } from '../../domain/source/source.ts';
import { escapeXml } from '../clean-text.ts';

/**
 * The enabled sources as a subscription list (OPML 2.0, opml.org/spec2.opml): one outline a source, with the first
 * of its endpoints. Request headers, which may be secrets, stay out.
 */
export const renderOpml = (sources: readonly Source[], title: string): string => {
  const enabled = sources.filter((source) => source.enabled);
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
<head>
<title>${escapeXml(title)}</title>
</head>
<body>
${enabled.map((source) => outline(source, enabled)).join('\n')}
</body>
</opml>
`;
};

/** Of the answer that carries it, as most readers and the World Wide Web Consortium's validator know it. */
export const OPML_CONTENT_TYPE = 'text/x-opml; charset=utf-8';

const outline = (source: Source, all: readonly Source[]): string => {
  const { outlet, endpoints, language } = source;
  const title = escapeXml(nameOf(source, all));
  const home = outlet.home === undefined ? '' : ` htmlUrl="${escapeXml(outlet.home)}"`;
  return `<outline type="rss" text="${title}" title="${title}" xmlUrl="${escapeXml(endpoints[0])}"${home} language="${language}"/>`;
};

/** An outlet's name, and which of its sources where it has several. */
const nameOf = ({ id, outlet }: Source, all: readonly Source[]): string =>
  all.some((other) => other.id !== id && other.outlet.id === outlet.id)
    ? `${outlet.name} (${id})`
    : outlet.name;
