import { Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Account } from './account.tsx';
import { Calls } from './calls.tsx';
import { Changes } from './changes.tsx';
import { Choice } from './choice.tsx';
import { Items } from './items.tsx';
import { Offer } from './offer.tsx';
import { Report } from './report.tsx';
import type { Shown } from './shown.ts';
import type { Tile } from './tiles.tsx';
import { words } from './words.ts';

const panelOf = (tile: Tile, { session, items, account }: Shown) => {
  const { sessionId, callId } = session;
  switch (tile) {
    case 'calls':
      return (
        <>
          <Calls sessionId={sessionId} />
          <Items items={items.filter(({ cpni }) => cpni === 'call-detail')} />
        </>
      );
    case 'account':
      return (
        <>
          <Items items={items.filter(({ cpni }) => cpni !== 'call-detail')} />
          <Account account={account} />
        </>
      );
    case 'change':
      return <Changes sessionId={sessionId} />;
    case 'choice':
      return <Choice sessionId={sessionId} />;
    case 'report':
      return <Report sessionId={sessionId} />;
    case 'offer':
      return <Offer sessionId={sessionId} callId={callId} />;
  }
};

type Props = { readonly tile: Tile; readonly times: number; readonly shown: Shown };

/** What the caller wants, in the middle of the desk; its heading takes the focus whenever its key is pressed, `times` so far. */
export const Wanted = ({ tile, times, shown }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (times > 0) heading.current?.focus();
  }, [times]);
  return (
    <section className="part">
      <Title order={2} size="h4" mb="xs" ref={heading} tabIndex={-1} className="wanted">
        {words.tiles[tile]}
      </Title>
      {panelOf(tile, shown)}
    </section>
  );
};
