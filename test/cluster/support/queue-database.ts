import { type Answer, type Asked, startScriptedServer } from '../../support/scripted-postgres.ts';

export const JOB_ID = '11111111-1111-4111-8111-111111111111';

type Options = Readonly<Record<string, unknown>>;

/** A database that holds queues; `more` answers what concerns their jobs. */
export const queueDatabase = async (more: (asked: Asked) => Answer = () => []) => {
  const made = new Map<string, Options>();
  const statements: Asked[] = [];
  const server = await startScriptedServer((asked) => {
    statements.push(asked);
    const [, name, options = ''] = /create_queue\('([^']+)', '([^']+)'/.exec(asked.sql) ?? [];
    if (name !== undefined) made.set(name, JSON.parse(options) as Options);
    if (asked.sql.startsWith('SELECT current_database')) return [{ name: 'news' }];
    if (asked.sql.includes('to_regclass')) return [{ name: null }];
    if (/SELECT\s+q\.name/.test(asked.sql))
      return [...made].map(([queue, { policy }]) => ({
        name: queue,
        policy,
        partition: false,
        table: 'job_common',
      }));
    if (asked.sql.includes('COUNT(*)')) {
      const given = more(asked);
      return Array.isArray(given) && given.length === 0
        ? [{ count: '1', ids: `{${JOB_ID}}`, retained: 0 }]
        : given;
    }
    return more(asked);
  });
  return { ...server, made, statements };
};
