import { Button, Group } from '@mantine/core';
import { announce } from '../../parts/announce.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Moment } from '../../parts/time.tsx';
import { type OwnSession, useOwnAct, useOwnSessions } from '../../session/own.ts';
import { words } from './words.ts';

const isWay = (way: string): way is keyof typeof words.ways => way in words.ways;

const columnsOf = (onEnd: (session: OwnSession) => void): readonly Column<OwnSession>[] => [
  plain(words.session, ({ agent }) => (agent === '' ? words.unknown : agent)),
  plain(words.by, ({ with: way }) => (isWay(way) ? words.ways[way] : way)),
  { label: words.began, value: ({ createdAt }) => createdAt, show: ({ createdAt }) => <Moment of={createdAt} /> },
  {
    label: words.lastUsed,
    value: ({ lastUsedAt }) => lastUsedAt,
    show: ({ lastUsedAt }) => (lastUsedAt === null ? words.never : <Moment of={lastUsedAt} />),
  },
  {
    label: words.end,
    value: ({ current }) => (current ? words.here : ''),
    show: (session) =>
      session.current ? (
        <Chip tone="plain" words={words.here} />
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={words.endNamed(session.agent)}
          onClick={() => onEnd(session)}
        >
          {words.end}
        </Button>
      ),
  },
];

/** Every session of the person that is open, and its end. */
export const Sessions = () => {
  const sessions = useOwnSessions();
  const end = useOwnAct<null, string>((id) => ({ method: 'DELETE', path: `/v1/sessions/${id}`, body: null }));
  const endOthers = useOwnAct<{ readonly ended: number }, null>(() => ({
    ...{ method: 'POST', path: '/v1/sessions:end-all', body: { keep: 'current' } },
  }));
  const endOne = ({ id }: OwnSession): void =>
    void end.mutateAsync(id).then(
      () => announce(words.ended),
      () => {},
    );
  return (
    <Part title={words.sessions}>
      <Answered of={sessions}>
        {(items) => (
          <DataTable
            name={words.sessions}
            rows={items}
            id={({ id }) => id}
            columns={columnsOf(endOne)}
            empty={words.unknown}
          />
        )}
      </Answered>
      <Refusal of={end.error ?? endOthers.error} />
      <Group mt="sm">
        <Button
          variant="default"
          loading={endOthers.isPending}
          onClick={() =>
            void endOthers.mutateAsync(null).then(
              ({ ended }) => announce(words.othersEnded(ended)),
              () => {},
            )
          }
        >
          {words.endOthers}
        </Button>
      </Group>
    </Part>
  );
};
