import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Bars } from '../../parts/charts/bars.tsx';
import { Chart, type Series } from '../../parts/charts/chart.tsx';
import { DateField, Line, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { words } from './words.ts';

type Scored = OutputOf<'traffic.day'>;

const series: readonly Series[] = [{ name: words.score, tone: 'a' }];

const Scores = ({ of, day }: { readonly of: Scored; readonly day: string }) => {
  const { items, flagged, judged, flagFrom } = of;
  return (
    <Chart
      title={`${words.traffic}, ${day}`}
      says={words.trafficSays(flagged, judged, items.length)}
      series={series}
      head={[words.account, words.score, words.calls, words.reasons]}
      rows={items.map(({ accountRef, score, calls, reasons }) => ({
        id: accountRef,
        cells: [accountRef, Number(score.toFixed(3)), calls, reasons.map(({ why }) => why).join('; ')],
      }))}
      empty={words.trafficNone}
    >
      <Bars
        series={series}
        places={items.slice(0, 40).map(({ accountRef, score }) => ({ name: accountRef, values: [score] }))}
        limit={{ at: flagFrom, says: words.limitOf(flagFrom) }}
        whole={false}
      />
    </Chart>
  );
};

/** How suspicious each account was on a day, against the line of the plan; reading it is an act of its own. */
export const Traffic = ({ today }: { readonly today: string }) => {
  const [day, setDay] = useState(today);
  const [purpose, setPurpose] = useState<keyof typeof words.purposes>('fraud-investigation');
  const [reason, setReason] = useState('');
  const [shown, setShown] = useState<{ readonly of: Scored; readonly day: string } | null>(null);
  return (
    <Part title={words.traffic}>
      <Text size="sm" c="dimmed" mb="xs">
        {words.trafficLead}
      </Text>
      <div className="no-print">
        <ActFormThen
          act="traffic.day"
          input={() => ({ day, purpose, reason })}
          button={words.read}
          done={words.readDone}
          onDone={(of) => setShown({ of, day })}
        >
          <Group align="end">
            <DateField label={words.day} value={day} onChange={setDay} />
            <OneOf label={words.purpose} of={words.purposes} value={purpose} onChange={setPurpose} />
          </Group>
          <Line label={words.reason} value={reason} onChange={setReason} />
        </ActFormThen>
      </div>
      {shown === null ? null : <Scores {...shown} />}
    </Part>
  );
};
