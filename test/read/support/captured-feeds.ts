import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mustSkip } from '../../support/skip.ts';

/** A row of the index of captured documents. */
export type CapturedFeed = {
  readonly file: string;
  readonly charset: string;
  readonly format: 'rss' | 'rdf' | 'atom';
  readonly items: number;
  readonly isWellFormed: boolean;
};

/** Real documents that the project may not carry; the tests that read them skip where they are absent. */
const FOLDER = fileURLToPath(new URL('../../../../shared/feeds/real/', import.meta.url));

const INDEX = `${FOLDER}INDEX.md`;

/** Every captured document, or nothing where the folder is absent. */
export const capturedFeeds = (): readonly CapturedFeed[] =>
  mustSkip(!existsSync(INDEX), `${FOLDER} is absent`)
    ? []
    : readFileSync(INDEX, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('| ') && !line.startsWith('| file '))
        .map((line) => {
          const [file = '', , , , charset = '', format = '', items = '', , , , wellFormed = ''] = line
            .slice(2)
            .split(' | ');
          return {
            file,
            charset: charset === '-' ? 'utf-8' : charset,
            format: formatOf(format),
            items: Number(items),
            isWellFormed: !wellFormed.startsWith('NO'),
          };
        });

export const bytesOfCapturedFeed = (file: string): Uint8Array => readFileSync(`${FOLDER}${file}`);

const formatOf = (name: string): CapturedFeed['format'] => {
  if (name.includes('RDF')) return 'rdf';
  return name.startsWith('Atom') ? 'atom' : 'rss';
};
