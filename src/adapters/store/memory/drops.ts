import { roomFor } from './growing.ts';
import { createPlaces, type Place } from './places.ts';

/** Gives each item that was turned away a number, and remembers when that was and where its text stands. */
export type Drops = {
  /** `at` in microseconds. Numbers of forgotten drops are given again. */
  readonly add: (at: number, place: Place) => number;
  readonly timeOf: (d: number) => number;
  readonly placeOf: (d: number) => Place | undefined;
  readonly setPlace: (d: number, place: Place) => void;
  /** The numbers of the newest, newest first. */
  readonly newest: (limit: number) => readonly number[];
  /** Forgets those older than the moment. */
  readonly forget: (moment: number) => void;
};

/** The time of a number that is free: nothing older than for ever is forgotten twice. */
const FREE = Number.POSITIVE_INFINITY;

export const createDrops = (): Drops => {
  const places = createPlaces();
  const free: number[] = [];
  let times: Float64Array = new Float64Array(0);
  let end = 0;
  const setPlace = (d: number, { file, offset, length }: Place): void => places.set(d, file, offset, length);
  return {
    add: (at, place) => {
      const d = free.pop() ?? end++;
      times = roomFor(times, d + 1);
      times[d] = at;
      setPlace(d, place);
      return d;
    },
    timeOf: (d) => times[d] ?? 0,
    placeOf: places.get,
    setPlace,
    newest: (limit) =>
      Array.from(times.subarray(0, end), (at, d) => ({ at, d }))
        .filter(({ at }) => at !== FREE)
        .toSorted((a, b) => b.at - a.at)
        .slice(0, limit)
        .map(({ d }) => d),
    forget: (moment) => {
      for (let d = 0; d < end; d += 1) {
        if ((times[d] ?? 0) >= moment) continue;
        times[d] = FREE;
        free.push(d);
      }
    },
  };
};
