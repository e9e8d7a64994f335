import { SimpleGrid, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useAnswerOnRecord } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { Account } from './account.tsx';
import { callers } from './callers.ts';
import { Calls } from './calls.tsx';
import { End } from './end.tsx';
import { Items } from './items.tsx';
import { Sayings } from './sayings.tsx';
import type { Shown } from './shown.ts';
import { TimeLeft } from './time-left.tsx';
import { Ways } from './ways.tsx';
import { words } from './words.ts';

const Ended = ({ session, receipt }: { readonly session: Shown['session']; readonly receipt: string | null }) => {
  const { sessionId, endedReason } = session;
  useEffect(() => callers.forget(sessionId), [sessionId]);
  return (
    <div className="empty">
      <Text mb="xs">{words.isEnded}</Text>
      {endedReason === null ? null : <Text mb="xs">{words.servedWith(words.reasons[endedReason])}</Text>}
      {receipt === null ? null : <Text mb="xs">{words.receipt(receipt)}</Text>}
      <Link to="/desk" className="link">
        {words.next}
      </Link>
    </div>
  );
};

const Room = ({ shown }: { readonly shown: Shown }) => {
  const { session } = shown;
  const [receipt, setReceipt] = useState<string | null>(null);
  return (
    <HeadedPage
      title={words.session(callers.nameOf(session.sessionId) ?? words.someone)}
      lead={words.channels[session.channel]}
      aside={shown.open ? <End sessionId={session.sessionId} onEnded={setReceipt} /> : null}
    >
      {shown.open ? (
        <>
          <Sayings of={shown.sayings} />
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
        <Ended session={session} receipt={receipt} />
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
