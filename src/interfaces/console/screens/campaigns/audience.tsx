import { Chart } from '../../parts/charts/chart.tsx';
import { type Level, Levels } from '../../parts/charts/levels.tsx';
import type { Reached } from './reach.tsx';
import { words } from './words.ts';

type Parts = Reached['basis'] | Reached['leftOut'];

const levels = (of: Parts, kind: Level['kind']): readonly Level[] =>
  [...of].sort((a, b) => b.count - a.count).map(({ word, count }) => ({ name: words.verdictWords[word], count, kind }));

/** Who could be approached now and on which basis; who is left out and why. */
export const Audience = ({ reached }: { readonly reached: Reached }) => {
  const { matched, included, excluded, basis, leftOut } = reached;
  const of: readonly Level[] = [
    { name: words.match, count: matched, kind: 'all' },
    { name: words.included, count: included, kind: 'in' },
    ...levels(basis, 'in'),
    { name: words.excluded, count: excluded, kind: 'out' },
    ...levels(leftOut, 'out'),
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
};
