import { Text } from '@mantine/core';
import { usePages } from '../ask.ts';
import { Answered } from './answered.tsx';
import { More } from './more.tsx';
import { Moment } from './time.tsx';
import { words } from './words.ts';

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

const nameOf = (actor: unknown): string =>
  typeof actor === 'object' && actor !== null && 'name' in actor ? String(actor.name) : '';

const told = (facts: unknown): readonly (readonly [string, string])[] =>
  typeof facts === 'object' && facts !== null
    ? Object.entries(facts)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => [name, textOf(value)])
    : [];

/** What is on record about something, the newest first, as it stands in the ledger. */
export const Timeline = ({ subject }: { readonly subject: string }) => {
  const evidence = usePages('evidence.list', { subject });
  return (
    <Answered of={evidence}>
      {(items) => (
        <>
          <ol className="timeline">
            {items.map(({ id, n, receipt, entry }) => (
              <li key={id}>
                <Text fw={600} size="sm">
                  {String(entry.kind).replaceAll(/[.-]/g, ' ')}
                </Text>
                <Text size="sm" c="dimmed">
                  <Moment of={String(entry.recordedAt)} /> · {nameOf(entry.actor)} · {words.entry} {n} ·{' '}
                  {words.receipt(receipt)}
                </Text>
                <Text size="sm" className="entry-facts">
                  {told(entry.facts)
                    .map(([name, value]) => `${name}: ${value}`)
                    .join(' · ')}
                </Text>
              </li>
            ))}
          </ol>
          {items.length === 0 ? <Text c="dimmed">{words.nothingYet}</Text> : null}
          <More of={evidence} />
        </>
      )}
    </Answered>
  );
};
