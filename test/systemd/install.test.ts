import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rssOf } from '../support/outlets-server.ts';
import { ROOT, sourcesYaml } from '../support/product.ts';
import { SHIPPED_CONFIG } from '../support/shipped-config.ts';
import { bootHost, type Host, whyNoHost } from './host.ts';

const reason = whyNoHost();
if (reason !== undefined) console.warn(`skipped: the trials of installing: ${reason}`);

/** Copying Node and packing it takes its time on a busy machine. */
const TRIAL_MS = 300_000;

const URL = 'http://127.0.0.1:8080';
const OUTLETS = 'http://127.0.0.1:9100';

/** The tree as an operator has it, and a newer one. */
const OLD = '/opt/old';
const NEW = '/opt/new';

/** Node of this machine. Copying it takes longer than all else: the newer tree has a script in its place. */
const LENT_NODE = '/usr/lib/lent-node';

/** A few topics and companies: a start reads them in no time. The Debian package brings the shipped ones. */
const FEW_WORDS = '/opt/tree/test/fixtures/config/*';

const KAWARABAN_YAML = `fetch:
  allowPrivateAddresses: true
`;

/** Each source's one piece of news; no two of them are one story. */
const NEWS: Readonly<Record<string, string>> = {
  kaku: '架空電機、新工場を稼働',
  kei: '見本商事の社長が交代へ',
  ko: '例示銀行、住宅ローン金利を引き上げ',
};

test('install.sh names an option that it does not know', () => {
  const { status, stderr } = spawnSync('sh', [path.join(ROOT, 'systemd/install.sh'), '--dryrun'], {
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^install\.sh: unknown option '--dryrun'\nInstalls, upgrades or removes/);
});

test('install.sh --help prints its options, and does nothing', () => {
  const { status, stdout, stderr } = spawnSync('sh', [path.join(ROOT, 'systemd/install.sh'), '--help'], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^Installs, upgrades or removes /);
  expect(stdout).toContain('\n  --dry-run ');
});

let host: Host;

const editSources = (folder: string, ...names: readonly string[]): Promise<void> =>
  host.write(
    `${folder}/sources.yaml`,
    sourcesYaml(names.map((name) => ({ id: name, url: `${OUTLETS}/${name}` }))),
  );

const versionOf = async (): Promise<string> => {
  await host.until(`curl -sf ${URL}/readyz`);
  return /version="([^"]*)"/.exec(await host.run(`curl -s ${URL}/metrics | grep build_info`))?.[1] ?? '';
};

/** Edits the list, and sees the news of the new source on the feed. */
const seesNewsOf = async (folder: string, ...names: readonly string[]): Promise<void> => {
  await editSources(folder, ...names);
  for (const name of names) await host.until(`curl -s ${URL}/feed.rss | grep '${NEWS[name]}'`);
};

