import { Alert, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useAnswer } from '../../ask.ts';
import { dayInWords } from '../../parts/time.tsx';
import { useSession } from '../../session/session.ts';
import { words } from './words.ts';

/** What an agent sees while his training is overdue, and where he renews it; nothing while it holds. */
export const Grace = () => {
  const { id: personId } = useSession();
  const { data } = useAnswer('personnel.access', { personId });
  if (data === undefined || data.state === 'open') return null;
  const says =
    data.state === 'grace' ? words.grace(dayInWords(data.until ?? '')) : words.closed(dayInWords(data.since ?? ''));
  return (
    <Alert color={data.state === 'grace' ? 'yellow' : 'red'} mb="md" role="note" title={words.graceTitle}>
      <Text size="sm">{says}</Text>
      <Link to="/training" className="link">
        {words.renew}
      </Link>
    </Alert>
  );
};
