import { setTimeout as rest } from 'node:timers/promises';
import { bounded } from '../../domain/bounded.ts';
import type { Resource } from '../../serve/ports.ts';
import { busy, createLane } from '../in-turns.ts';
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
  let restMs = 0;
  const lane = createLane(MAX_WAITING, () => rest(restMs, undefined, { ref: false }));
  const drawCard = async (svgOf: () => string): Promise<Resource> => {
    const startedMs = nowMs();
    try {
      return cardOf(await draw(svgOf()));
    } finally {
      restMs = ((nowMs() - startedMs) * (1 - DRAWING_SHARE)) / DRAWING_SHARE;
    }
  };

  return (key, svgOf) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (lane.isFull()) return Promise.resolve(BUSY);
    const card = lane.run(() => drawCard(svgOf));
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
