import { readConfig } from '../app/read-config.ts';
import { type Added, addSource } from '../app/sources/add-source.ts';
import { adviceFor } from '../domain/source/advice.ts';
import { describePortrait, describeRelevance } from '../domain/source/propose/describe-portrait.ts';
import { complainOfConfig } from './check.ts';
import type { Folders } from './folders.ts';
import { complain, EXIT, type ExitStatus, print } from './terminal.ts';

/** Other feeds of a page that are named. */
const MOST_OTHERS = 5;

/** Finds the feed behind an address and appends a source for it to `sources.yaml`; 1 where that cannot be. */
export const add = async (
  folders: Folders,
  address: string,
  options: { readonly json: boolean },
): Promise<ExitStatus> => {
  const loaded = await readConfig(folders.config, process.env);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const added = await addSource(wholeAddress(address), folders.config, loaded.config, stop.signal);
  if (options.json) print(JSON.stringify(added));
  else tell(added, folders.config);
  return added.kind === 'described' && added.written.kind === 'written' ? EXIT.done : EXIT.failed;
};

/** People type `news.example.com`. */
const wholeAddress = (address: string): string =>
  /^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/.test(address) ? `https://${address}` : address;

const tell = (added: Added, folder: string): void => {
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
