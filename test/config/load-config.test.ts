import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readWords } from '../../src/config/read/read-words.ts';
import { DEFAULT_SECTIONS } from '../../src/domain/ranking/page-section.ts';
import { makeDictionary } from '../../src/domain/tag/dictionary.ts';
import { WORD_LIST_NAMES } from '../../src/domain/tag/word-lists.ts';
import { ROOT } from '../support/product.ts';
import { shippedWords } from '../support/shipped-words.ts';
import { good, withKeys } from './broken.ts';
import { configWith, load, makeFolder, makeSubfolder, problemsOf, problemsWith } from './load.ts';

describe('a config folder', () => {
  test('needs no file but sources.yaml', async () => {
    const result = await load(await makeFolder({ 'sources.yaml': good }));
    expect(result).toMatchObject({
      kind: 'loaded',
      config: {
        feed: { url: 'http://127.0.0.1:8080', authority: 'kawaraban.local,2026', entries: 200, excerpt: 280 },
        server: { host: '127.0.0.1', port: 8080 },
        fetch: { timeoutMs: 20_000, maxBytes: 10_000_000, minIntervalMs: 900_000, ports: [80, 443] },
        fold: { acrossLanguages: true, windowMs: 259_200_000, strictness: 'normal', glossary: [] },
        page: { sections: DEFAULT_SECTIONS, topScore: 20 },
        edition: { time: '07:00', days: 'business' },
        retentionMs: 7_776_000_000,
        topics: [],
        companies: [],
      },
    });
  });

  test('without sources.yaml has one problem, at its beginning', async () => {
    expect(await problemsOf(await makeFolder({}))).toEqual([
      'sources.yaml:1:1: this file is missing, but it must name the sources: write or restore it, or name its folder with --config',
    ]);
  });

  test('that does not exist has the same problem', async () => {
    expect(await problemsOf('/nowhere/at/all')).toHaveLength(1);
  });

  test('that is a file says to name the folder', async () => {
    const file = path.join(await makeFolder({ 'sources.yaml': good }), 'sources.yaml');
    const [first, ...others] = await problemsOf(file);
    expect(first).toBe(
      'kawaraban.yaml:1:1: this file cannot be read (ENOTDIR); a part of its path is a file, not a folder: name the folder of the config with --config, or put a folder in the place of that part',
    );
    expect(others).toHaveLength(7);
  });

  test('with a folder where a file should be says so', async () => {
    const folder = await makeFolder({ 'sources.yaml': good });
    await makeSubfolder(folder, 'topics.yaml');
    await symlink('folds.yaml', path.join(folder, 'folds.yaml'));
    expect(await problemsOf(folder)).toEqual([
      'topics.yaml:1:1: this file cannot be read (EISDIR); a folder is in the place of the file: move the folder away',
      'folds.yaml:1:1: this file cannot be read (ELOOP); symbolic links in its path form a loop: correct them',
    ]);
  });

  test('with many topics names some of them to a source that names none', async () => {
    const keys = Array.from({ length: 25 }, (_, n) => `topic-${n + 1}`);
    const topics = keys.map((key) => `  - { key: ${key}, label: { en: ${key}, ja: ${key} }, cues: {} }\n`);
    const files = { 'sources.yaml': withKeys('topics: [fx]'), 'topics.yaml': `topics:\n${topics.join('')}` };
    expect(await problemsWith(files)).toEqual([
      `sources.yaml:7:14: "fx" is not a topic of topics.yaml; it has ${keys.slice(0, 24).join(', ')}, …`,
    ]);
  });

  test('without topics refuses a source that names one', async () => {
    expect(await problemsWith({ 'sources.yaml': withKeys('topics: [fx]'), 'topics.yaml': '' })).toEqual([
      'sources.yaml:7:14: "fx" is not a topic of topics.yaml; no topic is there; add this one',
    ]);
  });

  test('has companies with all that their columns say, and nothing for an empty cell', async () => {
    const head = 'code,name_ja,name_en,kana,aliases,industry,until\n';
    const { companies } = await configWith({
      'companies.csv': `${head}7203,架空自動車,Kaku Motor,カクウジドウシャ, 架空 ||Kaku ,autos,\n285A,,Kaku Old,,,,2023-11\n`,
    });
    expect(companies.map(({ place: _, ...company }) => company)).toEqual([
      {
        ...{ code: '7203', nameJa: '架空自動車', nameEn: 'Kaku Motor', kana: 'カクウジドウシャ' },
        ...{ aliases: ['架空', 'Kaku'], industry: 'autos' },
      },
      { code: '285A', nameEn: 'Kaku Old', aliases: [], until: '2023-11' },
    ]);
  });

  test('tells every problem of a source at once, also what only a right source can show', async () => {
    const problems = await problemsWith({
      'sources.yaml': `sources:
  - id: Kaku News
    outlet: nowhere
    langauge: ja
    scope: japan
    endpoints: [htp://a.example/]
    timezone: JST
    topics: [nothing]
    include: [{ titel: x }]
    exclude: [{ title: '/(/' }]
  - 5
  - id: two
    outlet: nowhere
    language: ja
    scope: japan
    endpoints: [https://a.example/, https://a.example/]
`,
    });
    expect(problems.map((problem) => problem.split(' ', 1)[0])).toEqual([
      'sources.yaml:2:9:',
      'sources.yaml:3:13:',
      'sources.yaml:4:5:',
      'sources.yaml:6:17:',
      'sources.yaml:7:15:',
      'sources.yaml:8:14:',
      'sources.yaml:9:17:',
      'sources.yaml:10:24:',
      'sources.yaml:11:5:',
      'sources.yaml:13:13:',
      'sources.yaml:16:37:',
    ]);
    expect(problems.join()).not.toMatch(/stand-in/i);
  });

  test('tells of a file without a list of sources, and guesses nothing', async () => {
    const problems = await problemsWith({ 'sources.yaml': 'sources: 5\n' });
    expect(problems).toHaveLength(1);
  });

  test('tells of outlets that are wrong and of sources at once, and calls no outlet unknown that was meant', async () => {
    const problems = await problemsWith({
      'sources.yaml': `outlets:
  - { id: Kaku, name: Kaku News, priority: high }
  - { id: tate, nmae: Tate }
  - 5
outlet: []
sources:
  - { id: a, outlet: kaku, language: ja, scope: japan, endpoints: [https://a.example/], timezone: JST }
  - { id: b, outlet: tate, language: jp, scope: japan, endpoints: [https://b.example/] }
`,
    });
    expect(problems.map((problem) => problem.split(/ (?:is|means)/, 1)[0])).toEqual([
      'sources.yaml:2:11: id: "Kaku"',
      'sources.yaml:2:44: priority: "high"',
      'sources.yaml:3:17: "nmae"',
      'sources.yaml:4:5: 5',
      'sources.yaml:5:1: "outlet"',
      'sources.yaml:7:99: timezone: "JST"',
      'sources.yaml:8:38: language: "jp"',
    ]);
  });

  test('tells of an unknown outlet beside one whose name is wrong', async () => {
    const problems = await problemsWith({
      'sources.yaml': `outlets: [{ id: kaku, name: 5 }]\n${good.replace('outlet: A', 'outlet: kakku')}`,
    });
    expect(problems).toHaveLength(2);
    expect(problems[1]).toContain('"kakku" is not the id of an outlet; did you mean "kaku"?');
  });

  test('tells every problem of every file at once, file by file and line by line', async () => {
    const problems = await problemsWith({
      'kawaraban.yaml': 'retention: 1\nfeed: { entries: 0 }\n',
      'sources.yaml': withKeys(`timezone: JST\ntopics: [nothing]\nheaders: { X: "\${GONE}" }`),
      'topics.yaml':
        'topics:\n  - { key: fx, label: { en: FX, ja: 為替 }, cues: {} }\n  - { key: fx, label: { en: FX, ja: 為替 }, cues: {} }\n',
      'companies.csv': 'code,name_ja,name_en,kana,aliases,industry,until\nx,,,,,,\n',
      'glossary.csv': 'ja\n',
      'words/sport.txt': 'a|b\n\nc|d\n',
      'words/crime.txt': 'a|b\n',
    });
    expect(problems.map((problem) => problem.split(': ', 1)[0])).toEqual([
      'kawaraban.yaml:1:12',
      'kawaraban.yaml:2:18',
      'sources.yaml:7:15',
      'sources.yaml:8:14',
      'sources.yaml:9:19',
      'topics.yaml:3:12',
      'companies.csv:2:1',
      'companies.csv:2:3',
      'glossary.csv:1:1',
      'words/crime.txt:1:2',
      'words/sport.txt:1:2',
      'words/sport.txt:3:2',
    ]);
  });
});

