import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshNews } from '../support/outlets-server.ts';
import { ROOT, sourcesYaml } from '../support/product.ts';
import { SHIPPED_CONFIG } from '../support/shipped-config.ts';
import { slowness } from '../support/slowness.ts';
import { bootHost, type Host, whyNoHost } from './host.ts';

const reason = whyNoHost();
if (reason !== undefined) console.warn(`skipped: the trials under systemd: ${reason}`);

const URL = 'http://127.0.0.1:8080';
const OUTLETS = 'http://127.0.0.1:9100';
const NODE = '/usr/lib/kawaraban/node_modules/.bin/node';
const INSIDE = '/usr/lib/kawaraban/test/systemd/inside';

/** A trial that waits for the watchdog on a busy machine takes this long at most. */
const TRIAL_MS = 180_000;

const KAWARABAN_YAML = `server:
  port: 8080
schedule: '* * * * * *'
fetch:
  allowPrivateAddresses: true
  minInterval: 1m
  timeout: 5s
`;

let host: Host;

const property = async (name: string): Promise<string> =>
  (await host.run(`systemctl show kawaraban -P ${name}`)).trim();

const journal = (filter = ''): Promise<string> => host.run(`journalctl -u kawaraban -o cat ${filter} | cat`);

const metric = async (name: string): Promise<number> => {
  const text = await host.run(`curl -s ${URL}/metrics`);
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
};

/** Seconds until a command's status is 0. */
const secondsUntil = async (command: string): Promise<number> => {
  const began = performance.now();
  await host.until(command);
  return (performance.now() - began) / 1000;
};

const SERVES = `curl -sf ${URL}/readyz`;

/** The process that runs now has answered ten requests for the feed. */
const ANSWERS_LOAD = `test $(curl -s ${URL}/metrics | grep -c 'route="feed",status="200"} [0-9][0-9]') = 1`;

const setSources = (...names: readonly string[]): Promise<void> =>
  host.write(
    '/etc/kawaraban/sources.yaml',
    sourcesYaml(names.map((name) => ({ id: name, url: `${OUTLETS}/${name}` }))),
  );

/** Topics and companies: a few of each, or the shipped ones. */
const setWords = async (from: string): Promise<void> => {
  await host.run(`install -m 644 ${from}/topics.yaml ${from}/companies.csv -t /etc/kawaraban`);
};

/** Settings of the unit for one trial. */
const dropIn = async (text: string): Promise<void> => {
  await host.write('/run/systemd/system/kawaraban.service.d/trial.conf', `[Service]\n${text}\n`);
  await host.run('systemctl daemon-reload');
};

const MISCHIEF = `Environment=NODE_OPTIONS=--import=${INSIDE}/mischief.ts`;

