import { Grid, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswerOnRecord } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { CallerCard } from './caller-card.tsx';
import { End } from './end.tsx';
import { Grace } from './grace.tsx';
import { Sayings } from './sayings.tsx';
import type { Shown } from './shown.ts';
import { type Tile, Tiles } from './tiles.tsx';
import { Wanted } from './wanted.tsx';
import { Ways } from './ways.tsx';
import { words } from './words.ts';

const Ended = ({ session, receipt }: { readonly session: Shown['session']; readonly receipt: string | null }) => {
  const { endedReason } = session;
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
  const [chosen, setChosen] = useState<{ readonly tile: Tile; readonly times: number }>({ tile: 'calls', times: 0 });
  const [receipt, setReceipt] = useState<string | null>(null);
  return (
    <HeadedPage
      title={words.session(shown.caller.name)}
      lead={words.channels[session.channel]}
      aside={shown.open ? <End sessionId={session.sessionId} onEnded={setReceipt} /> : null}
    >
      {shown.open ? (
        <>
          <Grace />
          <Sayings of={shown.sayings} />
          <Grid gap="xl">
            <Grid.Col span={{ base: 12, md: 6, lg: 3 }}>
              <CallerCard shown={shown} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 6, lg: 5 }}>
              <Tiles chosen={chosen.tile} onChoose={(tile) => setChosen({ tile, times: chosen.times + 1 })} />
              <Wanted {...chosen} shown={shown} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 12, lg: 4 }}>
              <Part title={words.waysTitle}>
                <Ways shown={shown} />
              </Part>
            </Grid.Col>
          </Grid>
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