describe('the folder words/', () => {
  test('takes the place of the lists that come with Kawaraban, file by file', async () => {
    const { words } = await configWith({
      'words/sport.txt': '\uFEFF# Sport\r\n野球 # and others\r\n\r\nWorld Cup\r\n',
      'words/clubs.txt': '# none\n',
    });
    const { words: ofTree } = await readWords(path.join(ROOT, 'config'));
    expect(words).toEqual({ ...ofTree, sport: ['野球', 'World Cup'], clubs: [] });
    expect(shippedWords.crime.length).toBeGreaterThan(50);
  });

  test('takes a list of no words for one that never matches', async () => {
    const empty = Object.fromEntries(WORD_LIST_NAMES.map((name) => [`words/${name}.txt`, '']));
    const dictionary = makeDictionary(await configWith(empty));
    expect(dictionary.boundary.standsAlone('トヨタ増産', 0, 3, false)).toBe(true);
    expect(dictionary.boundary.standsAlone('日立社長', 0, 2, false)).toBe(false);
    expect(dictionary.boundary.isAnotherFirm('三和化学', 2)).toBe(false);
    expect(dictionary.read('野球 baseball').signals.size).toBe(0);
  });

  test('has no file that is read as no list', async () => {
    expect(await problemsWith({ 'words/sports.txt': '', 'words/x.txt': '', 'words/notes.md': '' })).toEqual([
      'words/sports.txt:1:1: no list is named "sports.txt"; did you mean "sport.txt"?',
      'words/x.txt:1:1: no list is named "x.txt"; remove the file, or give it a name from docs/configuration.md',
    ]);
  });

  test('does not offer the name of a list that is there to a copy of it', async () => {
    expect(await problemsWith({ 'words/sport.txt': '', 'words/sport2.txt': '' })).toEqual([
      'words/sport2.txt:1:1: no list is named "sport2.txt"; remove the file, or give it a name from docs/configuration.md',
    ]);
  });

  test('must be a folder', async () => {
    expect(await problemsWith({ words: '' })).toEqual([
      'words:1:1: this folder cannot be read (ENOTDIR); a part of its path is a file, not a folder: name the folder of the config with --config, or put a folder in the place of that part',
    ]);
  });

  test('must hold UTF-8', async () => {
    expect(await problemsWith({ 'words/sport.txt': new Uint8Array([0x8e, 0x71, 0x0a]) })).toEqual([
      expect.stringMatching(/^words\/sport\.txt:1:1: this is not UTF-8 text/),
    ]);
  });
});

