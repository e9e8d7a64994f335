import { dateIn } from '../../parts/time.tsx';
import { useSession } from '../../session/session.ts';

/** The day thirty days before today by the carrier's clock: as far back as most callers ask. */
export const useMonthBack = (): string => {
  const { at, zone } = useSession().carrier;
  return dateIn(new Date(Date.parse(at) - 30 * 86_400_000).toISOString(), zone);
};
