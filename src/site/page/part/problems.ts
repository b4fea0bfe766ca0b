import type { Offline } from '../../../domain/network/judge-network.ts';
import type { Reader } from '../../language/reader.ts';
import { type Html, html } from './html.ts';
import { dateAndTime } from './show-time.ts';

/**
 * Returns a box with the beginning of an outage of the network and the time of the next attempt; undefined without an
 * outage.
 */
export const offlineBox = (offline: Offline | undefined, reader: Reader): Html | undefined => {
  if (offline === undefined) return undefined;
  const { say, sayHtml, language } = reader;
  const times = {
    since: dateAndTime(offline.since, language),
    next: dateAndTime(offline.nextTryAt, language),
  };
  return html`<section class="problems" role="status"><h2>${say('offline.title')}</h2>
<p>${say(`offline.${offline.kind}`)}</p>
<p>${sayHtml('offline.times', times)}</p>
</section>
`;
};

/** Returns problems as a list under a heading; undefined without problems. */
export const problemList = (heading: string, problems: readonly string[]): Html | undefined =>
  problems.length === 0
    ? undefined
    : html`<section class="problems"><h2>${heading}</h2><ul>
${problems.map(
  (problem) => html`<li lang="en">${problem}</li>
`,
)}</ul></section>
`;