describe.skipIf(reason !== undefined)('under a real systemd', { timeout: TRIAL_MS }, () => {
  beforeAll(async () => {
    host = await bootHost([`${ROOT}:/usr/lib/kawaraban`, `${SHIPPED_CONFIG}:/usr/lib/kawaraban/config`]);
    await host.run('cp /usr/lib/kawaraban/systemd/kawaraban.s* /etc/systemd/system/ && mkdir /run/feeds');
    await host.write('/run/feeds/kaku', freshNews('kaku', 20));
    await host.write('/run/feeds/kei', freshNews('kei', 5));
    await host.write('/run/feeds/ginza', freshNews('ginza', 5));
    await host.run(`systemd-run --unit=outlets ${NODE} ${INSIDE}/outlets.ts /run/feeds 9100`);
    await host.until(`curl -sf ${OUTLETS}/kaku`);
  });
  afterAll(() => host?.powerOff());

  beforeEach(async () => {
    await host.run(`systemctl stop kawaraban.socket kawaraban && systemctl reset-failed
      rm -rf /run/systemd/system/kawaraban.service.d /run/mischief && systemctl daemon-reload`);
    await host.write('/etc/kawaraban/kawaraban.yaml', KAWARABAN_YAML);
    await setWords('/usr/lib/kawaraban/test/fixtures/config');
    await setSources('kaku');
  });

  test('it tells within a second that it serves, with a status that says how it is', async () => {
    await setWords('/usr/lib/kawaraban/config');
    const slow = slowness();
    const tookMs: number[] = [];
    for (let start = 0; start < 3; start += 1) {
      await host.run('systemctl restart kawaraban');
      const [began, ready] = [
        await property('InactiveExitTimestampMonotonic'),
        await property('ActiveEnterTimestampMonotonic'),
      ];
      tookMs.push((Number(ready) - Number(began)) / 1000);
      await host.run(SERVES);
    }
    // Other work on this machine makes a start slower, and none makes it quicker.
    expect(Math.min(...tookMs)).toBeLessThan(1000 * slow);
    await host.until(
      'systemctl show kawaraban -P StatusText | grep -E "^1 source; last new item .* JST from kaku$"',
    );
  });

  test('it polls and serves as a user of its own with every restriction on, and its state is private', async () => {
    await host.run('systemctl start kawaraban');
    await host.until(`curl -s ${URL}/feed.rss | grep 号機`);
    // Users that systemd makes have numbers from 61184 on (systemd.exec(5)).
    expect(
      Number(await host.run('stat -c %u /proc/$(systemctl show kawaraban -P MainPID)')),
    ).toBeGreaterThanOrEqual(61_184);
    expect(await host.run('systemd-analyze security kawaraban | tail -1')).toMatch(
      /exposure level .*: 1\.[0-3] /,
    );
    expect(await host.run('stat -L -c %a /var/lib/kawaraban')).toBe('700\n');
    expect(await host.run('find /var/lib/private/kawaraban -type f -perm /077')).toBe('');
    const { status } = await host.attempt('setpriv --reuid=65534 --clear-groups ls /var/lib/kawaraban/');
    expect(status).not.toBe(0);
    expect(await journal('-p warning')).toBe('');
  });

  test('a command reaches it by its socket, and leaves what it may not write to the command', async () => {
    await host.run('systemctl start kawaraban');
    await host.until(SERVES);
    const command = `kawaraban() { /usr/lib/kawaraban/bin/kawaraban "$@" --config /etc/kawaraban --data /var/lib/kawaraban; }`;
    expect(await host.run(`${command}; kawaraban poll kaku`)).toMatch(/^kaku /);
    expect(await journal()).toMatch(/request\.started .*kind=poll/);
    expect(await host.run('stat -L -c %a /var/lib/kawaraban/control.sock')).toBe('600\n');
    const { output } = await host.attempt(`${command}; kawaraban add ${OUTLETS}/ginza`);
    expect(output).toContain('Added to /etc/kawaraban/sources.yaml');
    expect(await host.run('stat -c %U /etc/kawaraban/sources.yaml')).toBe('root\n');
    await host.until(`${command}; kawaraban sources | grep ginza`);
  });

  test('systemd finds nothing wrong with its units', async () => {
    const units = ['kawaraban.service', 'kawaraban.socket'].map((unit) => `/etc/systemd/system/${unit}`);
    expect(await host.run(`systemd-analyze verify --man=no ${units.join(' ')}`)).toBe('');
  });

  test('a reload returns when the edit is in force', async () => {
    await host.run('systemctl start kawaraban');
    await setSources('kaku', 'kei');
    await host.run('systemctl reload kawaraban');
    expect(await property('StatusText')).toMatch(/^2 sources; /);
    await host.until('journalctl -u kawaraban -o cat | grep "config.reloaded .*sources=2"');
    await host.until(`curl -s ${URL}/outlets/outlet-kei.rss | grep 号機`);
  });

  test('a reload of a wrong edit returns, keeps the config before, and says what is wrong', async () => {
    await host.run('systemctl start kawaraban');
    await host.until(`curl -s ${URL}/feed.rss | grep 号機`);
    await host.write('/etc/kawaraban/sources.yaml', 'sources:\n  - id: kaku\n    langauge: ja\n');
    await host.run('systemctl reload kawaraban');
    await host.until('systemctl is-active kawaraban | grep "^active"');
    expect(await property('StatusText')).toMatch(/^1 source; .*PROBLEM: .*sources\.yaml:\d+:\d+: /);
    await host.until(
      'journalctl -u kawaraban -o cat -p err | grep -E "config.invalid place=[^ ]*sources.yaml:[0-9]+:[0-9]+"',
    );
    expect(await host.run(`curl -s ${URL}/feed.rss`)).toContain('号機');
    await setSources('kaku');
    await host.run('systemctl reload kawaraban');
    expect(await property('StatusText')).not.toContain('PROBLEM');
  });

  test('a stop under load answers every request that came in, ends the write, and takes less than 3 s', async () => {
    await host.write(
      '/etc/kawaraban/sources.yaml',
      sourcesYaml([
        { id: 'kaku', url: `${OUTLETS}/kaku` },
        { id: 'slow', url: `${OUTLETS}/slow` },
      ]),
    );
    await host.run('systemctl start kawaraban');
    const load = host.run(`${NODE} ${INSIDE}/ask.ts ${URL}/feed.rss 1000000 20`);
    const half = host.run(`${NODE} ${INSIDE}/ask-half.ts 8080 /feed.rss 20 /run/go | tee /run/half`);
    await host.until('grep sent /run/half');
    await host.until(ANSWERS_LOAD);
    const began = performance.now();
    await host.run('systemctl stop --no-block kawaraban && touch /run/go');
    await host.until('systemctl is-active kawaraban | grep "^inactive"');
    expect(performance.now() - began).toBeLessThan(3000 * slowness());
    expect(await half).toBe('sent\nanswered 20\n');
    expect(JSON.parse(await load)).toMatchObject({ lost: 0 });
    expect(await property('ExecMainStatus')).toBe('0');
    await host.until('journalctl -u kawaraban -o cat --grep="^daemon" -n 1 | grep stopped');
  });

  test('after kill -9 it serves within 2 s again, and nothing is lost', async () => {
    await host.run('systemctl start kawaraban');
    await host.until(`curl -s ${URL}/metrics | grep "^kawaraban_store_articles [1-9]"`);
    const before = await metric('kawaraban_store_articles');
    await host.run('systemctl kill -s KILL --kill-whom=main kawaraban');
    await host.until(`! ${SERVES}`);
    expect(await secondsUntil(SERVES)).toBeLessThan(2 * slowness());
    expect(await metric('kawaraban_store_articles')).toBe(before);
  });

  test('a hung event loop is killed by the watchdog and started anew', async () => {
    await dropIn(`WatchdogSec=5s\n${MISCHIEF}`);
    await host.run('systemctl start kawaraban');
    await host.run('echo hang >/run/mischief && systemctl kill -s USR2 --kill-whom=main kawaraban');
    await host.until(`test $(systemctl show kawaraban -P NRestarts) -ge 1 && ${SERVES}`);
    expect(await host.run('journalctl -u kawaraban')).toContain('Watchdog timeout');
  });

  test('a poller that comes to nothing while the server lives on is killed and started anew, too', async () => {
    await dropIn(`WatchdogSec=5s\n${MISCHIEF}`);
    await host.run('systemctl start kawaraban');
    await host.until(`curl -s ${URL}/feed.rss | grep 号機`);
    await host.run('echo stick >/run/mischief && systemctl kill -s USR2 --kill-whom=main kawaraban');
    await setSources('kaku', 'kei');
    await host.until('journalctl -u kawaraban -p err -o cat | grep "watchdog.stalled .*no poll"');
    await host.run('rm /run/mischief');
    await host.until(`test $(systemctl show kawaraban -P NRestarts) -ge 1 && ${SERVES}`);
    await host.until(`curl -s ${URL}/outlets/outlet-kei.rss | grep 号機`);
  });

  test('a mistake of ours is one line of the journal, an error, whatever it says, and is recovered from', async () => {
    await dropIn(MISCHIEF);
    await host.run('systemctl start kawaraban');
    await host.run('echo throw >/run/mischief && systemctl kill -s USR2 --kill-whom=main kawaraban');
    await host.until('journalctl -u kawaraban -p err -o cat --grep "^daemon.crashed"');
    const lines = (await journal('-p err --grep "^daemon.crashed"')).trim().split('\n');
    expect(lines, lines.join('\n')).toHaveLength(1);
    expect(lines[0]).toMatch(/^daemon\.crashed reason="first line\\n<0>second \\u001b\[31mline" stack="/);
    expect(await journal('-p alert')).toBe('');
    await host.until(`test $(systemctl show kawaraban -P NRestarts) -ge 1 && ${SERVES}`);
  });

  test('a wrong config at start ends with 78, says where it is wrong, and is not tried again', async () => {
    await host.write('/etc/kawaraban/sources.yaml', 'sources: 5\n');
    const { status } = await host.attempt('systemctl start kawaraban');
    expect(status).not.toBe(0);
    expect(await property('ExecMainStatus')).toBe('78');
    expect(await property('ActiveState')).toBe('failed');
    expect(await property('NRestarts')).toBe('0');
    await host.until('journalctl -u kawaraban -o cat -p err | grep -E "sources.yaml:1:[0-9]+: "');
  });

  test('a crash loop is tried again more and more slowly, and never given up', async () => {
    await dropIn(MISCHIEF);
    await host.run('echo crash >/run/mischief && systemctl start --no-block kawaraban');
    // Ten seconds with five starts would be the end of it by systemd's defaults.
    await host.until('test $(systemctl show kawaraban -P NRestarts) -ge 6');
    expect(await property('ActiveState')).toBe('activating');
    const starts = (
      await host.run('journalctl -u kawaraban -o short-unix --grep "^Starting " -n 7 | cut -d" " -f1')
    )
      .trim()
      .split('\n')
      .map(Number);
    const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? at));
    expect(gaps.at(-1) ?? 0).toBeGreaterThan(4 * (gaps[0] ?? 0));
    await host.run('rm /run/mischief');
    await host.until(SERVES);
  });

  test('behind its socket no request is lost over five restarts under load', async () => {
    await host.run('systemctl start kawaraban.socket kawaraban');
    const load = host.run(`echo $$ >/run/load && exec ${NODE} ${INSIDE}/ask.ts ${URL}/feed.rss 1000000 4`);
    for (let restart = 0; restart < 5; restart += 1) {
      await host.until(ANSWERS_LOAD);
      await host.run('systemctl restart kawaraban');
    }
    await host.until(ANSWERS_LOAD);
    await host.run('kill $(cat /run/load)');
    expect(JSON.parse(await load)).toMatchObject({ refused: 0, lost: 0 });
    expect(await property('StatusText')).not.toContain('PROBLEM');
  });
});