describe('the bytes of a file', () => {
  const japanese = good.replace('outlet: A', 'outlet: 日経');

  test('may begin with a byte order mark', async () => {
    expect(await problemsWith({ 'sources.yaml': `\uFEFF${good}` })).toEqual([]);
    const [problem] = await problemsWith({ 'sources.yaml': `\uFEFF${good.replace('sources', 'source')}` });
    expect(problem).toMatch(/^sources\.yaml:1:1: "/);
  });

  test('may end lines as Windows does, and columns still count', async () => {
    const text = withKeys('every: 1').replaceAll('\n', '\r\n');
    expect((await problemsWith({ 'sources.yaml': text }))[0]).toMatch(/^sources\.yaml:7:12: every/);
    const csv = 'code,name_ja,name_en,kana,aliases,industry,until\r\n7203,トヨタ自動車,,,,,\r\n';
    expect((await configWith({ 'companies.csv': csv })).companies).toEqual([
      {
        ...{ code: '7203', nameJa: 'トヨタ自動車', aliases: [] },
        place: { file: expect.stringMatching(/companies\.csv$/), line: 2, column: 1 },
      },
    ]);
  });

  // The bytes of 日経 in each encoding.
  test.each([
    ['Shift_JIS', 'looks like Shift_JIS', [0x93, 0xfa, 0x8c, 0x6f]],
    ['EUC-JP', 'looks like EUC-JP', [0xc6, 0xfc, 0xb7, 0xd0]],
  ])('in %s are refused by name, at the first wrong letter', async (_, said, name) => {
    const [before = '', after = ''] = japanese.split('日経');
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from(name), Buffer.from(after)]);
    expect(await problemsWith({ 'sources.yaml': bytes })).toEqual([
      `sources.yaml:3:13: this is not UTF-8 text but ${said}; save the file as UTF-8`,
    ]);
  });

  test.each([
    ['a letter of the file is the replacement character', '\uFEFF# \uFFFD\n# 日', [0x93, 0x0a], '2:4'],
    ['the wrong letter begins as that character does', '# ', [0xef, 0xbf, 0x0a], '1:3'],
    ['the file ends within a letter', '# ', [0xe6, 0x97], '1:3'],
  ])('are refused at the right place if %s', async (_, before, wrong, at) => {
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from(wrong)]);
    expect(await problemsWith({ 'sources.yaml': bytes })).toEqual([
      expect.stringMatching(`^sources\\.yaml:${at}: this is not UTF-8 text`),
    ]);
  });

  test('are read up to five megabytes', async () => {
    const file = (bytes: number) => ({
      'glossary.csv': '#'
        .repeat(bytes - 9)
        .concat('\nja,en\nx,y')
        .slice(0, bytes),
    });
    const says =
      'glossary.csv:1:1: this file is larger than 5 MB; shorten it, or put the right file in its place';
    expect(await problemsWith(file(5_000_001))).toEqual([says]);
    expect(await problemsWith(file(5_000_000))).not.toContain(says);
  });

  test('in UTF-16, as old Windows editors save, are refused by name, and without a mark by their zeros', async () => {
    const little = Buffer.from(`\uFEFF${japanese}`, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16()])
      expect(await problemsWith({ 'sources.yaml': bytes })).toEqual([
        'sources.yaml:1:1: this is not UTF-8 text but UTF-16; save the file as UTF-8',
      ]);
    expect(await problemsWith({ 'sources.yaml': Buffer.from('# a\nb\0') })).toEqual([
      'sources.yaml:2:2: this file is not text: a zero byte is here; save the file as UTF-8 if it is UTF-16, otherwise remove the byte',
    ]);
  });
});

