import type { Config } from '../../../src/domain/config.ts';
import { DEFAULT_SECTIONS } from '../../../src/domain/ranking/page-section.ts';
import type { Source } from '../../../src/domain/source/source.ts';
import { shippedWords } from '../../support/shipped-words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A checked config; the outlets are those of the sources unless named. */
export const makeConfig = ({ sources = [], ...rest }: Partial<Config> = {}): Config => ({
  feed: {
    title: 'Test',
    description: '',
    url: 'http://127.0.0.1:8080',
    authority: 'kawaraban.example,2026',
    entries: 200,
    perOutlet: 60,
    excerpt: 280,
  },
  server: { host: '127.0.0.1', port: 0 },
  schedule: '* * * * *',
  fetch: {
    contact: 'https://kawaraban.example',
    concurrency: 8,
    perHost: 1,
    timeoutMs: 20_000,
    maxBytes: 10_000_000,
    minIntervalMs: 2 * MINUTE_MS,
    maxIntervalMs: DAY_MS,
    allowPrivateAddresses: true,
    ports: [],
  },
  relevance: { threshold: 0.5 },
  fold: {
    acrossLanguages: true,
    windowMs: 72 * HOUR_MS,
    strictness: 'normal',
    glossary: [],
    dictionary: [],
    rules: [],
  },
  page: { language: 'en', images: true, sections: DEFAULT_SECTIONS, topScore: 20 },
  edition: { time: '07:00', days: 'business' },
  retentionMs: 400 * DAY_MS,
  outlets: sources.map(({ outlet }: Source) => outlet),
  sources,
  topics: [],
  companies: [],
  words: shippedWords,
  ...rest,
});
