import type { ArticleId, IdentityKey } from '../domain/article/article.ts';
import type { Entry } from '../domain/entry/entry.ts';
import type { Drop } from '../domain/item/drop.ts';
import type { ParseResult } from '../domain/item/raw-item.ts';
import type { Matches } from '../domain/item/rule.ts';
import type { Failure } from '../domain/source/failure.ts';
import type { FetchResult, Validators } from '../domain/source/fetch-result.ts';
import type { Outlet } from '../domain/source/outlet.ts';
import type { PollReport } from '../domain/source/poll-report.ts';
import type { Language, Source, SourceId } from '../domain/source/source.ts';
import type { HealthKind, SourceState } from '../domain/source/source-state.ts';
import type { ArticleCount } from '../domain/source/tally.ts';
import type { FoldRule } from '../domain/story/fold-rule.ts';
import type { Story, StoryId } from '../domain/story/story.ts';
import type { Company } from '../domain/tag/company.ts';
import type { Topic } from '../domain/tag/topic.ts';

export type Clock = () => Temporal.Instant;

/** Lets others go first where the work at hand has had its turn; resolves at once where it has not. */
export type Pause = () => Promise<void>;

/** A number from 0 up to, but not including, 1. */
export type Chance = () => number;

/** 16 characters of lower-case base32 of a cryptographic hash of the text. */
export type Digest = (text: string) => string;

/** A moment is written as the reader of the log wants it. */
export type LogValue = string | number | boolean | Temporal.Instant;

export type LogFields = Readonly<Record<string, LogValue | undefined>>;

/** Events with fields. No field may hold a secret; texts from outside are made harmless by the log. */
export type Log = {
  readonly debug: (event: string, fields?: LogFields) => void;
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
};

/** The service manager that started the process and watches it; does nothing where there is none. */
export type Supervisor = {
  /** It serves, or has finished a reload, whether or not the new config was right. */
  readonly ready: (status: string) => void;
  readonly reloading: () => void;
  readonly stopping: (status: string) => void;
  /** One line for a person who asks how the service is. */
  readonly status: (status: string) => void;
  /** Work goes on. Where this is not said for `watchdogMs`, the service is killed and started anew. */
  readonly alive: () => void;
  readonly watchdogMs?: number;
};

/** How things stand at a moment. */
export type Standing = {
  /** The enabled sources. */
  readonly sources: readonly {
    readonly id: SourceId;
    readonly health: HealthKind;
    /** Absent where no item came yet. */
    readonly newestItemAgeMs?: number;
    /** New items a request; absent before the first request. */
    readonly hitRate?: number;
  }[];
  /** Since anything new came from any of them; absent where nothing did yet. */
  readonly lastNewsAgeMs?: number;
  readonly store: StoreHealth;
  /** How many problems the last edit of the config has; it is not in force then. */
  readonly configProblems: number;
};

/** Counts what happens, for those who watch over the service. */
export type Meter = {
  readonly polled: (report: PollReport) => void;
  /** A poll that came to nothing: a mistake of ours, or a store that could not write. */
  readonly pollBroke: (source: SourceId, why: 'mistake' | 'not-stored') => void;
  /** `route` is one of a few names, never a path as it was sent. */
  readonly answered: (answer: {
    readonly route: string;
    readonly status: number;
    readonly ms: number;
  }) => void;
  readonly committed: (ms: number, isStored: boolean) => void;
  /** Everything, in the text format of Prometheus. */
  readonly exposition: (standing: Standing) => Promise<string>;
  readonly contentType: string;
};

export type FetchRequest = {
  readonly url: string;
  /** Sent as `If-None-Match` and `If-Modified-Since`; empty for an unconditional request. */
  readonly validators: Validators;
  readonly userAgent?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For how many milliseconds a URL's host is still to be left alone; asked of each redirect before it is followed. */
  readonly restMs?: (url: string) => number;
};

