import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Bars } from '../../parts/charts/bars.tsx';
import { Chart, type Series } from '../../parts/charts/chart.tsx';
import { type Due, stateOf } from '../today/clocks.ts';
import { daysAfter, weekOf } from './days.ts';
import { words } from './words.ts';

const series: readonly Series[] = [
  { name: words.late, tone: 'c' },
  { name: words.due, tone: 'a' },
  { name: words.held, tone: 'd' },
];
const weeks = 12;

const placesOf = (items: readonly Due[], today: string) => {
  const of = (some: readonly Due[]): readonly number[] => [
    some.filter(({ state }) => state === 'late').length,
    some.filter(({ state }) => ['today', 'this-week', 'later'].includes(state)).length,
    some.filter(({ state }) => state === 'held' || state === 'free').length,
  ];
  const first = weekOf(today);
  const ahead = Array.from({ length: weeks }, (_, n) => daysAfter(first, n * 7));
  return [
    { name: words.late, values: of(items.filter(({ dueOn }) => dueOn < first)) },
    ...ahead.map((week) => ({
      name: week.slice(5),
      values: of(items.filter(({ dueOn }) => weekOf(dueOn) === week)),
    })),
  ];
};

/** Everything with a date, by week: what is late stands before the first. */
export const Clocks = ({ today }: { readonly today: string }) => {
  const answer = useAnswer('clocks.list', {});
  return (
    <Answered of={answer}>
      {({ items }) => (
        <Chart
          title={words.clocks}
          says={words.clocksSays(
            items.filter(({ state }) => state === 'late').length,
            items.filter(({ daysLeft }) => daysLeft >= 0 && daysLeft < weeks * 7).length,
          )}
          series={series}
          head={[words.on, words.what, words.state]}
          rows={items.map((due) => ({ id: due.key, cells: [due.dueOn, due.what, stateOf(due).words] }))}
          empty={words.clocksNone}
        >
          <Bars series={series} places={placesOf(items, today)} limit={null} whole />
        </Chart>
      )}
    </Answered>
  );
};