describe.skipIf(reason !== undefined)('installing', { timeout: TRIAL_MS }, () => {
  beforeAll(async () => {
    host = await bootHost([
      `${ROOT}:/opt/tree`,
      `${SHIPPED_CONFIG}:/opt/tree/config`,
      `${ROOT}/node_modules/node/bin:${LENT_NODE}`,
    ]);
    const node = '/opt/tree/node_modules/.bin/node';
    await host.run(`${node} /opt/tree/systemd/lay-out.ts ${OLD} && cp -al ${OLD} ${NEW} && mkdir /run/feeds`);
    await host.run(`cd ${NEW} && sed -i 's/"version": "[^"]*"/"version": "99.0.0"/' package.json
      rm node_modules/node/bin/node && cd node_modules/node/bin
      printf '#!/bin/sh\nexec ${LENT_NODE}/node "$@"\n' >node && chmod 755 node`);
    for (const [name, title] of Object.entries(NEWS)) {
      const published = Temporal.Now.instant().subtract({ minutes: 5 });
      const item = { title, published, link: `https://${name}.example/articles/1` };
      await host.write(`/run/feeds/${name}`, rssOf(name, [item]));
    }
    await host.run(
      `systemd-run --unit=outlets ${node} /opt/tree/test/systemd/inside/outlets.ts /run/feeds 9100`,
    );
  }, TRIAL_MS);
  afterAll(() => host?.powerOff());

  test('a dry run says what it would do, and does nothing', async () => {
    const said = await host.run(`${OLD}/systemd/install.sh --dry-run`);
    expect(said).toContain('would: mv /usr/lib/kawaraban.new');
    expect(said).toMatch(/Nothing was changed\. Without --dry-run it does the above\.\s*$/);
    expect(said).not.toContain('is installed');
    await host.run('test ! -e /usr/lib/kawaraban && test ! -e /etc/kawaraban');
  });

  test('install.sh installs, keeps config and store over upgrade and downgrade, uninstalls and purges', async () => {
    await host.write('/etc/kawaraban/kawaraban.yaml', KAWARABAN_YAML);
    await host.run(`cp ${FEW_WORDS} /etc/kawaraban`);
    await editSources('/etc/kawaraban', 'kaku');
    await host.run(`${OLD}/systemd/install.sh`);
    const first = await versionOf();
    await seesNewsOf('/etc/kawaraban', 'kaku', 'kei');

    // What root asks for, the service does.
    expect(await host.run('cd / && kawaraban poll kaku')).toMatch(/^kaku /);
    expect(await host.run('kawaraban digest --days 2')).toContain(NEWS.kei);

    await host.run(`${NEW}/systemd/install.sh && ${NEW}/systemd/install.sh`);
    expect(await versionOf()).toBe('99.0.0');
    await seesNewsOf('/etc/kawaraban', 'kaku', 'kei', 'ko');
    await host.run(`${OLD}/systemd/install.sh`);
    expect(await versionOf()).toBe(first);
    for (const title of Object.values(NEWS)) await host.run(`curl -s ${URL}/feed.rss | grep '${title}'`);

    // With the service stopped a command writes as the service does.
    await host.run('systemctl stop kawaraban && kawaraban store compact && systemctl start kawaraban');
    expect(await host.run('find /var/lib/private/kawaraban -user root')).toBe('');

    await host.run(`${OLD}/systemd/install.sh --uninstall`);
    await host.run(
      'test ! -e /usr/lib/kawaraban && test -e /etc/kawaraban && test -e /var/lib/private/kawaraban',
    );
    expect(await host.run('systemctl list-unit-files | grep -c kawaraban || true')).toBe('0\n');
    await host.run(`${OLD}/systemd/install.sh --uninstall --purge`);
    await host.run('test ! -e /etc/kawaraban && test ! -e /var/lib/private/kawaraban');
  });

  test('install.sh --user installs for a user who stays logged out, and uninstalls', async () => {
    await host.run('useradd -m editor && loginctl enable-linger editor');
    const id = (await host.run('id -u editor')).trim();
    await host.until(`test -S /run/user/${id}/systemd/private`);
    const as = (command: string): string =>
      `setpriv --reuid=editor --regid=editor --init-groups --no-new-privs env -C / HOME=/home/editor XDG_RUNTIME_DIR=/run/user/${id} sh -c '${command}'`;
    const config = '/home/editor/.config/kawaraban';
    await host.write(`${config}/kawaraban.yaml`, KAWARABAN_YAML);
    await host.run(`cp ${FEW_WORDS} ${config}`);
    await editSources(config, 'kaku');
    await host.run(`chown -R editor:editor /home/editor`);
    await host.run(as(`${OLD}/systemd/install.sh --user`));
    await seesNewsOf(config, 'kaku', 'kei');
    // The first news may come after the reload has told how things stand: then they are told at the next look.
    const shown = 'systemctl --user show kawaraban -P Type -P StatusText';
    await host.until(as(`${shown} | grep "last new item"`));
    expect(await host.run(as(shown))).toMatch(/^notify-reload\n2 sources; last new item /);
    const unit = '/home/editor/.config/systemd/user/kawaraban.service';
    expect(await host.run(as(`systemd-analyze verify --user --man=no ${unit}`))).toBe('');
    await host.run(as('systemctl --user reload kawaraban'));
    await host.run('test -e /home/editor/.local/state/kawaraban-data/log');
    await host.run(as(`${OLD}/systemd/install.sh --user --uninstall --purge`));
    await host.run(`test ! -e ${config} && test ! -e /home/editor/.local/lib/kawaraban`);
    await host.run(`loginctl disable-linger editor`);
  });

  test('the Debian package installs, upgrades, downgrades, removes and purges as Debian users expect', async () => {
    for (const tree of [OLD, NEW])
      await host.run(`DPKG_DEB_COMPRESSOR_LEVEL=1 ${tree}/systemd/package-deb.sh /opt`);
    const [older, newer] = (await host.run('ls -v /opt/kawaraban_*.deb')).trim().split('\n');
    const dpkg = (words: string) => host.run(`DEBIAN_FRONTEND=noninteractive dpkg ${words} </dev/null`);
    await dpkg(`-i ${older}`);
    await host.run('systemctl is-enabled kawaraban && systemctl is-active kawaraban');
    // Lists that an operator edited outlive each version, and few words are read quickly.
    await host.run(`cp ${FEW_WORDS} /etc/kawaraban`);
    await host.write('/etc/kawaraban/kawaraban.yaml', KAWARABAN_YAML);
    await seesNewsOf('/etc/kawaraban', 'kaku');
    const first = await versionOf();
    await dpkg(`-i ${newer}`);
    expect(await versionOf()).toBe('99.0.0');
    await seesNewsOf('/etc/kawaraban', 'kaku', 'kei');
    await dpkg(`--force-downgrade -i ${older}`);
    expect(await versionOf()).toBe(first);
    await host.run(`curl -s ${URL}/feed.rss | grep '${NEWS.kaku}'`);
    await host.run(`for list in ${FEW_WORDS}; do cmp $list /etc/kawaraban/\${list##*/}; done`);

    await dpkg('-r kawaraban');
    await host.run('! systemctl is-active kawaraban && test -e /etc/kawaraban/sources.yaml');
    await host.run('test ! -e /usr/lib/kawaraban/src && test -e /var/lib/private/kawaraban/log');
    await dpkg('-P kawaraban');
    await host.run(
      'test ! -e /etc/kawaraban && test ! -e /var/lib/private/kawaraban && test ! -e /usr/lib/kawaraban',
    );
  });
});
