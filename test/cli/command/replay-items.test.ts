import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, install, kawaraban, ROOT, sourcesYaml } from '../../support/product.ts';
import { kawarabanHere } from '../../support/run-here.ts';

const ONE = { id: 'one', url: 'http://127.0.0.1:9/feed' };

let at: Installation;
beforeAll(async () => {
  at = await install([ONE]);
});
afterAll(() => at.remove());

const fileOf = async (lines: readonly (object | string)[]): Promise<string> => {
  const file = path.join(at.folder, 'items.jsonl');
  await writeFile(
    file,
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  );
  return file;
};

const replay = async (lines: readonly object[]) => {
  const { status, out } = await kawarabanHere(at, 'replay', '--json', '--items', await fileOf(lines));
  expect(status).toBe(0);
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
};

describe('replay of a file of items', () => {
  test('tells of each item its story, its lead, its tags and whether it is relevant', async () => {
    const items = await replay([
      {
        id: 'a',
        title: 'トヨタ自動車、電池の新工場を建設',
        outlet: 'Outlet one',
        firstSeenAt: '2026-11-24T09:00:00+09:00',
      },
      {
        id: 'b',
        title: 'トヨタ自動車、電池の新工場を建設',
        outlet: 'Outlet two',
        firstSeenAt: '2026-11-24T09:30:00+09:00',
      },
      { id: 'c', title: '高校野球、決勝は雨で順延', firstSeenAt: '2026-11-24T09:30:00+09:00' },
    ]);
    expect(items).toMatchObject([
      { id: 'a', story: 'a', lead: 'a', companies: ['7203'], topics: ['autos'], relevant: true },
      { id: 'b', story: 'a', lead: 'a', companies: ['7203'], relevant: true },
      { id: 'c', story: 'c', lead: 'c', companies: [], topics: [], relevant: false },
    ]);
    expect(items[0].relevance).toBe(items[1].relevance);
    expect(items[0].reasons.join()).toMatch(/company: 7203 \(\+/);
    expect(items[2].reasons.join()).toMatch(/sport: 高校野球, 決勝 \(−/);
  });

  test('prints of each item what was decided, its tags and its story', async () => {
    const firstSeenAt = '2026-11-24T09:00:00+09:00';
    const file = await fileOf([
      { id: 'a', title: 'トヨタ自動車、電池の新工場を建設', firstSeenAt },
      { id: 'c', title: '高校野球、決勝は雨で順延', firstSeenAt },
    ]);
    const { out } = await kawarabanHere(at, 'replay', '--items', file);
    const [kept = '', dropped = ''] = out.split(/^(?=[ac] )/m);
    expect(kept).toMatch(/^a トヨタ自動車、電池の新工場を建設\n {4}kept \(\d\.\d\d\): .+; /);
    expect(kept).toContain('\n    tags: 7203, autos\n    story: a\n');
    expect(dropped).toMatch(/^c 高校野球、決勝は雨で順延\n {4}dropped \(0\.\d\d\): /);
    expect(dropped).toContain('\n    tags: none\n    story: c');
  });

  test('says story and lead as they stand when all have come', async () => {
    await writeFile(
      path.join(at.config, 'sources.yaml'),
      `outlets:\n  - { id: heavy, name: Outlet Heavy, priority: 90 }\n${sourcesYaml([ONE])}`,
    );
    const title = '架空電機、半導体事業を売却へ';
    const items = await replay([
      { id: 'a', title, outlet: 'Outlet Light', firstSeenAt: '2026-11-24T09:00:00+09:00' },
      { id: 'b', title, outlet: 'Outlet Heavy', firstSeenAt: '2026-11-24T10:00:00+09:00' },
    ]);
    expect(items).toMatchObject([
      { id: 'a', story: 'a', lead: 'b' },
      { id: 'b', story: 'a', lead: 'b' },
    ]);
    const { out } = await kawarabanHere(at, 'replay', '--items', path.join(at.folder, 'items.jsonl'));
    expect(out.split('\n').filter((line) => line.startsWith('    led by '))).toEqual([
      `    led by b ${title}`,
    ]);
    await writeFile(path.join(at.config, 'sources.yaml'), sourcesYaml([ONE]));
  });

  test('takes an address that comes again at the same outlet for the same item, whose title it corrects', async () => {
    const items = await replay([
      { id: 'a', title: '架空電機が決算を発表', outlet: 'Kaku', url: 'https://kaku.example/a?utm_source=x' },
      { id: 'b', title: 'トヨタ自動車が決算を発表', outlet: 'Kaku', url: 'https://www.kaku.example/a' },
    ]);
    expect(items).toMatchObject([
      { id: 'a', story: 'a', lead: 'a', companies: ['7203'] },
      { id: 'b', story: 'a', lead: 'a', companies: ['7203'] },
    ]);
  });

  test('scores the items against labels, and prints those judged otherwise', async () => {
    const labels = path.join(at.folder, 'labels.json');
    const items = await fileOf([
      { id: 'a', title: 'トヨタ自動車、電池の新工場を建設' },
      { id: 'b', title: '高校野球、決勝は雨で順延' },
      { id: 'c', title: '高校野球、準決勝は晴れ' },
      { id: 'd', title: '大相撲、初日に満員御礼' },
      { id: 'e', title: 'トヨタ自動車、電池の新製品を発売' },
      { id: 'f', title: '大相撲、千秋楽に満員御礼' },
    ]);
    await writeFile(
      labels,
      JSON.stringify({
        a: { relevant: true, companies: ['7203'] },
        b: { relevant: true, companies: ['7203'] },
        c: { relevant: false, companies: [] },
        d: { relevant: true, unsure: true },
        e: { unsure: true, companies: [] },
      }),
    );
    const { status, out } = await kawarabanHere(at, 'replay', '--items', items, '--labels', labels);
    expect(status).toBe(0);
    expect(out).not.toMatch(/^[acd] /m);
    expect(out).not.toMatch(/^f /m);
    expect(out).toMatch(/^b 高校野球、決勝は雨で順延\n[\s\S]*\n {4}label: dropped, but relevant; .*7203.*$/m);
    const total = out.slice(out.indexOf('Labelled: '));
    expect(total.split('\n')).toEqual([
      'Labelled: 5 of 6 items.',
      'relevance: precision 1.000, recall 0.500 (1 right, 0 wrong, 1 missed)',
      'companies: precision 0.500, recall 0.500 (1 right, 1 wrong, 1 missed)',
      expect.stringMatching(/^topics: nothing to score, because neither labels nor labelled items have any$/),
      ...total.split('\n').slice(4),
    ]);
    const json = await kawarabanHere(at, 'replay', '--items', items, '--labels', labels, '--json');
    expect(JSON.parse(json.out.trim().split('\n').at(-1) ?? '')).toMatchObject({
      scores: { labelled: 5, relevance: { precision: 1, recall: 0.5 } },
    });
  });

  test('names the labels whose id no item has', async () => {
    const labels = path.join(at.folder, 'labels.json');
    const items = await fileOf([{ id: 'a', title: '架空電機' }]);
    const errOf = async (...ids: readonly string[]): Promise<string> => {
      await writeFile(labels, JSON.stringify(Object.fromEntries(ids.map((id) => [id, { relevant: true }]))));
      return (await kawarabanHere(at, 'replay', '--items', items, '--labels', labels)).err;
    };
    expect(await errOf('a')).toBe('');
    expect(await errOf('a', 'b')).toBe('1 label not used, because no item has the id: "b".\n');
    const many = Array.from({ length: 22 }, (_, n) => `b${n}`);
    expect(await errOf(...many)).toMatch(
      /^22 labels not used, because no item has the id: "b0", .*"b19" and 2 more ids\.\n$/,
    );
  });

  test('says what is wrong with labels, and that they need items', async () => {
    const labels = path.join(at.folder, 'labels.json');
    const items = await fileOf([{ id: 'a', title: '架空電機' }]);
    await writeFile(labels, '{"a": {"relevant": "yes"}}');
    expect(await kawarabanHere(at, 'replay', '--items', items, '--labels', labels)).toMatchObject({
      status: 1,
      err: expect.stringMatching(
        /^\S+labels\.json was not used: .*the label of a has a "relevant" that is neither true nor false.*\.\n$/,
      ),
    });
    expect((await kawarabanHere(at, 'replay', '--labels', labels)).status).toBe(2);
  });

  test('needs no more than an id and a title, and passes what little speaks against in a business source', async () => {
    expect(await replay([{ id: 'a', title: 'Rain in Kyoto', scope: 'business' }])).toMatchObject([
      { id: 'a', story: 'a', relevant: true },
    ]);
  });

  test('leaves the store as it was: absent', async () => {
    await replay([{ id: 'a', title: 'Rain in Kyoto' }]);
    expect(existsSync(at.data)).toBe(false);
  });

  test('names the first twenty wrong lines of a file of another kind, and counts the others', async () => {
    const file = await fileOf(Array.from({ length: 22 }, () => '{'));
    const lines = (await kawarabanHere(at, 'replay', '--items', file)).err.trim().split('\n');
    expect(lines.slice(19)).toEqual([
      `${file}:20: it is not a JSON object; write one object a line, with "id" and "title".`,
      `${file} has 2 more problems.`,
    ]);
  });

  test('names every wrong line by its number, and runs nothing', async () => {
    const file = await fileOf([
      { id: 'a', title: 'Fine' },
      '{',
      { id: 'b' },
      { id: 'a', title: 'Again' },
      { id: 'c', title: 'C', firstSeenAt: 'yesterday' },
      { id: 'd', title: 'D', scope: 'all' },
    ]);
    const { status, out, err } = await kawarabanHere(at, 'replay', '--items', file);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err.trim().split('\n')).toEqual([
      `${file}:2: it is not a JSON object; write one object a line, with "id" and "title".`,
      `${file}:3: "title" is missing, empty or not a text; write one.`,
      `${file}:4: another line has the same id, a; give each item its own.`,
      `${file}:5: "firstSeenAt" is "yesterday"; write a date such as "2026-11-24T09:00:00+09:00".`,
      `${file}:6: "scope" is "all"; write "business", "japan" or "general".`,
    ]);
  });

  test.each([
    ['--labels', 'was not used: '],
    ['--parameters', 'contains no parameters of folding: '],
  ])('names the standard input by words, as %s', async (flag, problem) => {
    const file = await fileOf([{ id: 'a', title: '架空電機' }]);
    // The standard input is empty.
    const { status, err } = await kawaraban(at, 'replay', '--items', file, flag, '-');
    expect({ status, err }).toEqual({
      status: 1,
      err: expect.stringMatching(`^The standard input ${problem}`),
    });
  });

  test('puts other parameters in force, and refuses a file that holds none', async () => {
    const shipped = JSON.parse(await readFile(path.join(ROOT, 'src/domain/folding/parameters.json'), 'utf8'));
    const never = { normal: 2, careful: 2 };
    const parameters = path.join(at.folder, 'parameters.json');
    await writeFile(
      parameters,
      JSON.stringify({ ...shipped, thresholds: { japanese: never, english: never, bilingual: never } }),
    );
    const file = await fileOf([
      {
        id: 'a',
        title: '架空電機、仮想商事を買収へ　500億円で',
        outlet: 'A',
        firstSeenAt: '2026-11-24T09:00Z',
      },
      { id: 'b', title: '架空電機が仮想商事を500億円で買収', outlet: 'B', firstSeenAt: '2026-11-24T09:10Z' },
    ]);
    const stories = async (...words: string[]) =>
      (await kawarabanHere(at, 'replay', '--items', file, '--json', ...words)).out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).story);
    expect(await stories()).toEqual(['a', 'a']);
    expect(await stories('--parameters', parameters)).toEqual(['a', 'b']);
    await writeFile(parameters, '{}');
    const wrong = await kawarabanHere(at, 'replay', '--items', file, '--parameters', parameters);
    expect(wrong).toEqual({
      status: 1,
      out: '',
      err: expect.stringMatching(
        /^\S+parameters\.json contains no parameters of folding: .*it lacks background\.titles.*\.\n$/,
      ),
    });
    const missing = await kawarabanHere(at, 'replay', '--items', `${file}.gone`);
    expect(missing).toEqual({
      status: 1,
      out: '',
      err: `The file ${file}.gone does not exist. Name another file.\n`,
    });
  });
});
