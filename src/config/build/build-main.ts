import type { Config } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { DEFAULT_SECTIONS } from '../../domain/ranking/page-section.ts';
import type { Report } from '../read/config-problems.ts';
import type { YamlFile } from '../read/read-yaml.ts';
import type { MainFile } from '../schema/main-schema.ts';
import { buildMail } from './build-mail.ts';
import { buildStore } from './build-store.ts';
import type { Env } from './fill-variables.ts';

type Settings = Omit<Config, 'fold' | 'outlets' | 'sources' | 'topics' | 'companies' | 'words'> & {
  readonly fold: Omit<Config['fold'], 'dictionary' | 'glossary' | 'rules'>;
};

type Checks = { readonly env: Env; readonly validateSchedule?: (expression: string) => boolean };

/** The settings of `kawaraban.yaml`; times are in milliseconds, sizes in bytes. */
export const buildMain = (
  { value, file }: { readonly value: MainFile; readonly file: YamlFile },
  report: Report,
  { env, validateSchedule = () => true }: Checks,
): Settings => {
  const { feed, server, schedule, fetch, relevance, fold, page, retention } = value;
  const { mail, ...edition } = value.edition;
  if (!validateSchedule(schedule)) {
    report(
      file.place(['schedule']),
      `schedule: "${schedule}" is not a cron expression that ever comes due; write one such as "* * * * *" (every minute) or "*/5 * * * *"`,
    );
  }
  if (fetch.minInterval > fetch.maxInterval) {
    report(
      file.place(['fetch', 'minInterval']),
      'minInterval is longer than maxInterval; write a shorter one, or a longer maxInterval',
    );
  }
  const { hub, ...rest } = feed;
  return {
    feed: { ...rest, ...defined({ hub }) },
    server,
    schedule,
    fetch: {
      contact: fetch.contact ?? feed.url,
      concurrency: fetch.concurrency,
      perHost: fetch.perHost,
      timeoutMs: fetch.timeout,
      maxBytes: fetch.maxBytes,
      minIntervalMs: fetch.minInterval,
      maxIntervalMs: fetch.maxInterval,
      allowPrivateAddresses: fetch.allowPrivateAddresses,
      ports: fetch.ports,
    },
    relevance,
    fold: { acrossLanguages: fold.acrossLanguages, windowMs: fold.window, strictness: fold.strictness },
    page: { ...page, sections: page.sections ?? DEFAULT_SECTIONS },
    edition: { ...edition, ...defined({ mail: mail && buildMail(mail, { file, report, env }) }) },
    retentionMs: retention,
    ...defined({ store: buildStore(value.store, { file, report, env }) }),
  };
};
