import { Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { useAsk } from '../../ask.ts';
import { takeSought, useSought } from '../../frame/sought.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Line, OneOf } from '../../parts/fields.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Grace } from './grace.tsx';
import type { Caller } from './shown.ts';
import { words } from './words.ts';

type OpenProps = { readonly customer: Caller; readonly call: string };

const Open = ({ customer: { customerId, name, account, served, callsToday }, call }: OpenProps) => {
  const navigate = useNavigate();
  const [as, setAs] = useState<keyof typeof words.ways>('call');
  const [callId, setCallId] = useState(call);
  return (
    <section className="card">
      <Text fw={600}>{name}</Text>
      <Text size="sm" c="dimmed" mb="xs">
        {[account, words.callsToday(callsToday), ...(served ? [] : [words.left])].join(' · ')}
      </Text>
      <ActFormThen
        act="desk.open"
        input={() => ({ customerId, as, callId: as === 'call' ? callId : null })}
        button={words.open(name)}
        done={words.opened}
        onDone={({ sessionId }) => void navigate({ to: '/desk/$sessionId', params: { sessionId } })}
      >
        <OneOf label={words.as} of={words.ways} value={as} onChange={setAs} />
        {as === 'call' ? <Line label={words.callId} value={callId} onChange={setCallId} /> : null}
      </ActFormThen>
    </section>
  );
};

const Find = ({ call }: Pick<OpenProps, 'call'>) => {
  const find = useAsk('desk.find');
  const [by, setBy] = useState<keyof typeof words.bys>('account');
  const [sought, setSought] = useState('');
  const { mutate } = find;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    mutate(by === 'account' ? { account: sought } : { number: sought });
  };
  const handed = useSought();
  useEffect(() => {
    if (handed === null) return;
    // taken once: each look is on record
    const one = takeSought();
    if (one === null) return;
    setBy(one.by);
    setSought(one.text);
    mutate(one.by === 'account' ? { account: one.text } : { number: one.text });
  }, [handed, mutate]);
  return (
    <HeadedPage title={words.desk} lead={words.lead} aside={null}>
      <Grace />
      {call === '' ? null : <Text mb="md">{words.rings(call)}</Text>}
      <Part title={words.findTitle}>
        <form onSubmit={send}>
          <Stack gap="sm" maw={560}>
            <OneOf label={words.by} of={words.bys} value={by} onChange={setBy} />
            <Line label={words[by]} value={sought} onChange={setSought} />
            <Refusal of={find.error} />
            <Group>
              <Button type="submit" loading={find.isPending}>
                {words.find}
              </Button>
            </Group>
          </Stack>
        </form>
      </Part>
      <Stack maw={600} role="status">
        {find.data === undefined ? null : <Text size="sm">{words.notId}</Text>}
        {find.data?.items.length === 0 ? <Text>{words.nobody}</Text> : null}
        {find.data?.items.map((customer) => (
          <Open key={customer.customerId} customer={customer} call={call} />
        ))}
      </Stack>
    </HeadedPage>
  );
};

/** The customer by account or number: his name and no more; a session opens the desk for him. */
export const Desk = () => <Find call="" />;

/** The same for a call that came in, whose number is no one customer's. */
export const DeskOfCall = () => {
  const { callId } = useParams({ from: '/desk/call/$callId' });
  return <Find key={callId} call={callId} />;
};
