import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderFeed } from '../../src/site/feed/render-feed.ts';
import { sampleEntry } from '../domain/entry/sample-entry.ts';
import { settings, view } from '../site/feed/merged-feed.ts';
import { isInstalled } from '../support/debian.ts';
import { ROOT } from '../support/product.ts';
import { mustSkip } from '../support/skip.ts';

const FEEDS = path.join(ROOT, '../shared/feeds');

/**
 * Titles of the headlines that were captured, their spaces as our articles have them: each that holds a character which
 * none before it holds, and each that could be taken for markup.
 */
const titles = (): readonly string[] => {
  const known = new Set<string>();
  return readdirSync(FEEDS)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(path.join(FEEDS, name), 'utf8').trim().split('\n'))
    .map((line) => (JSON.parse(line) as { title: string }).title.replace(/\s+/g, ' ').trim())
    .filter((title) => {
      const count = known.size;
      for (const character of title) known.add(character);
      return known.size > count || /[&<>"']/.test(title);
    });
};

const FEEDPARSER = `import feedparser, json, sys
print(json.dumps([entry.title for entry in feedparser.parse(sys.argv[1]).entries]))`;
const PYTHON = '/usr/bin/python3';
const hasFeedparser = (): boolean => {
  const { status } = spawnSync(PYTHON, ['-c', 'import feedparser']);
  return !mustSkip(status !== 0, 'feedparser is not installed; apt-get install python3-feedparser brings it');
};

const noFeeds = mustSkip(!existsSync(FEEDS), `${FEEDS} is absent`);

describe.skipIf(noFeeds)('a headline in Atom, for every character of those that were captured', () => {
  let folder: string;
  let file: string;
  let said: readonly string[];
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'titles-'));
    file = path.join(folder, 'feed.atom');
    said = titles();
    const entries = said.map((title, index) => sampleEntry(String(index).padStart(5, '0'), { title }));
    writeFileSync(file, renderFeed('atom', view, entries, settings));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.skipIf(!isInstalled('newsboat', 'newsboat'))('is the same text in the cache of newsboat', () => {
    for (const [name, text] of [
      ['config', ''],
      ['urls', pathToFileURL(file).href],
    ] as const)
      writeFileSync(path.join(folder, name), text);
    execFileSync('newsboat', ['-u', 'urls', '-c', 'cache.db', '-C', 'config', '-x', 'reload'], {
      cwd: folder,
    });
    const cache = new DatabaseSync(path.join(folder, 'cache.db'), { readOnly: true });
    const rows = cache.prepare('SELECT title FROM rss_item ORDER BY guid').all() as { title: string }[];
    cache.close();
    expect(rows.map(({ title }) => title)).toEqual(said);
  });

  test.skipIf(!hasFeedparser())('is the same text in feedparser', () => {
    const read = execFileSync(PYTHON, ['-c', FEEDPARSER, file], { maxBuffer: 64 * 1024 * 1024 });
    expect(JSON.parse(String(read))).toEqual(said);
  });
});
