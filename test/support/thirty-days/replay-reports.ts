import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../../src/domain/source/source.ts';
import { ROOT } from '../product.ts';
import type { Report, WorldSettings } from './world.ts';

const FOLDER = path.join(ROOT, '../shared/feeds');
const FILES = ['replay-ja-business.jsonl', 'replay-ja-general.jsonl', 'replay-en-general.jsonl'];

type Line = {
  readonly title: string;
  readonly summary?: string;
  readonly outlet?: string;
  readonly source?: string;
};

/** Distributes real headlines among `sources` sources. The headlines of an outlet stay together, in their order. */
export const replayReports = (sources: number): WorldSettings['reports'] => {
  const dealt = Array.from({ length: sources }, () => ({
    language: 'ja' as Language,
    reports: [] as Report[],
  }));
  for (const [index, file] of FILES.entries()) {
    const lines = readFileSync(path.join(FOLDER, file), 'utf8').trim().split('\n');
    const hands = dealt.filter((_, hand) => hand % FILES.length === index);
    for (const hand of hands) hand.language = file.includes('-en-') ? 'en' : 'ja';
    const outlets = new Map<string, number>();
    for (const line of lines) {
      const { outlet, source = '', title, summary = '' } = JSON.parse(line) as Line;
      const name = outlet ?? source;
      const hand = outlets.get(name) ?? outlets.size % hands.length;
      outlets.set(name, hand);
      hands[hand]?.reports.push({ title, summary });
    }
  }
  return dealt;
};
