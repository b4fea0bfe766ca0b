import { type Written, writeSources } from '../../config/write/write-sources.ts';
import type { Config } from '../../domain/config.ts';
import { adviceFor } from '../../domain/source/health/advice.ts';
import { describePortrait, describeRelevance } from '../../domain/source/propose/describe-portrait.ts';
import type { TagDictionary } from '../../domain/tag/dictionary.ts';
import {
  type Described,
  type DescribedSource,
  describeSource,
  type SourceParts,
} from '../../sources/describe-source.ts';
import type { AddRequest, RequestOutcome, Tell } from '../control/request.ts';
import { withSourceParts } from './source-parts.ts';

/** Other feeds of a page that are named. */
const MOST_OTHERS = 5;

/** The config that a request writes to. */
export type EditedConfig = {
  readonly folder: string;
  readonly config: Config;
  /** Made from the config where absent. */
  readonly dictionary?: TagDictionary;
};

/** Finds the feed behind an address and appends a source for it to `sources.yaml`. */
export const addFeed = async (
  { address, json }: AddRequest,
  { folder, config, dictionary }: EditedConfig,
  tell: Tell,
  signal: AbortSignal,
): Promise<RequestOutcome> => {
  const add = async (parts: SourceParts): Promise<Added> => {
    const described = await describeSource(wholeAddress(address), parts, signal);
    if (described.kind !== 'described') return described;
    return { ...described, written: await writeSources(folder, [described.source]) };
  };
  const added = await withSourceParts(config, add, dictionary);
  if (json) tell({ kind: 'result', text: JSON.stringify(added) });
  else tellOf(added, folder, tell);
  return added.kind === 'described' && added.written.kind === 'written' ? 'done' : 'failed';
};

type Added = (Described & { readonly written: Written }) | Exclude<DescribedSource, Described>;

/** People type `news.example.com`. */
const wholeAddress = (address: string): string =>
  /^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/.test(address) ? `https://${address}` : address;

const tellOf = (added: Added, folder: string, tell: Tell): void => {
  const print = (text: string): void => tell({ kind: 'result', text });
  const complain = (text: string): void => tell({ kind: 'problem', text });
  switch (added.kind) {
    case 'described':
      print(portraitLines(added));
      if (added.written.kind === 'written') {
        const { file, lines } = added.written;
        print(
          `Added to ${file} as ${added.source.id}, line ${lines[0]}. A running daemon takes it up by itself.`,
        );
      } else {
        complain(`${added.written.file} is left as it is: ${added.written.reason}.`);
      }
      return;
    case 'there': {
      const { id, place, enabled } = added.source;
      complain(
        `${added.url} is there already: ${id} reads it (${place.file}:${place.line})${enabled ? '' : '; it rests, enabled: true wakes it'}.`,
      );
      return;
    }
    case 'none':
      complain(
        `No feed was found at ${added.url}, nor at ${added.tried} other places of its site. Look there for "RSS" or "feed", and give that address; where the site has none, a search of Google News for it may serve (see ${folder}/sources.yaml).`,
      );
      return;
    case 'password':
      complain(
        `${added.url} holds a password, which belongs into "headers" of a source, as Authorization: Basic \${NAME}: write the source by hand (docs/recipes.md, "A feed that asks for a token").`,
      );
      return;
    case 'other-language':
      complain(`${added.url} is in the language "${added.tag}"; Kawaraban reads Japanese and English.`);
      return;
    case 'failed':
      complain(
        added.failure.kind === 'stopped'
          ? 'Stopped; nothing was added.'
          : `${added.url}: ${added.failure.detail}. ${adviceFor(added.failure.kind)}`,
      );
  }
};

const portraitLines = ({
  source,
  portrait,
  relevant,
  others,
  isGuess,
}: Extract<Added, { kind: 'described' }>): string => {
  const others5 = others
    .slice(0, MOST_OTHERS)
    .map(({ url, title }) => `  ${url}${title === undefined ? '' : ` (${title})`}`);
  const more = others.length - others5.length;
  return [
    portrait.title ?? source.outlet,
    `${source.endpoint} (${FORMATS[portrait.format]}, ${portrait.charset})`,
    ...(isGuess ? ['It lies at a usual place of the site; no feed that the page names can be read.'] : []),
    `${describePortrait(portrait, Temporal.Now.instant())}.`,
    `${describeRelevance(relevant)}: scope ${source.scope}.`,
    ...(others5.length === 0
      ? []
      : ['', 'The page names other feeds, too; give one of them to add it:', ...others5]),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
  ].join('\n');
};

const FORMATS = { rss: 'RSS', rdf: 'RSS 1.0', atom: 'Atom', json: 'JSON Feed' } as const;
