import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import PQueue from 'p-queue';
import type { DocumentRecord } from '../src/domain/source/poll/document-record.ts';
import { planRequest } from '../src/domain/source/poll/plan-request.ts';
import { recordPoll } from '../src/domain/source/poll/record-poll.ts';
import type { SourceState } from '../src/domain/source/source-state.ts';
import { createFetcher } from '../src/fetch/create-fetcher.ts';
import { makeSource } from '../test/make.ts';
import { printFigures } from './poll-figures.ts';

/**
 * One whole process that polls the URLs of a file and prints its own figures as JSON:
 * `node poll-client.ts discard|fetch URLS STATES [ROUNDS]`. What it must remember for the next one lies in STATES.
 */
const [, , client = '', urlsFile = '', statesFile = '', rounds = '1'] = process.argv;
const CONCURRENCY = 50;
const LIMITS = { minIntervalMs: 120_000, maxIntervalMs: 86_400_000 };

/** The least that a client can do: conditional requests, the answers thrown away as they come. */
const discard = async (urls: readonly string[], etags: Record<string, string>): Promise<void> => {
  const agent = new Agent({ maxSockets: CONCURRENCY });
  await pollAll(
    urls,
    (url) =>
      new Promise<void>((resolve, reject) => {
        const etag = etags[url];
        const headers = {
          'accept-encoding': 'gzip',
          ...(etag === undefined ? {} : { 'if-none-match': etag }),
        };
        get(url, { agent, headers }, (answer) => {
          if (answer.statusCode === 200 && answer.headers.etag !== undefined)
            etags[url] = answer.headers.etag;
          answer.on('end', resolve).on('error', reject).resume();
        }).on('error', reject);
      }),
  );
};

/** Ours: plan, fetch, unpack, hash, record. */
const fetch = async (urls: readonly string[], states: Record<string, SourceState>): Promise<void> => {
  const fetcher = createFetcher({
    version: 'bench',
    contact: 'https://kawaraban.example',
    timeoutMs: 60_000,
    maxBytes: 10_000_000,
    allowPrivateAddresses: true,
    ports: [],
  });
  const { signal } = new AbortController();
  await pollAll(urls, async (url) => {
    const source = makeSource(url, { endpoints: [url] });
    const state = states[url];
    const now = Temporal.Now.instant();
    const plan = planRequest(source, state, now);
    if (plan.kind === 'rest') throw new Error(`${url} rests`);
    const result = await fetcher.fetch({ url: plan.url, validators: plan.validators, headers: {} }, signal);
    if (result.kind === 'failed') throw new Error(`${url}: ${result.failure.detail}`);
    const document = result.kind === 'fetched' ? { document: READ } : {};
    states[url] = recordPoll({
      source,
      state,
      endpoint: 0,
      result,
      ...document,
      limits: LIMITS,
      now,
      chance: 0.5,
    });
  });
  fetcher.close();
};

/** A document's items are not the matter here. */
const READ: DocumentRecord = {
  readable: true,
  feed: { format: 'rss', charset: 'utf-8', hubUrls: [], skipHours: [], skipDays: [] },
  hashes: [],
  newItems: 0,
};

const pollAll = async (urls: readonly string[], poll: (url: string) => Promise<void>): Promise<void> => {
  const queue = new PQueue({ concurrency: CONCURRENCY });
  await queue.addAll(urls.map((url) => () => poll(url)));
};

const isMoment = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const readStates = <State>(): Record<string, State> =>
  existsSync(statesFile)
    ? JSON.parse(readFileSync(statesFile, 'utf8'), (_key, value: unknown) =>
        typeof value === 'string' && isMoment.test(value) ? Temporal.Instant.from(value) : value,
      )
    : {};

const urls: readonly string[] = JSON.parse(readFileSync(urlsFile, 'utf8'));
const etags = client === 'discard' ? readStates<string>() : {};
const states = client === 'discard' ? {} : readStates<SourceState>();
await printFigures(
  Number(rounds),
  () => (client === 'discard' ? discard(urls, etags) : fetch(urls, states)),
  async () => writeFileSync(statesFile, JSON.stringify(client === 'discard' ? etags : states)),
);
