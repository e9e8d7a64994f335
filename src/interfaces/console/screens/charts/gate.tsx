import { useQuery } from '@tanstack/react-query';
import { client } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Bars } from '../../parts/charts/bars.tsx';
import { Chart, type Series } from '../../parts/charts/chart.tsx';
import { useSession } from '../../session/session.ts';
import { words } from './words.ts';

const series: readonly Series[] = [
  { name: words.carried, tone: 'b' },
  { name: words.refused, tone: 'c' },
];
const hour = 3_600_000;

// the minutes move on: each look asks for the hour before it, by the clock of the calls
const read = () => {
  const until = new Date();
  const from = new Date(Math.floor((until.getTime() - hour) / 60_000) * 60_000);
  return client.call('gate.series', { from: from.toISOString(), until: until.toISOString(), by: 'minute' }, '');
};

/** The past hour of the gate by minute, read anew while it is looked at. */
export const Gate = () => {
  const { zone } = useSession().carrier;
  const answer = useQuery({ queryKey: ['gate.series', 'live'], queryFn: read, refetchInterval: 10_000 });
  const clock = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone: zone });
  return (
    <Answered of={answer}>
      {({ items, refusals }) => {
        const sum = (of: 'calls' | 'refused'): string =>
          items.reduce((all, one) => all + one[of], 0).toLocaleString('en-US');
        return (
          <Chart
            title={words.gate}
            says={words.gateSays(sum('calls'), sum('refused'), refusals[0]?.code ?? '')}
            series={series}
            head={[words.minute, words.carried, words.refused, 'A', 'B', 'C', words.unsigned, words.emergency]}
            rows={items.map(({ at, calls, refused, signedA, signedB, signedC, unsigned, emergency }) => ({
              id: at,
              cells: [
                clock.format(new Date(at)),
                calls - refused,
                refused,
                signedA,
                signedB,
                signedC,
                unsigned,
                emergency,
              ],
            }))}
            empty={words.gateNone}
          >
            <Bars
              series={series}
              places={items.map(({ at, calls, refused }) => ({
                name: clock.format(new Date(at)),
                values: [calls - refused, refused],
              }))}
              limit={null}
              whole
            />
          </Chart>
        );
      }}
    </Answered>
  );
};
