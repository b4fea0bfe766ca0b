import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Config } from '../../domain/config.ts';
import type { Resource } from '../../serve/ports.ts';
import type { Html } from './part/html.ts';

const read = (name: string): Buffer => readFileSync(new URL(`file/${name}`, import.meta.url));

/** The parts of the stylesheet, in order: a later rule overrides an earlier rule. */
const STYLES = [
  ...['base', 'masthead', 'filters', 'stories', 'front', 'edition', 'story', 'sources', 'script', 'config'],
  ...['foot', 'widths', 'print'],
];

/** The parts of the script, in order: the first part sets the object that other parts use. */
const SCRIPTS = ['start', 'ages', 'pictures', 'visit', 'search', 'keys', 'copies'];

const joined = (files: readonly string[]): Buffer =>
  Buffer.from(files.map((name) => read(name).toString()).join('\n'));

const style = joined(STYLES.map((name) => `style/${name}.css`));
const script = joined(SCRIPTS.map((name) => `script/${name}.js`));

/** Returns a hash as the version in a file's address, so that browsers may cache the file for a year. */
const versionOf = (bytes: Buffer): string =>
  createHash('sha256').update(bytes).digest('base64url').slice(0, 10);

/** The stylesheet as HTML, for a page that is one file by itself. */
export const STYLE: Html = { kind: 'html', text: style.toString() };

export const STYLE_PATH = `/style.css?v=${versionOf(style)}`;
export const SCRIPT_PATH = `/script.js?v=${versionOf(script)}`;

/** The `maxAgeSeconds` of a resource that never changes: a year. */
export const YEAR_SECONDS = 31_536_000;

const WEEK_SECONDS = 604_800;

/** Returns a body as an answer, which clients may cache for a week by default. */
export const file = (
  contentType: string,
  body: string | Uint8Array,
  maxAgeSeconds = WEEK_SECONDS,
): Resource => ({
  status: 200,
  contentType,
  body,
  maxAgeSeconds,
  page: false,
});

export const FAVICON_PATH = '/favicon.ico';

/** Files that every site has, by path. */
export const STATIC_FILES: ReadonlyMap<string, Resource> = new Map([
  ['/style.css', file('text/css; charset=utf-8', style, YEAR_SECONDS)],
  ['/script.js', file('text/javascript; charset=utf-8', script, YEAR_SECONDS)],
  [FAVICON_PATH, file('image/x-icon', read('favicon.ico'))],
  ['/icon.png', file('image/png', read('icon.png'))],
  ['/icon-large.png', file('image/png', read('icon-large.png'))],
  ['/icon-touch.png', file('image/png', read('icon-touch.png'))],
  ['/robots.txt', file('text/plain; charset=utf-8', 'User-agent: *\nAllow: /\n')],
]);

const MAX_AGE_SECONDS = 86_400;

/** Returns the web application manifest (W3C), for people who add the page to their home screen. */
export const manifest = ({ config }: { readonly config: () => Config }): Resource => {
  const { title, description } = config().feed;
  const content = {
    name: title,
    short_name: title,
    description,
    // The addresses are relative to the manifest, so the site works under any path of a server.
    start_url: './',
    scope: './',
    display: 'minimal-ui',
    background_color: '#fbf9f4',
    theme_color: '#ab2c1a',
    icons: [
      { src: 'icon.png', sizes: '192x192', type: 'image/png' },
      { src: 'icon-large.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
    ],
  };
  return file('application/manifest+json', `${JSON.stringify(content, undefined, 2)}\n`, MAX_AGE_SECONDS);
};
