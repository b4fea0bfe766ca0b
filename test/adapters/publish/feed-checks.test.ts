import { spawnSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderFeed } from '../../../src/adapters/publish/render-feed.ts';
import { sampleCopy, sampleEntry } from '../../domain/entry/sample-entry.ts';
import { view as merged, settings as plain } from './merged-feed.ts';

const CHECKS = join(import.meta.dirname, '../../../../shared/tools/feed-checks');
const INSTALL_PATIENCE_MS = 60_000;

const settings = { ...plain, hub: 'https://hub.example/' };
const view = { ...merged, archive: { prev: '/archive/2026-11' } };
const entries = ['a', 'b'].map((id) =>
  sampleEntry(id, {
    image: `https://kaku.example/${id}.jpg`,
    tags: [{ kind: 'topic', key: 'ma', label: 'M&A' }],
    alsoReportedBy: [sampleCopy('times')],
  }),
);

describe.skipIf(!existsSync(CHECKS))('the checkers in ../shared/tools/feed-checks', () => {
  let folder = '';
  let installed = false;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'feed-checks-'));
    cpSync(CHECKS, folder, { recursive: true });
    installed =
      spawnSync('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], {
        cwd: folder,
        timeout: INSTALL_PATIENCE_MS / 2,
      }).status === 0;
  }, INSTALL_PATIENCE_MS);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.for(['rss', 'atom', 'json'] as const)('find nothing missing in %s', async (format, { skip }) => {
    if (!installed) skip('npm could not install the checkers');
    const file = join(folder, `feed.${format}`);
    await writeFile(file, renderFeed(format, view, entries, settings));
    const checkers = format === 'json' ? ['planet.mjs', 'jsonfeed.mjs'] : ['planet.mjs'];
    const findings = checkers.flatMap((checker) =>
      String(spawnSync(process.execPath, [join(folder, checker), file]).stdout)
        .split('\n')
        .filter((line) => /^(MISSING|E|W) /.test(line)),
    );
    expect(findings).toEqual([]);
  });
});