describe('a source', () => {
  const sourceWith = async (lines: string, env: Readonly<Record<string, string>> = {}) => {
    const [source] = (await configWith({ 'sources.yaml': withKeys(lines) }, env)).sources;
    if (source === undefined) throw new Error('no source');
    return source;
  };

  test('has defaults for everything that is optional', async () => {
    expect(await sourceWith('')).toMatchObject({
      id: 'a',
      outlet: { name: 'A', priority: 50, paywall: false },
      endpoints: ['https://a.example/feed'],
      timezone: 'Asia/Tokyo',
      priority: 50,
      headers: {},
      republish: 'excerpt',
      aggregator: false,
      enabled: true,
    });
  });

  test('is an aggregator where it says so', async () => {
    expect(await sourceWith('aggregator: true')).toMatchObject({ aggregator: true });
  });

  test('gets its headers from the environment', async () => {
    const source = await sourceWith(`headers: { Authorization: "Bearer \${TOKEN}" }`, { TOKEN: 'x-1' });
    expect(source.headers).toEqual({ Authorization: 'Bearer x-1' });
  });

  test('that rests needs no environment', async () => {
    const source = await sourceWith(`enabled: false\nheaders: { Authorization: "\${TOKEN}" }`);
    expect(source).toMatchObject({ enabled: false, headers: {} });
  });

  test('keeps its rules as written, with their lines', async () => {
    const source = await sourceWith('exclude:\n  - title: baseball\n    category: /sports?/i');
    expect(source.exclude).toMatchObject([
      {
        conditions: [
          { field: 'title', written: 'baseball' },
          { field: 'category', written: '/sports?/i' },
        ],
        place: { line: 8, column: 9 },
      },
    ]);
    const [title, category] = source.exclude[0]?.conditions ?? [];
    expect(title?.matches('Ｂａｓｅｂａｌｌ today')).toBe(true);
    expect(category?.matches('SPORT')).toBe(true);
  });

  test.each([
    ['miss', false],
    ['smiu', true],
    ['imsu', true],
  ])('takes /a/%s for a pattern only if its four flags differ: %s', async (flags, isPattern) => {
    const source = await sourceWith(`exclude:\n  - link: /a/${flags}`);
    expect(source.exclude[0]?.conditions[0]?.matches('https://a.example/')).toBe(isPattern);
  });

  test('keeps its title rules as written, with their places', async () => {
    const { titleRules } = await sourceWith("titleRules:\n  - suffix: ' - Example'\n  - prefix: /x+/i");
    expect(titleRules.map(({ written, place: { line, column } }) => [written, line, column])).toEqual([
      ['suffix:  - Example', 8, 9],
      ['prefix: /x+/i', 9, 9],
    ]);
  });

  test.each([
    ["suffix: ' - Example'", 'Profit rises - Example', 'Profit rises'],
    ["suffix: ' - Example'", ' Profit rises - Example ', 'Profit rises'],
    ["suffix: ' - Example'", 'Example - profit rises', 'Example - profit rises'],
    ['prefix: Business ›', 'Business › Profit rises', 'Profit rises'],
    ["suffix: '例新聞 電子版'", '利益が増える　例新聞　電子版', '利益が増える'],
    ['suffix: /[（(][^（）()]+[)）]/', '利益が増える（例新聞）', '利益が増える'],
    ['suffix: /[（(][^（）()]+[)）]/', '（例）利益が増える', '（例）利益が増える'],
    [`suffix: /${'x'.repeat(1000)}/`, `Profit rises ${'x'.repeat(1000)}`, 'Profit rises'],
    ['prefix: /【.*?】/', '【速報】利益が増える【続報】', '利益が増える【続報】'],
  ])('with title rule %s makes of "%s" "%s"', async (rule, title, bare) => {
    const { titleRules } = await sourceWith(`titleRules:\n  - ${rule}`);
    expect(titleRules.reduce((text, { strip }) => strip(text), title)).toBe(bare);
  });
});

