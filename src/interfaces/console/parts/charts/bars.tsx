import type { Series } from './chart.tsx';
import { named, ticksTo } from './scale.ts';

/** One place along the axis: its name, and a value for each series, drawn one on top of the other. */
export type Place = { readonly name: string; readonly values: readonly number[] };

/** A limit drawn across, with what it is in words. */
export type Limit = { readonly at: number; readonly says: string };

type Props = {
  readonly series: readonly Series[];
  readonly places: readonly Place[];
  readonly limit: Limit | null;
  readonly whole: boolean;
};

const frame = { width: 720, height: 220, left: 52, right: 8, top: 12, bottom: 24 } as const;
const inner = { width: frame.width - frame.left - frame.right, height: frame.height - frame.top - frame.bottom };

const figures = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

const Axis = ({ ticks, y }: { readonly ticks: readonly number[]; readonly y: (value: number) => number }) => (
  <>
    {ticks.map((tick) => (
      <g key={tick}>
        <line className="chart-line" x1={frame.left} x2={frame.width - frame.right} y1={y(tick)} y2={y(tick)} />
        <text className="chart-word" x={frame.left - 6} y={y(tick) + 4} textAnchor="end">
          {figures.format(tick)}
        </text>
      </g>
    ))}
  </>
);

type StackProps = {
  readonly place: Place;
  readonly series: readonly Series[];
  readonly x: number;
  readonly width: number;
  readonly y: (value: number) => number;
};

const Stack = ({ place, series, x, width, y }: StackProps) => (
  <g>
    <title>
      {place.name}: {series.map(({ name }, n) => `${name} ${figures.format(place.values[n] ?? 0)}`).join(', ')}
    </title>
    {place.values.map((value, n) => {
      const below = place.values.slice(0, n).reduce((sum, one) => sum + one, 0);
      const one = series[n];
      if (one === undefined || value <= 0) return null;
      return (
        <rect
          key={one.name}
          className={`tone-${one.tone}`}
          x={x}
          width={width}
          y={y(below + value)}
          height={y(below) - y(below + value)}
        />
      );
    })}
  </g>
);

/** Bars over a row of places, the series stacked; a limit as a line across. */
export const Bars = ({ series, places, limit, whole }: Props) => {
  const most = Math.max(limit?.at ?? 0, ...places.map(({ values }) => values.reduce((sum, one) => sum + one, 0)));
  const ticks = ticksTo(most, whole);
  const top = ticks.at(-1) ?? 1;
  const y = (value: number): number => frame.top + inner.height * (1 - value / top);
  const step = inner.width / places.length;
  const isNamed = named(places.length, 9);
  return (
    <svg viewBox={`0 0 ${frame.width} ${frame.height}`} className="chart-drawing" aria-hidden="true">
      <Axis ticks={ticks} y={y} />
      {places.map((place, n) => {
        const x = frame.left + n * step;
        return (
          <g key={place.name}>
            <Stack place={place} series={series} x={x + step * 0.12} width={Math.max(step * 0.76, 0.5)} y={y} />
            {isNamed(n) ? (
              <text className="chart-word" x={x + step / 2} y={frame.height - 6} textAnchor="middle">
                {place.name}
              </text>
            ) : null}
          </g>
        );
      })}
      {limit === null ? null : (
        <g>
          <line
            className="chart-limit"
            x1={frame.left}
            x2={frame.width - frame.right}
            y1={y(limit.at)}
            y2={y(limit.at)}
          />
          <text className="chart-limit-word" x={frame.width - frame.right} y={y(limit.at) - 5} textAnchor="end">
            {limit.says}
          </text>
        </g>
      )}
    </svg>
  );
};
