import { Text } from '@mantine/core';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer, useAnswerAsWritten } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Part } from '../../parts/page.tsx';
import { Day, dayInWords } from '../../parts/time.tsx';
import { Why } from '../../parts/why.tsx';
import { daysAfter } from '../charts/days.ts';
import { stateOf } from '../today/clocks.ts';
import { words } from './words.ts';

type Wait = OutputOf<'notices.waits'>['items'][number];

const count = (waits: readonly Wait[]): string =>
  waits.reduce((sum, { notices }) => sum + notices, 0).toLocaleString('en-US');

type WaitsProps = { readonly first: string; readonly last: string; readonly at: string };

/** The notices sent by the date, those that still wait, and the wait that ends next. */
export const Waits = ({ first, last, at }: WaitsProps) => {
  const answer = useAnswer('notices.waits', { from: first, until: daysAfter(last, 120) });
  return (
    <Part title={words.waits}>
      <Answered of={answer}>
        {({ items }) => {
          const sent = items.filter(({ sentOn }) => sentOn <= at);
          const waiting = sent.filter(({ clearsOn }) => clearsOn > at);
          const [next] = waiting;
          return (
            <div className="card">
              <Text>{words.waitsLine(count(waiting), count(sent))}</Text>
              {next === undefined ? null : (
                <Text size="sm">
                  {words.next(count(waiting.filter(({ clearsOn }) => clearsOn === next.clearsOn)))}{' '}
                  <Day of={next.clearsOn} /> <Why clock={next.why} />
                </Text>
              )}
            </div>
          );
        }}
      </Answered>
    </Part>
  );
};

/** What was due on the date, by the records as they stand now. */
export const Dues = ({ at }: { readonly at: string }) => {
  const answer = useAnswerAsWritten('clocks.on', { day: at });
  return (
    <Part title={words.dues}>
      <Text size="sm" c="dimmed" mb="xs">
        {words.duesLead}
      </Text>
      <Answered of={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="empty">{words.noDues}</div>
          ) : (
            <ul className="plain-list">
              {items.map((due) => (
                <li key={due.key} className="card">
                  <Chip {...stateOf(due)} />
                  <Text fw={600}>{due.what}</Text>
                  <Text size="sm">
                    <Day of={due.dueOn} /> <Why clock={due.why} />
                    {due.promisedOn === null ? '' : ` · ${words.promised(dayInWords(due.promisedOn))}`}
                  </Text>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Part>
  );
};
