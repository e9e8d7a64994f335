import { Text } from '@mantine/core';
import { Facts } from '../../parts/facts.tsx';
import { Part } from '../../parts/page.tsx';
import { clockIn } from '../../parts/time.tsx';
import { useSession } from '../../session/session.ts';
import type { Shown } from './shown.ts';
import { TimeLeft } from './time-left.tsx';
import { words } from './words.ts';

/** Who is at the desk: name, account, calls today, what proved him, and how long the session lasts. */
export const CallerCard = ({ shown: { session, caller, proofs } }: { readonly shown: Shown }) => {
  const { carrier } = useSession();
  return (
    <div className="caller">
      <Part title={words.caller}>
        <Facts
          of={[
            [words.callerName, caller.name],
            [words.account, caller.account],
            [words.state, caller.served ? words.served : words.left],
            [words.today, String(caller.callsToday)],
            [words.how, words.channels[session.channel]],
            ...(session.callId === null ? [] : ([[words.call, session.callId]] as const)),
            [
              words.provedBy,
              proofs.length === 0
                ? words.byNothing
                : proofs.map(({ method, at }) => `${words.wayNames[method]} ✓ ${clockIn(at, carrier.zone)}`).join(', '),
            ],
          ]}
        />
        <Text size="sm" mt="xs">
          {words.notId}
        </Text>
        <TimeLeft until={session.until} />
      </Part>
    </div>
  );
};
