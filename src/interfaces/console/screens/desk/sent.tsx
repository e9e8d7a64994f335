import { Anchor, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useAnswerEvery } from '../../ask.ts';
import { ActForm, ActFormThen } from '../../parts/act-form.tsx';
import { DateField, OneOf } from '../../parts/fields.tsx';
import { clockIn, useToday } from '../../parts/time.tsx';
import { useSession } from '../../session/session.ts';
import { useMonthBack } from './days.ts';
import type { Way, WayHere } from './shown.ts';
import { words } from './words.ts';

/** The numbers or addresses of a way, by their endings. */
export const targetsOf = (way: Way): Readonly<Record<string, string>> =>
  Object.fromEntries(way.targets.map(({ id, shown }) => [id, shown]));

/** Once something outside has proved the customer or shut a way, the session is read anew. */
const useReadAnewWhen = (settled: boolean): void => {
  const queries = useQueryClient();
  useEffect(() => {
    if (settled) void queries.invalidateQueries({ queryKey: ['desk.show'] });
  }, [settled, queries]);
};

const askedStill: ReadonlySet<string> = new Set(['wanted', 'sending', 'waiting', 'unknown']);
const placedStill: ReadonlySet<string> = new Set(['wanted', 'placing', 'ringing', 'unknown']);

/** What became of a page or a question by keys. */
export const Prompt = ({ promptId }: { readonly promptId: string }) => {
  const { carrier } = useSession();
  const prompt = useAnswerEvery(2000, 'desk.showPrompt', { promptId }, ({ state: now }) => askedStill.has(now));
  const state = prompt.data?.state;
  // locked and set, too, change which ways are open
  useReadAnewWhen(state === 'proved' || state === 'set' || state === 'locked');
  return (
    <Text role="status" mt="xs">
      {state === undefined ? '' : words.promptStates[state]}
      {prompt.data === undefined || prompt.data.settled === null
        ? ''
        : ` ${clockIn(prompt.data.settled, carrier.zone)}`}
      {prompt.data === undefined || prompt.data.wrong === 0
        ? ''
        : `, ${words.wrong(prompt.data.wrong, prompt.data.of)}`}
    </Text>
  );
};

/** The customer enters his password himself; the desk sees whether it was right. */
export const AskPassword = ({ sessionId, way, channel }: WayHere) => {
  const chat = channel === 'online';
  const [by, setBy] = useState<'keys' | 'text' | 'chat'>(chat ? 'chat' : 'keys');
  const targets = targetsOf(way);
  const [to, setTo] = useState(way.targets[0]?.id ?? '');
  const [asked, setAsked] = useState<{ readonly promptId: string; readonly path: string | null } | null>(null);
  return (
    <>
      <ActFormThen
        act="desk.askPassword"
        input={() => ({ sessionId, way: by, serviceId: by === 'text' ? to : null })}
        button={words.ask}
        done={words.asked}
        onDone={setAsked}
      >
        {chat ? null : <OneOf label={words.promptWay} of={words.promptWays} value={by} onChange={setBy} />}
        {by === 'text' ? <OneOf label={words.to} of={targets} value={to} onChange={setTo} /> : null}
      </ActFormThen>
      {asked === null ? null : <Prompt promptId={asked.promptId} />}
      {asked === null || asked.path === null ? null : (
        <Anchor href={asked.path} target="_blank">
          {words.page}
        </Anchor>
      )}
    </>
  );
};

const Back = ({ deskCallId }: { readonly deskCallId: string }) => {
  const call = useAnswerEvery(2000, 'desk.showCallBack', { deskCallId }, ({ state: now }) => placedStill.has(now));
  const state = call.data?.state;
  useReadAnewWhen(state === 'proved');
  return (
    <Text role="status" mt="xs">
      {state === undefined ? '' : words.backStates[state]}
    </Text>
  );
};

/** The system calls a number of record; there is no field to type one. */
export const CallBack = ({ sessionId, way }: WayHere) => {
  const [to, setTo] = useState(way.targets[0]?.id ?? '');
  const [placed, setPlaced] = useState<string | null>(null);
  return (
    <>
      <ActFormThen
        act="desk.callBack"
        input={() => ({ sessionId, serviceId: to })}
        button={words.callBack}
        done={words.callingBack}
        onDone={({ deskCallId }) => setPlaced(deskCallId)}
      >
        <OneOf label={words.to} of={targetsOf(way)} value={to} onChange={setTo} />
      </ActFormThen>
      {placed === null ? null : <Back deskCallId={placed} />}
    </>
  );
};

/** The calls of a period go to an address of record; nobody at the desk sees them, and no address is typed. */
export const SendCalls = ({ sessionId, way }: WayHere) => {
  const today = useToday();
  const [to, setTo] = useState(way.targets[0]?.id ?? '');
  const [from, setFrom] = useState(useMonthBack());
  const [until, setUntil] = useState(today);
  return (
    <ActForm
      act="desk.send"
      input={() => ({ sessionId, contactId: to, from, until })}
      button={words.send}
      done={({ dispatchId, why }) => (dispatchId === null ? words.notSent(why) : words.sent)}
    >
      <OneOf label={words.to} of={targetsOf(way)} value={to} onChange={setTo} />
      <DateField label={words.from} value={from} onChange={setFrom} />
      <DateField label={words.till} value={until} onChange={setUntil} />
    </ActForm>
  );
};
