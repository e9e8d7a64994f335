import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Bars } from '../../parts/charts/bars.tsx';
import { Chart, type Series } from '../../parts/charts/chart.tsx';
import { dayInWords } from '../../parts/time.tsx';
import { daysAfter, weekOf } from './days.ts';
import { words } from './words.ts';

const series: readonly Series[] = [{ name: words.notices, tone: 'a' }];
const weeks = 13;

/** Notices whose wait ends in the next ninety days, by week. */
export const Waits = ({ today }: { readonly today: string }) => {
  const answer = useAnswer('notices.waits', { from: today, until: daysAfter(today, weeks * 7) });
  return (
    <Answered of={answer}>
      {({ items }) => {
        const all = items.reduce((sum, { notices }) => sum + notices, 0);
        const places = Array.from({ length: weeks + 1 }, (_, n) => daysAfter(weekOf(today), n * 7)).map((week) => ({
          name: week.slice(5),
          values: [
            items.filter(({ clearsOn }) => weekOf(clearsOn) === week).reduce((sum, one) => sum + one.notices, 0),
          ],
        }));
        return (
          <Chart
            title={words.waits}
            says={words.waitsSays(all.toLocaleString('en-US'), dayInWords(items[0]?.clearsOn ?? today))}
            series={series}
            head={[words.clearsOn, words.notices, words.sentOn, words.method, words.waitDays]}
            rows={items.map(({ clearsOn, sentOn, method, waitDays, notices }) => ({
              id: `${clearsOn} ${sentOn} ${method} ${waitDays}`,
              cells: [clearsOn, notices, sentOn, method, waitDays],
            }))}
            empty={words.waitsNone}
          >
            <Bars series={series} places={places} limit={null} whole />
          </Chart>
        );
      }}
    </Answered>
  );
};
