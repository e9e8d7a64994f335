import { Button, Group, SimpleGrid, Text } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { type FormEvent, useCallback, useState } from 'react';
import { useAnswer, useAnswerWhen } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Line, OneOf } from '../../parts/fields.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print.tsx';
import { useToday } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { daysAfter } from '../charts/days.ts';
import { Answer, Band } from './answer.tsx';
import { Slider } from './slider.tsx';
import { Dues, Waits } from './then.tsx';
import { type UseName, uses } from './uses.ts';
import { words } from './words.ts';

// fourteen months: two certifications, an anniversary and the waits between
const length = 432;

type Asked = { readonly account: string; readonly use: UseName };
type Time = { readonly first: string; readonly last: string; readonly at: string };

const OfCustomer = ({ account, use, time }: Asked & { readonly time: Time }) => {
  const { first, last, at } = time;
  const found = useAnswer('customers.list', { account, limit: 1 });
  const customerId = found.data?.items[0]?.id;
  const answer = useAnswerWhen(customerId !== undefined, 'decisions.explain', {
    customerId: customerId ?? '',
    use: uses[use],
    from: first,
    until: last,
  });
  if (found.data !== undefined && customerId === undefined)
    return <Text role="alert">{words.noCustomer(account)}</Text>;
  return (
    <Answered of={found.error === null ? answer : { data: undefined, error: found.error }}>
      {({ spans }) => {
        const span = spans.find(({ from, until }) => from <= at && at <= until);
        return (
          <>
            <Band spans={spans} first={first} last={last} at={at} />
            {span === undefined ? null : <Answer span={span} />}
          </>
        );
      }}
    </Answered>
  );
};

const Question = ({ onAsk }: { readonly onAsk: (asked: Asked) => void }) => {
  const carrier = useAnswer('carrier.show', {});
  const [account, setAccount] = useState('');
  const [use, setUse] = useState<UseName>('market');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    onAsk({ account: account.trim(), use });
  };
  return (
    <form onSubmit={send} className="no-print">
      <Group align="end" gap="sm">
        <Line label={words.account} value={account} onChange={setAccount} />
        <div className="wide-field">
          <OneOf label={words.use} of={words.uses} value={use} onChange={setUse} />
        </div>
        <Button type="submit">{words.ask}</Button>
      </Group>
      {carrier.data?.demo === true ? (
        <Text size="sm" c="dimmed" mt={4}>
          {words.demoHint}
        </Text>
      ) : null}
    </form>
  );
};

/** A date moved over fourteen months, and what was so on it. */
export const Play = () => {
  const last = useToday();
  const first = daysAfter(last, -length);
  const [at, setAt] = useState(last);
  // while the year plays the dues follow, a few times a second
  const settled = useThrottledValue(at, 400);
  const [asked, setAsked] = useState<Asked | null>(null);
  const move = useCallback((to: string) => setAt(to), []);
  const [mayDues, mayWaits] = [useMay('clocks.on'), useMay('notices.waits')];
  return (
    <HeadedPage title={words.play} lead={words.lead} aside={<PrintButton />}>
      <Slider first={first} last={last} at={at} onMove={move} />
      <Part title={words.customer}>
        <Question onAsk={setAsked} />
        {asked === null ? (
          <div className="empty">{words.nobody}</div>
        ) : (
          <OfCustomer {...asked} time={{ first, last, at }} />
        )}
      </Part>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {mayWaits ? <Waits first={first} last={last} at={at} /> : null}
        {mayDues ? <Dues at={settled} /> : <div className="empty">{words.notFor}</div>}
      </SimpleGrid>
    </HeadedPage>
  );
};