export type Fetcher = {
  /** Never rejects: whatever the world does is a `FetchResult`. */
  readonly fetch: (request: FetchRequest, signal: AbortSignal) => Promise<FetchResult>;
  /** Sends a form as safely as feeds are asked for. Undefined where the server took it (2xx), else why not; never rejects. */
  readonly post: (url: string, form: URLSearchParams, signal: AbortSignal) => Promise<Failure | undefined>;
  /** Ends idle connections. */
  readonly close: () => void;
};

export type ParseOptions = {
  /** Base of relative links. */
  readonly url: string;
  readonly contentType?: string;
  /** IANA zone of dates that name none; `Asia/Tokyo` where absent. */
  readonly zone?: string;
  /** Hashes of items read before: left out of the result, and counted. */
  readonly known?: ReadonlySet<string>;
  /** How many items that are not known are read, the newest first; all where absent. */
  readonly most?: number;
};

export type FeedParser = {
  /** Never rejects. */
  readonly parse: (bytes: Uint8Array, options: ParseOptions) => Promise<ParseResult>;
  readonly close: () => Promise<void>;
};

/** Names the sources whose document is being taken in, so that the process after a crash knows them. Never rejects. */
export type UnderWay = {
  /** When it resolves, the mark outlives the process. */
  readonly begin: (source: SourceId) => Promise<void>;
  readonly end: (source: SourceId) => Promise<void>;
  /** Those that were begun and not ended: asked at start, of the process before this one. */
  readonly unfinished: () => Promise<readonly SourceId[]>;
};

/** One acknowledged step of the store: all of it is durable when `commit` resolves, or none. */
export type StoreChange = {
  /** When it was made, by the clock that the caller believes; by the store's own where absent. */
  readonly at?: Temporal.Instant;
  /** New stories, and stored ones that gained an article, a revision, a relation or tags. */
  readonly stories: readonly Story[];
  readonly drops: readonly Drop[];
  readonly states: readonly SourceState[];
  /** Stories that are no more, as one of `stories` took their articles in. */
  readonly united?: readonly StoryId[];
};

/** Met by a story that has the text's words, or is tagged with one of the labels. */
export type SearchNeed = {
  readonly text: string;
  readonly labels: readonly Pick<StoryQuery, 'company' | 'topic' | 'outlet'>[];
};

export type StoryQuery = {
  /** Only stories that hold all of these; all stories where absent. */
  readonly company?: string;
  readonly topic?: string;
  readonly outlet?: string;
  readonly language?: string;
  /** Only stories that meet each of these. */
  readonly words?: readonly SearchNeed[];
  /** By `published`: from (inclusive) and until (exclusive). */
  readonly from?: Temporal.Instant;
  readonly until?: Temporal.Instant;
  /** Only stories that stand in feeds. */
  readonly announcedOnly?: boolean;
  /** Which come first: the newest `published` (the default), or what fits the words best. `announced` gives those announced last. */
  readonly order?: 'newest' | 'announced' | 'best';
  readonly limit: number;
};

/** What an identity key leads to: an article, an item that was turned away, or the tombstone of an article that is gone. */
export type Known =
  | { readonly kind: 'article'; readonly id: ArticleId }
  | { readonly kind: 'removed' }
  | { readonly kind: 'dropped' };

type StoreHealth = {
  readonly articles: number;
  readonly stories: number;
  /** Size of the log. */
  readonly bytes: number;
  /** Stories of commits that are not durable yet. */
  readonly unwritten: number;
  /** What was damaged or cannot be written, in words; empty where nothing is wrong. */
  readonly problems: readonly string[];
  /** The disk refuses to write at the moment: commits wait until it takes them again. */
  readonly isWaiting: boolean;
  /** When the newest durable commit was made, by the clock of that moment; absent where nothing is stored. */
  readonly newestCommitAt?: Temporal.Instant;
};

