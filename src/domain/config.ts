import type { ConfigPlace } from './config-place.ts';
import type { EditionDays } from './edition/calendar.ts';
import type { FoldSettings } from './folding/fold-settings.ts';
import type { Section } from './ranking/page-section.ts';
import type { Outlet } from './source/outlet.ts';
import type { Language, Source } from './source/source.ts';
import type { Company } from './tag/company.ts';
import type { Topic } from './tag/topic.ts';
import type { WordLists } from './tag/word-lists.ts';

export type FeedSettings = {
  readonly title: string;
  readonly description: string;
  /** The public base URL of the site, without a slash at the end. */
  readonly url: string;
  readonly hub?: string;
  /** The authority in the `tag:` URIs of feeds, and of new editions and entries: a domain, a comma and a date (RFC 4151). */
  readonly authority: string;
};

/** Host and port to listen on, from the command line or the environment. Each overrides the config. */
export type GivenAddress = Partial<Config['server']>;

/** Who gets editions by mail, and how. An address may have a name: `Name <name@host.example>`. */
export type EditionMailing = {
  readonly to: readonly string[];
  readonly from: string;
  /** The server to which each edition is sent; absent if the daemon sends no mail. */
  readonly smtp?: SmtpServer;
};

/** A server that accepts mail (RFC 5321, RFC 6409). */
export type SmtpServer = {
  readonly host: string;
  readonly port: number;
  /** True for TLS from the first byte. */
  readonly isSecure: boolean;
  readonly login?: { readonly user: string; readonly password: string };
};

/** The validated config. Values of the command line and the environment override those of its files. */
export type Config = {
  readonly feed: FeedSettings & {
    readonly entries: number;
    /** Maximum number of entries that an outlet may announce in an hour. */
    readonly perOutlet: number;
    readonly excerpt: number;
  };
  readonly server: { readonly host: string; readonly port: number };
  /** The times at which due sources are polled, as a cron expression. */
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
  readonly fold: Required<Omit<FoldSettings, 'parameters'>>;
  readonly page: {
    /** True if pages show the pictures of outlets. */
    readonly images: boolean;
    /**
     * The default language of editions, digests, the files of `publish`, and pages for clients that prefer neither
     * English nor Japanese.
     */
    readonly language: Language;
    /** The sections in the order of the front page. */
    readonly sections: readonly Section[];
    /** Minimum `lastingScore` at which a story enters the view `/top`. */
    readonly topScore: number;
  };
  readonly edition: {
    /** The time of day in Japan at which an edition is due, such as `07:00`. */
    readonly time: string;
    readonly days: EditionDays;
    readonly mail?: EditionMailing;
  };
  readonly retentionMs: number;
  /** The URL of the store's PostgreSQL database; it may contain a password. Absent if the store is JSON files. */
  readonly store?: string;
  readonly outlets: readonly Outlet[];
  readonly sources: readonly Source[];
  readonly topics: readonly Topic[];
  readonly companies: readonly Company[];
  readonly words: WordLists;
};

export type ConfigProblem = ConfigPlace & {
  /** What is wrong, and what the editor should write. */
  readonly message: string;
};

export type ConfigResult =
  | { readonly kind: 'loaded'; readonly config: Config }
  | {
      readonly kind: 'wrong';
      /** The first `MOST_PROBLEMS` problems. If there are more, one further problem counts the rest. */
      readonly problems: readonly ConfigProblem[];
      /** Number of all problems, listed or not. */
      readonly total: number;
    };
