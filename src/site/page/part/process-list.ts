import type { Installation, InstallationProcess } from '../../../domain/source/health/installation.ts';
import type { Reader } from '../../language/reader.ts';
import { type Html, html } from './html.ts';
import { dateAndTime } from './show-time.ts';

const COLUMNS = ['process', 'role', 'config', 'since', 'lastSeen'] as const;

/** The processes of an installation of several, and the polls between them; nothing where there is one process. */
export const processList = (installation: Installation | undefined, reader: Reader): Html | undefined => {
  if (installation === undefined) return undefined;
  const { say, number } = reader;
  const { processes, polls } = installation;
  const counts =
    polls === undefined
      ? ''
      : say('status.polls', {
          waiting: number(polls.waiting),
          retried: number(polls.retried),
          lost: number(polls.lost),
          refused: number(polls.refused),
        });
  return html`<table class="status processes">
<caption>${say('status.processes')}${reader.space}${counts}</caption>
<thead><tr>${COLUMNS.map((column) => html`<th scope="col">${say(`status.${column}`)}</th>`)}</tr></thead>
<tbody>
${processes.map((one) => row(one, reader))}</tbody>
</table>`;
};

const row = (
  { id, role, isLeader, isThis, config, since, lastSeenAt }: InstallationProcess,
  reader: Reader,
): Html => {
  const { say, language } = reader;
  const marks = [isLeader ? say('status.leads') : '', isThis ? say('status.thisProcess') : ''].filter(
    Boolean,
  );
  return html`<tr><th scope="row"><code>${id}</code></th><td><code>${role}</code>${marks.map(
    (mark) => html` ${mark}`,
  )}</td><td><code>${config}</code></td><td>${dateAndTime(since, language)}</td><td>${dateAndTime(
    lastSeenAt,
    language,
  )}</td></tr>
`;
};
