import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshNews } from '../support/outlets-server.ts';
import { hasPostgres } from '../support/postgres.ts';
import { ROOT, sourcesYaml } from '../support/product.ts';
import { SHIPPED_CONFIG } from '../support/shipped-config.ts';
import { bootHost, type Host, whyNoHost } from './host.ts';

const reason = whyNoHost();
if (reason !== undefined) console.warn(`skipped: the units of several processes under systemd: ${reason}`);

const URL = 'http://127.0.0.1:8080';
const NODE = '/usr/lib/kawaraban/node_modules/.bin/node';

/** Starts PostgreSQL with a database and a user of Kawaraban's; its socket lies where Debian's package puts it. */
const DATABASE = `set -e; bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
  install -d -o postgres -g postgres -m 755 /run/postgresql && install -d -o postgres -m 700 /run/pg
  as="setpriv --reuid=postgres --regid=postgres --clear-groups"
  $as $bin/initdb -D /run/pg -U postgres --auth-local=trust --auth-host=scram-sha-256 --locale=C -E UTF8 >/dev/null
  systemd-run --unit=database --uid=postgres $bin/postgres -D /run/pg -k /run/postgresql -c listen_addresses=127.0.0.1
  until $as psql -h /run/postgresql -c 'SELECT 1' >/dev/null 2>&1; do sleep 0.2; done
  $as psql -h /run/postgresql -qc "CREATE ROLE kawaraban LOGIN PASSWORD 'letters'" -qc 'CREATE DATABASE kawaraban OWNER kawaraban'`;

const KAWARABAN_YAML = `store: \${DATABASE_URL}
schedule: '* * * * * *'
fetch:
  allowPrivateAddresses: true
  minInterval: 1m
  timeout: 1s
`;

const UNITS = 'kawaraban-publish kawaraban-poll@1 kawaraban-poll@2';

const isSkipped = reason !== undefined || !hasPostgres();

describe.skipIf(isSkipped)('the units of several processes', { timeout: 300_000 }, () => {
  let host: Host;
  const property = async (unit: string, name: string): Promise<string> =>
    (await host.run(`systemctl show ${unit} -P ${name}`)).trim();

  beforeAll(async () => {
    host = await bootHost([`${ROOT}:/usr/lib/kawaraban`, `${SHIPPED_CONFIG}:/usr/lib/kawaraban/config`]);
    await host.run('cp /usr/lib/kawaraban/systemd/kawaraban* /etc/systemd/system/ && mkdir /run/feeds');
    await host.write('/run/feeds/kaku', freshNews('kaku', 20));
    await host.run(
      `systemd-run --unit=outlets ${NODE} /usr/lib/kawaraban/test/systemd/inside/outlets.ts /run/feeds 9100`,
    );
    await host.run(DATABASE);
    const words = ['topics.yaml', 'companies.csv'].map(
      (file) => `/usr/lib/kawaraban/test/fixtures/config/${file}`,
    );
    await host.run(`mkdir -p /etc/kawaraban && install -m 644 ${words.join(' ')} -t /etc/kawaraban`);
    await host.write('/etc/kawaraban/kawaraban.yaml', KAWARABAN_YAML);
    await host.write(
      '/etc/kawaraban/sources.yaml',
      sourcesYaml([{ id: 'kaku', url: 'http://127.0.0.1:9100/kaku' }]),
    );
    await host.write(
      '/etc/kawaraban/secrets',
      'DATABASE_URL=postgres://kawaraban:letters@127.0.0.1/kawaraban\n',
    );
    await host.run('chmod 600 /etc/kawaraban/secrets && systemctl daemon-reload');
  }, 180_000);
  afterAll(() => host?.powerOff());

  test('poll, publish, restart what is killed, and stop in order', async () => {
    await host.run(`systemctl start ${UNITS}`);
    await host.until(`curl -sf ${URL}/feed.rss | grep 号機`, 120_000);
    await host.until(`test $(curl -s ${URL}/status.json | grep -c '"role": "poll"') = 2`);
    expect(await property('kawaraban-poll@1', 'StatusText')).toContain('polls 1 source together');
    const secured = await host.run(
      `for unit in ${UNITS}; do systemd-analyze security $unit.service | tail -1; done`,
    );
    expect(secured.match(/exposure level .*: 1\.[0-3] /g)).toHaveLength(3);
    await host.run('systemctl reload kawaraban-publish kawaraban-poll@1');

    const restartsOf = async (unit: string) => Number(await property(unit, 'NRestarts'));
    await host.run('systemctl kill -s KILL kawaraban-publish kawaraban-poll@2');
    await host.until(`curl -sf ${URL}/readyz`, 120_000);
    expect([await restartsOf('kawaraban-publish'), await restartsOf('kawaraban-poll@2')]).toEqual([1, 1]);
    await host.until(`curl -sf ${URL}/feed.rss | grep 号機`);

    await host.run(`systemctl stop ${UNITS}`);
    for (const unit of UNITS.split(' ')) expect(await property(unit, 'Result')).toBe('success');
    expect(
      await host.run('journalctl -u "kawaraban-*" -o cat -p err | grep -v "status=9/KILL\\|signal" | cat'),
    ).toBe('');
  });
});
