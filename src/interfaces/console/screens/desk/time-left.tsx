import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Moment } from '../../parts/time.tsx';
import { carrierNow, useSession } from '../../session/session.ts';
import { words } from './words.ts';

const clockOf = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** When a session ends by itself, and how long that is from now; once it is over the desk is read anew, and what was open is gone. */
export const TimeLeft = ({ until }: { readonly until: string }) => {
  const session = useSession();
  const queries = useQueryClient();
  const [now, setNow] = useState(() => carrierNow(session));
  useEffect(() => {
    const timer = setInterval(() => setNow(carrierNow(session)), 1000);
    return () => clearInterval(timer);
  }, [session]);
  const left = Date.parse(until) - now;
  const over = left <= 0;
  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: ['desk.show'] });
  }, [over, queries]);
  return (
    <Text size="sm" c="dimmed">
      {words.until}: <Moment of={until} />, <span role="timer">{words.inMinutes(clockOf(left))}</span>
    </Text>
  );
};
