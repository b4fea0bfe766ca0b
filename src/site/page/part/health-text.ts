import { defined } from '../../../domain/defined.ts';
import type { FailureKind } from '../../../domain/source/failure.ts';
import type { SourceStatus } from '../../../domain/source/health/status.ts';
import type { HealthKind } from '../../../domain/source/source-state.ts';
import japanese from '../../language/health.ja.json' with { type: 'json' };
import type { Reader } from '../../language/reader.ts';
import { type Html, html } from './html.ts';
import { prose } from './prose.ts';
import { dateAndTime } from './show-time.ts';

/** Why a source has its health, and what to do. */
type HealthText = { readonly why: Html; readonly whatToDo?: Html };

/** What happened, and what an editor can do about it. */
type Explanation = { readonly why: string; readonly whatToDo?: string };

const BY_FAILURE: Readonly<Record<FailureKind, Explanation>> = japanese.failures;
const BY_HEALTH: Readonly<Record<HealthKind, Explanation>> = japanese.health;

/**
 * The health of a source in sentences. Those of the rules are English and hold figures; in Japanese there is one for each
 * kind of failure or health, and the English one stands below it where it says more.
 */
export const healthText = ({ health, failure, newestItemAt }: SourceStatus, reader: Reader): HealthText => {
  const { kind, why, whatToDo } = health;
  if (reader.language === 'en')
    return {
      why: prose(why),
      ...defined({ whatToDo: whatToDo === undefined ? undefined : prose(whatToDo) }),
    };
  const isFailure = failure !== undefined && FAILING.has(kind);
  const said = isFailure ? BY_FAILURE[failure] : BY_HEALTH[kind];
  const newest =
    newestItemAt === undefined || !DATED.has(kind)
      ? undefined
      : reader.sayHtml('health.newest', { time: dateAndTime(newestItemAt, reader.language) });
  const detail = DATED.has(kind) ? undefined : html`<br><span lang="en">${prose(why)}</span>`;
  return {
    why: html`${said.why}${newest}${detail}`,
    ...defined({ whatToDo: said.whatToDo === undefined ? undefined : html`${said.whatToDo}` }),
  };
};

/** The healths of sources whose endpoint fails. */
const FAILING: ReadonlySet<HealthKind> = new Set(['new', 'blocked', 'gone', 'broken']);

/** The healths that the age of the newest item explains. */
const DATED: ReadonlySet<HealthKind> = new Set(['ok', 'quiet', 'stale']);
