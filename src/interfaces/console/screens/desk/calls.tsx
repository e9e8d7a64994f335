import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAsk } from '../../ask.ts';
import { Chip } from '../../parts/chip.tsx';
import { cpniWords } from '../../parts/cpni.tsx';
import { DateField } from '../../parts/fields.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Moment, useToday } from '../../parts/time.tsx';
import { useMonthBack } from './days.ts';
import { words } from './words.ts';

type Told = OutputOf<'desk.calls'>;

const Table = ({ calls }: { readonly calls: Told['calls'] }) => (
  <table className="grid opened">
    <caption>{words.callOpen}</caption>
    <thead>
      <tr>
        <th scope="col">{words.start}</th>
        <th scope="col">{words.direction}</th>
        <th scope="col">{words.other}</th>
        <th scope="col">{words.seconds}</th>
      </tr>
    </thead>
    <tbody>
      {calls.map(({ callDetailId, start, direction, otherNumber, seconds }) => (
        <tr key={callDetailId}>
          <td>
            <Moment of={start} />
          </td>
          <td>{direction}</td>
          <td>{otherNumber}</td>
          <td>{seconds}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Verdict = ({ told }: { readonly told: Told }) => (
  <>
    <Chip
      tone={told.state === 'locked' ? 'held' : 'good'}
      words={`${cpniWords['call-detail']}: ${words.states[told.state]}`}
    />
    <Text size="sm" mb="xs">
      {told.reason} {told.cite === null ? '' : `[${told.cite}]`}
    </Text>
  </>
);

const Answer = ({ told }: { readonly told: Told }) => (
  <>
    {told.state === 'locked' ? null : told.calls.length === 0 ? (
      <Text>{words.noCalls}</Text>
    ) : (
      <Table calls={told.calls} />
    )}
    {told.more ? <Text size="sm">{words.more}</Text> : null}
  </>
);

/** The calls, asked for one by one: each time the law is asked first, and what is locked never comes. */
export const Calls = ({ sessionId }: { readonly sessionId: string }) => {
  const ask = useAsk('desk.calls');
  const [from, setFrom] = useState(useMonthBack());
  const [until, setUntil] = useState(useToday());
  const send = (event: FormEvent): void => {
    event.preventDefault();
    ask.mutate({ sessionId, from, until });
  };
  return (
    <form onSubmit={send}>
      <Stack gap="sm">
        <Group align="flex-end">
          <DateField label={words.from} value={from} onChange={setFrom} />
          <DateField label={words.till} value={until} onChange={setUntil} />
          <Button type="submit" loading={ask.isPending}>
            {words.show}
          </Button>
        </Group>
        <Refusal of={ask.error} />
        <div role="status">{ask.data === undefined ? null : <Verdict told={ask.data} />}</div>
        {ask.data === undefined ? null : <Answer told={ask.data} />}
      </Stack>
    </form>
  );
};
