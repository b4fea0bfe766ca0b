import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Html } from './part/html.ts';

const read = (name: string): Buffer => readFileSync(new URL(`file/${name}`, import.meta.url));

const style = read('style.css');
const script = read('script.js');

/** Names the bytes at an address, so that they may be kept for ever. */
const versionOf = (bytes: Buffer): string =>
  createHash('sha256').update(bytes).digest('base64url').slice(0, 10);

/** The stylesheet, for a page that is a file of its own. */
export const STYLE: Html = { kind: 'html', text: style.toString() };

export const STYLE_PATH = `/style.css?v=${versionOf(style)}`;
export const SCRIPT_PATH = `/script.js?v=${versionOf(script)}`;

export type StaticFile = {
  readonly contentType: string;
  readonly body: string | Uint8Array;
  readonly maxAgeSeconds: number;
};

const YEAR_SECONDS = 31_536_000;
const WEEK_SECONDS = 604_800;

const png = (name: string): StaticFile => ({
  contentType: 'image/png',
  body: read(name),
  maxAgeSeconds: WEEK_SECONDS,
});

/** Files that every site has, by path. */
export const STATIC_FILES: ReadonlyMap<string, StaticFile> = new Map([
  ['/style.css', { contentType: 'text/css; charset=utf-8', body: style, maxAgeSeconds: YEAR_SECONDS }],
  [
    '/script.js',
    { contentType: 'text/javascript; charset=utf-8', body: script, maxAgeSeconds: YEAR_SECONDS },
  ],
  ['/favicon.ico', { contentType: 'image/x-icon', body: read('favicon.ico'), maxAgeSeconds: WEEK_SECONDS }],
  ['/icon.png', png('icon.png')],
  ['/icon-large.png', png('icon-large.png')],
  ['/icon-touch.png', png('icon-touch.png')],
  [
    '/robots.txt',
    {
      contentType: 'text/plain; charset=utf-8',
      body: 'User-agent: *\nAllow: /\n',
      maxAgeSeconds: WEEK_SECONDS,
    },
  ],
]);
