import { type Html, html } from './html.ts';

export type BarChart = {
  /** What the bars are, for those who do not see them: "Articles a day, 30 days up to today". */
  readonly about: string;
  readonly counts: readonly number[];
  /** Width of a bar with its gap, in units of the drawing; the page may show it larger or smaller. */
  readonly barWidth: number;
  readonly height: number;
};

/** Gap between two bars, in units of the drawing. */
const GAP = 1;

/** Height of the bar for a count of 0, in units of the drawing: a line that shows the day's place. */
const LEAST_HEIGHT = 0.6;

/** Bars as one SVG path; the title says what they are and every number, for those who cannot see them. */
export const barChart = ({ about, counts, barWidth, height }: BarChart): Html => {
  const most = Math.max(1, ...counts);
  const width = counts.length * barWidth;
  const bars = counts.map((count, index) => {
    const barHeight = Math.max(LEAST_HEIGHT, round((count / most) * height));
    return `M${index * barWidth} ${height}v${-barHeight}h${barWidth - GAP}v${barHeight}z`;
  });
  const size = html`viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  return html`<svg class="chart" ${size} preserveAspectRatio="none" role="img"><title>${about}: ${counts.join(', ')}</title><path d="${bars.join('')}"/></svg>`;
};

const round = (value: number): number => Math.round(value * 10) / 10;
