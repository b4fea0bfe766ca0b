import { LOGIN_REMEDY } from '../../config/schema/sources-schema.ts';
import { type Written, writeSources } from '../../config/write/write-sources.ts';
import { bareHost } from '../../domain/article/canonical-url.ts';
import type { Config } from '../../domain/config.ts';
import { adviceFor } from '../../domain/source/health/advice.ts';
import type { Outlet } from '../../domain/source/outlet.ts';
import { describePortrait, describeRelevance } from '../../domain/source/propose/describe-portrait.ts';
import { withScheme } from '../../domain/web-address.ts';
import {
  type Described,
  type DescribedSource,
  describeSource,
  type SourceTools,
} from '../../sources/describe-source.ts';
import type { Emit, RequestOutcome } from '../control/output.ts';
import type { RequestOf } from '../control/read-request.ts';
import { type SharedTools, withSourceTools } from './source-tools.ts';

/** Maximum number of a page's other feeds that the output lists, unless it is JSON. */
const MOST_OTHERS = 5;

export type EditedConfig = {
  readonly folder: string;
  readonly config: Config;
  readonly shared?: SharedTools;
};

/** Adds a source for the feed at or behind an address to `sources.yaml`; fails if nothing was added. */
export const addFeed = async (
  { address, json }: RequestOf<'add'>,
  { folder, config, shared }: EditedConfig,
  emit: Emit,
  signal: AbortSignal,
): Promise<RequestOutcome> => {
  const add = async (tools: SourceTools): Promise<Added> => {
    const described = await describeSource(withScheme(address), tools, signal);
    if (described.kind !== 'described') return described;
    return { ...described, written: await writeSources(folder, [described.source]) };
  };
  const added = await withSourceTools(config, add, shared);
  if (json) emit({ kind: 'result', text: JSON.stringify(added) });
  else report(added, config.outlets, emit);
  return added.kind === 'described' && added.written.kind === 'written' ? 'done' : 'failed';
};

type Added = (Described & { readonly written: Written }) | NotDescribed;

type NotDescribed = Exclude<DescribedSource, Described>;

const report = (added: Added, outlets: readonly Outlet[], emit: Emit): void => {
  if (added.kind !== 'described') {
    emit({ kind: 'problem', text: whyNotAdded(added) });
    return;
  }
  const { source, written } = added;
  emit({ kind: 'result', text: portraitLines(added, outlets) });
  if (written.kind === 'written') {
    const text = `Added to ${written.file} as ${source.id}, line ${written.lines[0]}. A daemon that uses this config reads the file by itself.`;
    emit({ kind: 'result', text });
  } else emit({ kind: 'problem', text: `${written.file} was not changed: ${written.reason}.` });
};

const whyNotAdded = (added: NotDescribed): string => {
  switch (added.kind) {
    case 'there': {
      const { id, place, enabled } = added.source;
      const disabled = enabled ? '' : '. The source is disabled; set enabled: true to poll it';
      return `${added.url} is already in the config, as ${id} (${place.file}:${place.line})${disabled}.`;
    }
    case 'none': {
      const host = bareHost(URL.parse(added.url)?.hostname ?? added.url);
      return [
        `No feed was found at ${added.url}${added.tried === 0 ? '' : `, nor at ${added.tried} other ${added.tried === 1 ? 'address' : 'addresses'}`}.`,
        'Look on the site for a link named "RSS" or "feed", and run `kawaraban add` with its address.',
        `If the site has no feed, a search feed of Google News may help: https://news.google.com/rss/search?q=site:${host}`,
      ].join(' ');
    }
    case 'password':
      return `${added.url} contains a user name or password. Write the source by hand: ${LOGIN_REMEDY} (docs/recipes.md, "A feed that asks for a token or header").`;
    case 'own':
      return `${added.url} is a feed of this Kawaraban itself, by \`feed.url\` of its config, so it was not added.`;
    case 'other-language':
      return `${added.url} is in the language "${added.tag}", so it was not added: Kawaraban reads Japanese and English.`;
    case 'failed': {
      const { kind, detail } = added.failure;
      if (kind === 'stopped') return 'Stopped: nothing was added.';
      return `${kind === 'bad-url' ? '' : `${added.url}: `}${detail}. ${adviceFor(kind)}`;
    }
  }
};

const portraitLines = (
  { source, portrait, relevant, others, isGuess }: Described,
  outlets: readonly Outlet[],
): string => {
  const outlet = outlets.find(({ id }) => id === source.outlet);
  const listed = others
    .slice(0, MOST_OTHERS)
    .map(({ url, title }) => `  ${url}${title === undefined ? '' : ` (${title})`}`);
  const more = others.length - listed.length;
  return [
    portrait.title ?? source.outlet,
    `${source.endpoint} (${FORMATS[portrait.format]}, ${portrait.charset})`,
    ...(isGuess
      ? [
          'This feed is a guess: its address is a usual place for feeds, and the page names no feed that can be read.',
        ]
      : []),
    outlet === undefined
      ? `New outlet: ${source.outlet}. If the feed belongs to a listed outlet, write the id of that outlet in the source.`
      : `Outlet: ${outlet.name} (${outlet.id}).`,
    `${describePortrait(portrait, Temporal.Now.instant())}.`,
    `${describeRelevance(relevant)}: scope ${source.scope}.`,
    ...(listed.length === 0
      ? []
      : ['', 'The page also names these feeds; run `kawaraban add` with one of them to add it:', ...listed]),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
  ].join('\n');
};

const FORMATS = { rss: 'RSS', rdf: 'RSS 1.0', atom: 'Atom', json: 'JSON Feed' } as const;
