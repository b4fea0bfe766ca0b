import { readFileSync } from 'node:fs';
import { jstDay } from '../../domain/clock/jst-day.ts';
import type { FeedSettings } from '../../domain/config.ts';
import { breakTitle, cutToEms, widthInEms } from '../../domain/entry/break-title.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import { escapeXml } from '../clean-text.ts';
import { longDate } from '../page/part/show-time.ts';

/** The size of a card in pixels, as Facebook advises for large previews. */
export const CARD_SIZE = { width: 1200, height: 630 };

/** The colours of the pages' light theme. */
const [PAPER, INK, SOFT, RULE, SEAL] = ['#fbf9f4', '#1d1b18', '#625d55', '#d9d3c6', '#ab2c1a'];

const MARGIN = 76;
const TEXT_WIDTH = CARD_SIZE.width - 2 * MARGIN;

/** Font sizes of the headline in pixels. The first size at which the headline fits is used. */
const TITLE_SIZES = [80, 70, 62, 54, 46];
const LINE_HEIGHT = 1.34;

/** Emoji of a headline are left out, because a server without a font for them would draw boxes. */
const EMOJI = /\p{Emoji_Presentation}/gu;

/** Top of the area of the headline, in pixels. */
const TITLE_TOP = 168;
/** Height of the area of the headline, in pixels. */
const TITLE_HEIGHT = 342;
const MAX_LINES = 4;

const FONTS =
  "'Noto Serif CJK JP','Noto Serif JP','Source Han Serif JP','IPAexMincho','Noto Sans CJK JP',serif";

/** The site's icon as an image, so that its kanji needs no font. */
const ICON = readFileSync(new URL('../page/file/icon-large.png', import.meta.url)).toString('base64');

export const cardSvg = (
  { title, language, outlet, reportedAt }: Pick<Entry, 'title' | 'language' | 'outlet' | 'reportedAt'>,
  settings: Pick<FeedSettings, 'title'>,
): string => {
  const { width, height } = CARD_SIZE;
  const { size, lines } = fitTitle(title.replace(EMOJI, ''));
  const blockTop = TITLE_TOP + (TITLE_HEIGHT - lines.length * size * LINE_HEIGHT) / 2;
  const text = (y: number, pixels: number, shown: string, rest = ''): string =>
    `<text x="${MARGIN}" y="${Math.round(y)}" font-size="${pixels}" ${rest}>${shown}</text>`;
  const bold = `fill="${INK}" font-weight="700"`;
  const headline = lines.map((line, n) =>
    text(blockTop + (n + 0.78) * size * LINE_HEIGHT, size, escapeXml(line.trim()), bold),
  );
  const name = escapeXml(cutToEms(outlet.name, OUTLET_EMS));
  const date = escapeXml(longDate(jstDay(reportedAt), language));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" xml:lang="${language}" font-family="${FONTS}">
<rect width="${width}" height="${height}" fill="${PAPER}"/>
<clipPath id="seal"><rect x="${MARGIN}" y="56" width="60" height="60" rx="9"/></clipPath>
<image x="${MARGIN}" y="56" width="60" height="60" clip-path="url(#seal)" href="data:image/png;base64,${ICON}"/>
<text x="${MARGIN + 80}" y="100" font-size="38" font-weight="700" fill="${INK}">${escapeXml(cutToEms(settings.title, SITE_EMS))}</text>
<path d="M${MARGIN} 143.5H${width - MARGIN}M${MARGIN} 149.5H${width - MARGIN}" stroke="${INK}" stroke-width="2"/>
${headline.join('\n')}
<path d="M${MARGIN} 532H${width - MARGIN}" stroke="${RULE}" stroke-width="2"/>
${text(582, 32, `<tspan fill="${SEAL}" font-weight="700">${name}</tspan><tspan dx="22" fill="${SOFT}">${date}</tspan>`)}
</svg>`;
};

/** Maximum width of the site's title, in ems. */
const SITE_EMS = (TEXT_WIDTH - 80) / 38;
/** Maximum width of an outlet's name, in ems. */
const OUTLET_EMS = (TEXT_WIDTH - 480) / 32;

/**
 * Breaks a headline into lines at the largest size that fits. If no size fits, truncates the headline at the
 * smallest size.
 */
const fitTitle = (title: string): { readonly size: number; readonly lines: readonly string[] } => {
  let fitted: { size: number; lines: readonly string[] } = { size: 0, lines: [] };
  for (const size of TITLE_SIZES) {
    const ems = TEXT_WIDTH / size;
    const room = Math.min(MAX_LINES, Math.floor(TITLE_HEIGHT / (size * LINE_HEIGHT)));
    // A headline that is too long for this size need not be broken into lines.
    if (widthInEms(title) > room * ems && size !== TITLE_SIZES.at(-1)) continue;
    const lines = breakTitle(title, ems);
    if (lines.length <= room) return { size, lines };
    fitted = { size, lines: [...lines.slice(0, room - 1), cutToEms(lines.slice(room - 1).join(''), ems)] };
  }
  return fitted;
};
