import { setTimeout as rest } from 'node:timers/promises';
import { bounded } from '../../domain/bounded.ts';
import type { Resource } from '../../serve/ports.ts';
import { busy } from '../busy.ts';
import { file, STATIC_FILES } from '../page/static-files.ts';
import { createDrawer, type Drawn } from './draw-png.ts';

const CARDS_KEPT = 40;

/** Maximum number of cards that wait or are being drawn; a further request gets 503, unless its card is cached. */
const MAX_WAITING = 16;

/** Maximum share of time spent on drawing cards, even if a crawler asks for every card. */
const DRAWING_SHARE = 0.2;

/** Time for which clients may cache a card, in seconds. */
const DAY_SECONDS = 86_400;

const BUSY = busy('cards are waiting to be drawn');

/**
 * Resolves to the image of the card `key`; to the site's icon if the image library or a font is missing; to 503 if too
 * many cards wait. Calls `svgOf` only for a card that is not cached. Rejects if the drawing fails.
 */
export type Cards = (key: string, svgOf: () => string) => Promise<Resource>;

type CardsSetup = {
  /** Returns monotonic time in milliseconds. */
  readonly nowMs?: () => number;
  readonly draw?: (svg: string) => Promise<Drawn>;
};

/**
 * Makes a function that draws cards one after another, with a pause after each card, and caches the last `CARDS_KEPT`
 * cards.
 */
export const createCards = ({
  nowMs = () => performance.now(),
  draw = createDrawer(),
}: CardsSetup = {}): Cards => {
  const kept = bounded<string, Promise<Resource>>(CARDS_KEPT);
  let waiting = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const drawInTurn = (svgOf: () => string): Promise<Resource> => {
    let restMs = 0;
    waiting += 1;
    const card = turn.then(async () => {
      const startedMs = nowMs();
      try {
        return cardOf(await draw(svgOf()));
      } finally {
        waiting -= 1;
        restMs = ((nowMs() - startedMs) * (1 - DRAWING_SHARE)) / DRAWING_SHARE;
      }
    });
    const over = (): Promise<void> => rest(restMs, undefined, { ref: false });
    turn = card.then(over, over);
    return card;
  };

  return (key, svgOf) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (waiting >= MAX_WAITING) return Promise.resolve(BUSY);
    const card = drawInTurn(svgOf);
    kept.set(key, card);
    card.catch(() => kept.delete(key));
    return card;
  };
};

const cardOf = (drawn: Drawn): Resource =>
  drawn.kind === 'png' ? file('image/png', drawn.bytes, DAY_SECONDS) : ICON;

/** Time for which clients may cache the icon that replaces a card, in seconds. */
const HOUR_SECONDS = 3600;

const ICON = file('image/png', STATIC_FILES.get('/icon-large.png')?.body ?? '', HOUR_SECONDS);
