import { type Html, html } from './html.ts';

type BarChart = {
  /** Description of the bars for people who do not see them: "Articles a day, 30 days up to today". */
  readonly about: string;
  readonly counts: readonly number[];
  /** Width of a bar with its gap, in units of the drawing. The page may scale the drawing. */
  readonly barWidth: number;
  readonly height: number;
};

const GAP = 1;

/** Minimum height of a bar, in units of the drawing: a count of 0 is a line. */
const LEAST_HEIGHT = 0.6;

/** Returns bars as SVG. Its title has every number, for people who do not see the bars. */
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