export type Store = {
  readonly state: (source: SourceId) => SourceState | undefined;
  /** Every identity ever stored and not yet forgotten, tombstones too. */
  readonly knows: (key: IdentityKey) => Known | undefined;
  readonly storyOf: (article: ArticleId) => StoryId | undefined;
  readonly story: (id: StoryId) => Promise<Story | undefined>;
  readonly stories: (query: StoryQuery) => Promise<readonly Story[]>;
  /** All that a query asks for, newest `published` first, some tens in each slice: others have their turn in between. */
  readonly each: (query: Omit<StoryQuery, 'limit' | 'order'>) => AsyncIterable<readonly Story[]>;
  /** Stories that gained an article since the moment, the earliest first, in slices. */
  readonly gainedSince: (moment: Temporal.Instant) => AsyncIterable<readonly Story[]>;
  /** How many stories a query asks for; no more than `most` are counted. */
  readonly count: (query: Omit<StoryQuery, 'limit' | 'order'>, most: number) => number;
  /** How many articles each source brought since the moment, by hour since 1970 of their `published`. */
  readonly articleCounts: (since: Temporal.Instant) => readonly ArticleCount[];
  readonly drop: (key: IdentityKey) => Promise<Drop | undefined>;
  /** The items that were turned away last, the newest first. */
  readonly newestDrops: (limit: number) => Promise<readonly Drop[]>;
  /** Resolves when the change would survive a power cut; rejects when it was not stored. */
  readonly commit: (change: StoreChange) => Promise<void>;
  /** Removes stories that gained nothing since the moment and leaves tombstones; forgets older drops. */
  readonly removeBefore: (moment: Temporal.Instant) => Promise<{ readonly removed: number }>;
  /** Rewrites files of which much is superseded. */
  readonly compact: () => Promise<void>;
  /** Resolves when all that is stored can be found: before that, only the newest days can. */
  readonly whole: () => Promise<void>;
  readonly health: () => StoreHealth;
  readonly close: () => Promise<void>;
};

/** A month's archive document as it stood when it was frozen. */
export type FrozenArchive = {
  readonly frozenAt: Temporal.Instant;
  /** Stands in `atom` for the site's public address, which may change. */
  readonly base: string;
  readonly atom: string;
};

/** The archives that will never change again, by JST month (`2026-11`). */
export type ArchiveShelf = {
  /** Oldest first. */
  readonly months: () => Promise<readonly string[]>;
  /** Undefined for a month that is not frozen; rejects where its file cannot be read. */
  readonly read: (month: string) => Promise<FrozenArchive | undefined>;
  /** Durable when it resolves. A month that is frozen already stays as it is. */
  readonly freeze: (month: string, archive: FrozenArchive) => Promise<void>;
};

export type CompilePattern = (
  pattern: string,
  flags: string,
) =>
  | { readonly kind: 'compiled'; readonly matches: Matches; readonly strip: (text: string) => string }
  | { readonly kind: 'invalid'; readonly reason: string };

/** Runs work in parallel, a bounded number at a time in all and for each host. */
export type WorkQueue = {
  /** Resolves and rejects as `work` does, once its turn has come. */
  readonly run: <Result>(host: string, work: () => Promise<Result>) => Promise<Result>;
};

export type FeedView = {
  /** Path without extension: `/feed`, `/topics/earnings`. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** What the view is called on its page, each name in its language; the title where absent. */
  readonly names?: readonly { readonly text: string; readonly language: Language }[];
  /** BCP 47 tag of a view in one language. */
  readonly language?: string;
  /** The HTML page of the view. */
  readonly pagePath: string;
  readonly archive?: ArchiveLinks;
  readonly pages?: PageLinks;
};

