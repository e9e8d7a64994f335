import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Bars } from '../../parts/charts/bars.tsx';
import { Chart, type Series } from '../../parts/charts/chart.tsx';
import { monthsBefore } from './days.ts';
import { words } from './words.ts';

const series: readonly Series[] = [
  { name: words.approved, tone: 'b' },
  { name: words.refused, tone: 'c' },
  { name: words.bounced, tone: 'd' },
];

/** months before this one: fourteen months and the days of one more */
const spanned = 14;

const months = new Intl.DateTimeFormat('en-US', { month: 'short', year: '2-digit', timeZone: 'UTC' });
const monthOf = (on: string): string => months.format(new Date(`${on}T00:00:00Z`));

/** What customers said to their notices, by month. */
export const Approvals = ({ today }: { readonly today: string }) => {
  const answer = useAnswer('approvals.series', { from: monthsBefore(today, spanned), until: today, by: 'month' });
  return (
    <Answered of={answer}>
      {({ items }) => {
        const sum = (of: 'approved' | 'refused' | 'notices'): number => items.reduce((all, one) => all + one[of], 0);
        return (
          <Chart
            title={words.approvals}
            says={words.approvalsSays(sum('refused'), sum('approved'), sum('notices'))}
            series={series}
            head={[words.month, words.notices, words.approved, words.refused, words.bounced]}
            rows={items.map(({ on, notices, approved, refused, bounced }) => ({
              id: on,
              cells: [monthOf(on), notices, approved, refused, bounced],
            }))}
            empty={words.approvalsNone}
          >
            <Bars
              series={series}
              places={Array.from({ length: spanned + 1 }, (_, n) => {
                const on = monthsBefore(today, spanned - n);
                const of = items.find((one) => one.on === on);
                return { name: monthOf(on), values: [of?.approved ?? 0, of?.refused ?? 0, of?.bounced ?? 0] };
              })}
              limit={null}
              whole
            />
          </Chart>
        );
      }}
    </Answered>
  );
};
