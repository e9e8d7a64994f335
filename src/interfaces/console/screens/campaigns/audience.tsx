import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chart } from '../../parts/charts/chart.tsx';
import { type Level, Levels } from '../../parts/charts/levels.tsx';
import { words } from './words.ts';

type Counts = Readonly<Record<string, number>>;

const levels = (of: Counts, kind: Level['kind']): readonly Level[] =>
  Object.entries(of)
    .toSorted(([, a], [, b]) => b - a)
    .map(([why, count]) => ({ name: why.replaceAll('-', ' '), count, kind }));

/** Who could be approached now and on which basis; who is left out and why. */
export const Audience = ({ campaignId }: { readonly campaignId: string }) => {
  const screened = useAnswer('campaigns.screen', { campaignId });
  return (
    <Answered of={screened}>
      {({ included, includedBy, excluded, excludedBy }) => {
        const of: readonly Level[] = [
          { name: words.match, count: included + excluded, kind: 'all' },
          { name: words.included, count: included, kind: 'in' },
          ...levels(includedBy, 'in'),
          { name: words.excluded, count: excluded, kind: 'out' },
          ...levels(excludedBy, 'out'),
        ];
        return (
          <Chart
            title={words.audience}
            says={`${words.audienceLead} ${words.counted(words.included, included)}. ${words.counted(words.excluded, excluded)}.`}
            series={[]}
            head={[words.who, words.customers]}
            rows={of.map(({ name, count, kind }) => ({ id: `${kind} ${name}`, cells: [name, count] }))}
            empty={words.audienceLead}
          >
            <Levels of={of} />
          </Chart>
        );
      }}
    </Answered>
  );
};
