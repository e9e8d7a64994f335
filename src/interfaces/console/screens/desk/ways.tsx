import { Kbd, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Chip } from '../../parts/chip.tsx';
import { Reset } from './reset.tsx';
import { ByContract, PhotoId, Recite, SayWho } from './said.tsx';
import { AskPassword, CallBack, SendCalls } from './sent.tsx';
import type { Shown, Way, WayHere } from './shown.ts';
import { words } from './words.ts';

type Known = { readonly key: string; readonly form: (props: WayHere) => ReactNode };

const known: Readonly<Record<Way['way'], Known>> = {
  'identity-only': { key: 'n', form: ({ sessionId }) => <SayWho sessionId={sessionId} /> },
  password: { key: 'p', form: (props) => <AskPassword {...props} /> },
  'sent-to-address-of-record': { key: 'm', form: (props) => <SendCalls {...props} /> },
  'callback-number-of-record': { key: 'c', form: (props) => <CallBack {...props} /> },
  'customer-recited': { key: 's', form: ({ sessionId }) => <Recite sessionId={sessionId} /> },
  'photo-id': { key: 'i', form: ({ sessionId }) => <PhotoId sessionId={sessionId} /> },
  contract: { key: 'k', form: ({ sessionId }) => <ByContract sessionId={sessionId} /> },
};

/** Every way of this session, the closed ones with their reason: nothing is hidden, and nothing can be typed past it. */
export const Ways = ({ shown: { session, ways } }: { readonly shown: Shown }) => (
  <>
    <Text size="sm" c="dimmed" mb="xs">
      {words.keysHelp}
    </Text>
    {ways.map((way) => {
      const { key, form } = known[way.way];
      return (
        <section key={way.way} className="card way" data-key={key}>
          <Title order={3} size="h5">
            {words.wayNames[way.way]} <Kbd>{key.toUpperCase()}</Kbd>
          </Title>
          <Text size="sm" mb="xs">
            <Chip tone={way.open ? 'good' : 'held'} words={way.open ? words.states.open : words.states.locked} />{' '}
            {way.why}
          </Text>
          {way.targets.map(({ id, shown, why }) => (
            <Text key={id} size="sm">
              {shown}: {why}
            </Text>
          ))}
          {way.open ? form({ sessionId: session.sessionId, way, channel: session.channel }) : null}
          {way.way === 'password' ? <Reset sessionId={session.sessionId} way={way} channel={session.channel} /> : null}
        </section>
      );
    })}
  </>
);
