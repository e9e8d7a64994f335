import { SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { dateIn, Moment } from '../../parts/time.tsx';
import { Why } from '../../parts/why.tsx';
import { useSession } from '../../session/session.ts';
import type { Listed } from './states.ts';
import { words } from './words.ts';

type ClocksOf = Listed['clocks'];

/** When the rule wants the answer, with each step of the way there. */
export const RuleDue = ({ rule }: Pick<ClocksOf, 'rule'>) => {
  const { zone } = useSession().carrier;
  if (rule.due === null) return words.noHours;
  return (
    <>
      <Moment of={rule.due} /> <Why clock={{ ...rule, due: dateIn(rule.due, zone) }} />
    </>
  );
};

type ClockProps = { readonly name: string; readonly why: string | null; readonly children: ReactNode };

const Clock = ({ name, why, children }: ClockProps) => (
  <section className="card clock-card">
    <Text size="sm" c="dimmed">
      {words.by(name)}
    </Text>
    <div className="clock-due">{children}</div>
    {why === null ? null : <Text size="sm">{why}</Text>}
  </section>
);

/** All three clocks of a request: the rule's, our promise's, and the target that keeps us off the rule's pauses. */
export const Clocks = ({ rule, promised, target }: ClocksOf) => (
  <SimpleGrid cols={{ base: 1, md: 3 }}>
    <Clock name={words.target} why={target.why}>
      <Moment of={target.due} />
    </Clock>
    <Clock name={words.promised} why={promised.why}>
      <Moment of={promised.due} />
    </Clock>
    <Clock name={words.rule} why={null}>
      <RuleDue rule={rule} />
    </Clock>
  </SimpleGrid>
);
