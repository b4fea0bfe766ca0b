/**
 * Prints the journal that an administrator reads: `node bench/journal.ts`, as root. Boots a separate host, and runs the
 * service through failing outlets, right and wrong edits of the config, a kill and a restart. Each line begins with its
 * priority (0 to 7, syslog(3)).
 */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshNews } from '../test/support/outlets-server.ts';
import { sourcesYaml } from '../test/support/product.ts';
import { bootHost, whyNoHost } from '../test/systemd/host.ts';

const OUTLETS = 'http://127.0.0.1:9100';
const NODE = '/usr/lib/kawaraban/node_modules/.bin/node';
const INSIDE = '/usr/lib/kawaraban/test/systemd/inside';

/** Wait between the last change of a feed and the kill, in milliseconds: longer than `minInterval`. */
const ROUND_MS = 70_000;

const reason = whyNoHost();
if (reason !== undefined) throw new Error(`no host can be booted here: ${reason}`);
const host = await bootHost([`${path.resolve(import.meta.dirname, '..')}:/usr/lib/kawaraban`]);

const setSources = (...names: readonly string[]): Promise<void> =>
  host.write(
    '/etc/kawaraban/sources.yaml',
    sourcesYaml(names.map((name) => ({ id: name, url: `${OUTLETS}/${name}` }))),
  );

try {
  await host.run('cp /usr/lib/kawaraban/systemd/kawaraban.s* /etc/systemd/system/ && mkdir /run/feeds');
  await host.run(
    'install -D /usr/lib/kawaraban/config/topics.yaml /usr/lib/kawaraban/config/companies.csv -t /etc/kawaraban',
  );
  await host.write(
    '/etc/kawaraban/kawaraban.yaml',
    "schedule: '* * * * * *'\nfetch:\n  allowPrivateAddresses: true\n  minInterval: 1m\n  timeout: 2s\n",
  );
  await host.write('/run/feeds/kaku', freshNews('kaku', 20));
  await host.write('/run/feeds/kei', freshNews('kei', 5));
  await host.write('/run/feeds/page', '<!doctype html><title>Kaku</title><p>No feed here');
  await host.run(`systemd-run --unit=outlets ${NODE} ${INSIDE}/outlets.ts /run/feeds 9100`);
  await host.until(`curl -sf ${OUTLETS}/kaku`);

  await setSources('kaku', 'page', 'lost', 'slow');
  await host.run('systemctl start kawaraban');
  await host.until('curl -s http://127.0.0.1:8080/feed.rss | grep 号機');
  await setSources('kaku', 'page', 'lost', 'slow', 'kei');
  await host.until('curl -s http://127.0.0.1:8080/outlets/outlet-kei.rss | grep 号機');
  await host.write('/etc/kawaraban/sources.yaml', 'sources:\n  - id: kaku\n    langauge: ja\n');
  await host.until('journalctl -u kawaraban -o cat | grep config.invalid');
  await setSources('kaku', 'page', 'lost', 'kei');
  await host.run('systemctl reload kawaraban');
  await host.write('/run/feeds/kaku', freshNews('kaku', 24));
  await sleep(ROUND_MS);
  await host.run('systemctl kill -s KILL --kill-whom=main kawaraban');
  await host.until('curl -sf http://127.0.0.1:8080/readyz && systemctl is-active kawaraban');
  await host.run('systemctl restart kawaraban');
  await host.until('curl -sf http://127.0.0.1:8080/readyz');
  await host.run('systemctl stop kawaraban');
  const lines = await host.run(
    'journalctl -u kawaraban -o json --output-fields=PRIORITY,MESSAGE,SYSLOG_IDENTIFIER',
  );
  for (const line of lines.trim().split('\n')) {
    const { __REALTIME_TIMESTAMP: at, PRIORITY, MESSAGE, SYSLOG_IDENTIFIER } = JSON.parse(line);
    const time = new Date(Number(at) / 1000).toISOString().slice(11, 19);
    console.log(`${PRIORITY} ${time} ${SYSLOG_IDENTIFIER}: ${MESSAGE}`);
  }
} finally {
  await host.powerOff();
}
