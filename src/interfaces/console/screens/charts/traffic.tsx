import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Bars } from '../../parts/charts/bars.tsx';
import { Chart, type Series } from '../../parts/charts/chart.tsx';
import { DateField, Line, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { words } from './words.ts';

type Scored = OutputOf<'traffic.day'>['items'];

const series: readonly Series[] = [{ name: words.score, tone: 'a' }];

const Scores = ({ items, day }: { readonly items: Scored; readonly day: string }) => {
  const thresholds = useAnswer('traffic.thresholds', {});
  const from = thresholds.data?.inUse.flagFrom ?? null;
  return (
    <Chart
      title={`${words.traffic}, ${day}`}
      says={words.trafficSays(items.filter(({ score }) => from !== null && score >= from).length, items.length)}
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
        limit={from === null ? null : { at: from, says: words.limitOf(from) }}
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
  const [shown, setShown] = useState<{ readonly items: Scored; readonly day: string } | null>(null);
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
          onDone={({ items }) => setShown({ items, day })}
        >
          <Group align="end">
            <DateField label={words.day} value={day} onChange={setDay} />
            <OneOf label={words.purpose} of={words.purposes} value={purpose} onChange={setPurpose} />
          </Group>
          <Line label={words.reason} value={reason} onChange={setReason} />
        </ActFormThen>
      </div>
      {shown === null ? null : <Scores items={shown.items} day={shown.day} />}
    </Part>
  );
};
