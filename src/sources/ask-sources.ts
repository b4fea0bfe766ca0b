import type { Config } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import { errorText } from '../domain/error-text.ts';
import { ageOf } from '../domain/explanation.ts';
import type { Failure } from '../domain/source/failure.ts';
import { adviceFor } from '../domain/source/health/advice.ts';
import { describePortrait } from '../domain/source/propose/describe-portrait.ts';
import { type Portrait, portrayFeed } from '../domain/source/propose/portrait.ts';
import type { Source } from '../domain/source/source.ts';
import { askFeed } from './ask-feed.ts';
import type { SourceTools } from './describe-source.ts';

/** The answer of a source's endpoint, and advice for an editor. */
export type AskedSource = {
  readonly id: string;
  /** The first endpoint that answered with a feed, else the first endpoint; without its query. */
  readonly url: string;
  /** The place of the endpoint in the list of the source, counted from 1. */
  readonly endpoint: number;
  readonly portrait?: Portrait;
  /** Text about the answer: what the feed contains, or the failure. */
  readonly found: string;
  readonly failure?: Failure;
  readonly whatToDo?: string;
};

/** Maximum age of the newest item of a working feed, in days. */
const STALE_AFTER_DAYS = 30;

/** Minimum number of items for advice about the language of a feed. */
const LEAST_FOR_LANGUAGE = 5;

/**
 * Resolves to an answer of each enabled source, in the order of the config. Asks the endpoints of a source in order,
 * until one answers with a feed. Calls `onDone` after each source.
 */
export const askSources = async (
  config: Config,
  parts: SourceTools,
  onDone: (asked: AskedSource) => void,
  signal: AbortSignal,
): Promise<readonly AskedSource[]> => {
  const enabled = config.sources.filter((source) => source.enabled);
  return Promise.all(
    enabled.map(async (source) => {
      const asked = await askSource(source, parts, signal);
      onDone(asked);
      return asked;
    }),
  );
};

const askSource = async (source: Source, parts: SourceTools, signal: AbortSignal): Promise<AskedSource> => {
  const failures: Failure[] = [];
  for (const [n, url] of source.endpoints.entries()) {
    const asked = await askEndpoint(source, url, parts, signal);
    if ('kind' in asked) {
      failures.push(asked);
      continue;
    }
    const [first] = failures;
    const { whatToDo: own, ...found } = asked;
    const whatToDo =
      first === undefined
        ? own
        : `Endpoint ${n + 1} answers, but endpoint 1 fails (${first.kind}). ${adviceFor(first.kind)}`;
    return { ...found, endpoint: n + 1, ...defined({ whatToDo }) };
  }
  const failure = failures[0] ?? STOPPED;
  return {
    id: source.id,
    url: withoutQuery(source.endpoints[0]),
    endpoint: 1,
    found: failure.detail,
    failure,
    whatToDo: adviceFor(failure.kind),
  };
};

const askEndpoint = async (
  source: Source,
  url: string,
  parts: SourceTools,
  signal: AbortSignal,
): Promise<Omit<AskedSource, 'endpoint' | 'failure'> | Failure> => {
  try {
    const host = URL.parse(url)?.host ?? url;
    const answer = await parts.inTurn(host, () => askFeed(url, source, parts, signal), signal);
    if (answer.kind !== 'feed') return answer.failure;
    const now = parts.now();
    const portrait = portrayFeed(answer.feed, answer.items, now);
    const whatToDo = adviceOn(portrait, source, answer.movedTo, now);
    return {
      id: source.id,
      url: withoutQuery(url),
      portrait,
      found: `${portrait.format}, ${portrait.charset}, ${describePortrait(portrait, now)}`,
      ...defined({ whatToDo }),
    };
  } catch (error) {
    return signal.aborted ? STOPPED : { kind: 'unfinished', detail: errorText(error) };
  }
};

const STOPPED: Failure = { kind: 'stopped', detail: 'the check was stopped before the source answered' };

/** Removes the query of a URL, because a query may hold a token. */
const withoutQuery = (url: string): string => url.replace(/\?.*$/, '');

const adviceOn = (
  { items, newestAt, language }: Portrait,
  source: Source,
  movedTo: string | undefined,
  now: Temporal.Instant,
): string | undefined => {
  if (movedTo !== undefined)
    return `The feed has moved permanently: write ${withoutQuery(movedTo)} as the endpoint${movedTo.includes('?') ? ', with the query to which the server redirects' : ''}.`;
  if (items === 0) return 'The feed lists no items: if that does not change, look for another endpoint.';
  if (newestAt !== undefined && now.since(newestAt).total('hours') > STALE_AFTER_DAYS * 24) {
    return `The newest item is ${ageOf(newestAt, now, 'just published')}: check whether the outlet has another feed.`;
  }
  if (items < LEAST_FOR_LANGUAGE) return undefined;
  if (language.kind === 'other')
    return `The items seem to be in the language "${language.tag}", which Kawaraban does not read: check whether this is the right feed.`;
  return language.is === source.language
    ? undefined
    : `The items seem to be in the language "${language.is}": check whether "language: ${source.language}" is right.`;
};