describe('an outlet', () => {
  const outlets = 'outlets:\n  - { id: nikkei, name: Nikkei, name_ja: 日本経済新聞, priority: 90 }\n';

  test.each(['nikkei', 'Nikkei', '日本経済新聞', 'NIKKEI'])('is meant by %s', async (written) => {
    const config = await configWith({
      'sources.yaml': outlets + good.replace('outlet: A', `outlet: ${written}`),
    });
    expect(config.outlets).toHaveLength(1);
    expect(config.sources[0]).toMatchObject({ outlet: { id: 'nikkei', priority: 90 }, priority: 90 });
  });

  test('has all that the list says of it', async () => {
    const list =
      'outlets: [{ id: kaku, name: Kaku, name_ja: 架空, priority: 90, home: https://kaku.example/, paywall: true }]\n';
    const config = await configWith({ 'sources.yaml': list + good.replace('outlet: A', 'outlet: kaku') });
    expect(config.outlets).toEqual([
      {
        ...{ id: 'kaku', name: 'Kaku', nameJa: '架空', priority: 90 },
        ...{ home: 'https://kaku.example/', paywall: true },
      },
    ]);
  });

  test('has the priorities of those of its sources that have one of their own, even an equal one', async () => {
    const more =
      '  - { id: b, outlet: A, language: en, scope: business, endpoints: [https://b.example/feed] }\n';
    const config = await configWith({ 'sources.yaml': withKeys('priority: 50') + more });
    expect(config.outlets).toMatchObject([{ priority: 50, sourcePriorities: { a: 50 } }]);
    expect(config.outlets[0]?.sourcePriorities).not.toHaveProperty('b');
  });

  test('that is simply a name joins the list', async () => {
    const config = await configWith({
      'sources.yaml': outlets + good.replace('outlet: A', 'outlet: The Example Times'),
    });
    expect(config.outlets.map(({ id }) => id)).toEqual(['nikkei', 'the-example-times']);
  });
});

describe('what a message never holds', () => {
  test('is a value from the environment or of a header', async () => {
    const text = withKeys(
      `headers:\n  A: "hunter2\${GONE}"\n  B: "\${BAD}"\n  C: 123456789\n  D: [hunter2]\n  X Y: hunter2`,
    );
    const said = (await problemsWith({ 'sources.yaml': text }, { BAD: 'hunter2\n' })).join('\n');
    expect(said).not.toMatch(/hunter2|123456789/);
  });
});