/** Where a feed's older entries are (RFC 5005 §4). Paths of Atom documents, without extension. */
export type ArchiveLinks = {
  readonly prev?: string;
  readonly next?: string;
  /** Of an archive document: the path of the feed that it belongs to, and bears the id of. */
  readonly current?: string;
  /** Nothing will ever be added to the document. */
  readonly isFrozen?: boolean;
};

/** Where the older entries of a feed without archives are (RFC 5005 §3). Paths of Atom documents, without extension. */
type PageLinks = {
  /** Of a page: the path of the feed that it belongs to, and bears the id of. */
  readonly first?: string;
  readonly next?: string;
};

export type FeedSettings = {
  readonly title: string;
  readonly description: string;
  /** Public base URL, without a slash at the end. */
  readonly url: string;
  readonly hub?: string;
  /** Of `tag:` URIs (RFC 4151): the domain and the date that ids are made under, whatever the URL becomes. */
  readonly authority: string;
};

export type FeedFormat = 'rss' | 'atom' | 'json';

/** Writes the three formats; the same entries give the same bytes. */
export type RenderFeed = (
  format: FeedFormat,
  view: FeedView,
  entries: readonly Entry[],
  settings: FeedSettings,
) => string;

/** Everything that `config/` says, checked. */
export type Config = {
  readonly feed: FeedSettings & {
    readonly entries: number;
    /** How many entries an outlet may announce in an hour. */
    readonly perOutlet: number;
    readonly excerpt: number;
  };
  readonly server: { readonly host: string; readonly port: number };
  /** A cron expression: when due sources are looked for. */
  readonly schedule: string;
  readonly fetch: {
    readonly contact: string;
    readonly concurrency: number;
    readonly perHost: number;
    readonly timeoutMs: number;
    readonly maxBytes: number;
    readonly minIntervalMs: number;
    readonly maxIntervalMs: number;
    readonly allowPrivateAddresses: boolean;
    readonly ports: readonly number[];
  };
  readonly relevance: { readonly threshold: number };
  readonly fold: {
    readonly acrossLanguages: boolean;
    readonly windowMs: number;
    readonly strictness: 'normal' | 'careful';
    readonly glossary: readonly { readonly ja: string; readonly en: string }[];
    readonly dictionary: readonly { readonly ja: string; readonly en: string }[];
    /** Of `folds.yaml`. */
    readonly rules: readonly FoldRule[];
  };
  readonly retentionMs: number;
  readonly outlets: readonly Outlet[];
  readonly sources: readonly Source[];
  readonly topics: readonly Topic[];
  readonly companies: readonly Company[];
};

export type ConfigProblem = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What is wrong; what to write instead. */
  readonly message: string;
};

export type ConfigResult =
  | { readonly kind: 'loaded'; readonly config: Config }
  | { readonly kind: 'wrong'; readonly problems: readonly ConfigProblem[] };

/** What a path of the site answers; the same object for as long as nothing changed, so that its bytes are kept. */
export type Resource = {
  readonly status: number;
  /** With the charset, where it has one. */
  readonly contentType: string;
  readonly body: string | Uint8Array;
  /** When what it shows last changed. */
  readonly lastModified?: Temporal.Instant;
  /** 0: ask each time. A year or more: the address names these very bytes, so they never change. */
  readonly maxAgeSeconds: number;
  /** A page for a browser, as opposed to a feed or file that scripts of any site may read. */
  readonly page: boolean;
  /** Sent as `Link` (RFC 8288), as WebSub §4 asks of a feed with a hub. */
  readonly links?: readonly { readonly rel: string; readonly href: string }[];
};

export type Site = {
  /** `path` as it was sent, without the query; undefined where there is nothing. */
  readonly resource: (path: string, query: URLSearchParams) => Promise<Resource | undefined>;
  /** What `resource` would give for a path without a query, where it is known at once; else undefined. */
  readonly atHand?: (path: string) => Resource | undefined;
  /** What to answer where `resource` rejected; a line of text where absent. */
  readonly failed?: (path: string) => Resource;
};
