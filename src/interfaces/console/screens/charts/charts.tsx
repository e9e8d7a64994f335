import { HeadedPage } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print.tsx';
import { dayInWords, useToday } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { Approvals } from './approvals.tsx';
import { Clocks } from './clocks.tsx';
import { Gate } from './gate.tsx';
import { Traffic } from './traffic.tsx';
import { Waits } from './waits.tsx';
import { words } from './words.ts';

/** What people look at rather than read; whatever a role may not ask is not there. */
export const Charts = () => {
  const today = useToday();
  const [mayClocks, mayGate, mayTraffic] = [useMay('clocks.list'), useMay('gate.series'), useMay('traffic.day')];
  return (
    <HeadedPage title={words.charts} lead={words.lead(dayInWords(today))} aside={<PrintButton />}>
      <Approvals today={today} />
      <Waits today={today} />
      {mayClocks ? <Clocks today={today} /> : null}
      {mayGate ? <Gate /> : null}
      {mayTraffic ? <Traffic today={today} /> : null}
    </HeadedPage>
  );
};
