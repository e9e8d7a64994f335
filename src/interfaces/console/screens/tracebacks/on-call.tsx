import { Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useAct, usePages } from '../../ask.ts';
import { announce } from '../../parts/announce.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Moment } from '../../parts/time.tsx';
import { RuleDue } from './clocks.tsx';
import { Roster } from './roster.tsx';
import { type Listed, stateOf } from './states.ts';
import { words } from './words.ts';

const Buttons = ({ of }: { readonly of: Listed }) => {
  const take = useAct('tracebacks.acknowledge');
  const pass = useAct('tracebacks.passOn');
  const tracebackId = of.id;
  return (
    <Stack gap="xs">
      {of.taken === null ? (
        <Button
          size="lg"
          loading={take.isPending}
          onClick={() =>
            void take.mutateAsync({ tracebackId }).then(
              () => announce(words.acknowledged),
              () => {},
            )
          }
        >
          {words.acknowledge}
        </Button>
      ) : null}
      <Link to="/tracebacks/$tracebackId" params={{ tracebackId }} className="big-link">
        {words.openIt}
      </Link>
      {of.taken === null ? (
        <Button
          size="lg"
          variant="default"
          loading={pass.isPending}
          onClick={() =>
            void pass.mutateAsync({ tracebackId }).then(
              ({ persons }) => announce(words.passedOn(persons)),
              () => {},
            )
          }
        >
          {words.passOn}
        </Button>
      ) : null}
      <Refusal of={take.error ?? pass.error} />
    </Stack>
  );
};

const Waiting = ({ of }: { readonly of: Listed }) => (
  <section className="card on-call">
    <Text size="sm">
      <Chip {...stateOf(of)} /> {words.received} <Moment of={of.received} />
    </Text>
    <Text className="clock-due">
      <Moment of={of.clocks.target.due} />
    </Text>
    <Text size="sm">{words.target}</Text>
    <Text size="sm">
      {words.promised}: <Moment of={of.clocks.promised.due} />
    </Text>
    <Text size="sm" component="div" mb="sm">
      {words.rule}: <RuleDue rule={of.clocks.rule} />
    </Text>
    <Buttons of={of} />
  </section>
);

/** What waits for whoever is on call: three buttons, for a telephone at night. */
export const OnCall = () => {
  const requests = usePages('tracebacks.list', { limit: 1000 });
  return (
    <HeadedPage title={words.onCall} lead={words.onCallSays} aside={null}>
      <Answered of={requests}>
        {(items) => {
          const open = items.filter(({ state }) => state !== 'answered').toReversed();
          return (
            <Stack maw={480}>
              <Text role="status">{open.length === 0 ? words.nothingWaits : words.waitsFor(open.length)}</Text>
              {open.map((one) => (
                <Waiting key={one.id} of={one} />
              ))}
            </Stack>
          );
        }}
      </Answered>
      <Roster />
    </HeadedPage>
  );
};
