import { Button, Group, SimpleGrid, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useAct, useAnswerOnRecord } from '../../ask.ts';
import { announce } from '../../parts/announce.tsx';
import { Answered } from '../../parts/answered.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Account } from './account.tsx';
import { callers } from './callers.ts';
import { Calls } from './calls.tsx';
import { Items } from './items.tsx';
import type { Shown } from './shown.ts';
import { TimeLeft } from './time-left.tsx';
import { Ways } from './ways.tsx';
import { words } from './words.ts';

const End = ({ sessionId }: { readonly sessionId: string }) => {
  const end = useAct('desk.end');
  const endBy = (how: 'hang-up' | 'finished'): void => {
    void end.mutateAsync({ sessionId, how }).then(
      () => announce(words.ended),
      () => {},
    );
  };
  return (
    <>
      <Group data-key="f">
        <Button onClick={() => endBy('finished')}>{words.finished}</Button>
        <Button variant="default" onClick={() => endBy('hang-up')}>
          {words.hangUp}
        </Button>
      </Group>
      <Refusal of={end.error} />
    </>
  );
};

const Ended = ({ sessionId }: { readonly sessionId: string }) => {
  useEffect(() => callers.forget(sessionId), [sessionId]);
  return (
    <div className="empty">
      <Text mb="xs">{words.isEnded}</Text>
      <Link to="/desk" className="link">
        {words.next}
      </Link>
    </div>
  );
};

const Room = ({ shown }: { readonly shown: Shown }) => {
  const { session, say } = shown;
  return (
    <HeadedPage
      title={words.session(callers.nameOf(session.sessionId) ?? words.someone)}
      lead={words.channels[session.channel]}
      aside={shown.open ? <End sessionId={session.sessionId} /> : null}
    >
      {shown.open ? (
        <>
          <section className="card saying">
            <Text size="sm" c="dimmed">
              {words.say}
            </Text>
            <Text>{say}</Text>
          </section>
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
            <div>
              <Calls sessionId={session.sessionId} />
              <Items items={shown.items} />
              <Account account={shown.account} />
              <TimeLeft until={session.until} />
            </div>
            <Part title={words.waysTitle}>
              <Ways shown={shown} />
            </Part>
          </SimpleGrid>
        </>
      ) : (
        <Ended sessionId={session.sessionId} />
      )}
    </HeadedPage>
  );
};

/** One customer at the desk: what may be told, the ways that open it, the end that closes all. */
export const DeskSession = () => {
  const { sessionId } = useParams({ from: '/desk/$sessionId' });
  const shown = useAnswerOnRecord('desk.show', { sessionId });
  return <Answered of={shown}>{(data) => <Room key={sessionId} shown={data} />}</Answered>;
};
