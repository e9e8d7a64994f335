import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { addressOf, useAsk } from '../../ask.ts';
import { ActButton, ActForm } from '../../parts/act-form.tsx';
import { announce } from '../../parts/announce.tsx';
import { Chip } from '../../parts/chip.tsx';
import { save } from '../../parts/csv.ts';
import { Facts } from '../../parts/facts.tsx';
import { Line, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Day, Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { InvestigationTable } from '../investigations/list.tsx';
import { words } from './give-words.ts';
import { Proofs } from './proofs.tsx';
import { SheetFacts } from './sheet.tsx';
import type { Request } from './states.ts';

type Read = OutputOf<'tracebacks.sheet'>;

const Shown = ({ read }: { readonly read: Read }) => {
  const sheet = useRef<HTMLDivElement>(null);
  const copy = async (): Promise<void> => {
    const rows = [...(sheet.current?.querySelectorAll('dl > div') ?? [])];
    const lines = rows.map(({ children }) => [...children].map(({ textContent }) => textContent).join(': '));
    try {
      // a place that is not secure has no clipboard
      await navigator.clipboard.writeText(lines.join('\n'));
      announce(words.copied);
    } catch {
      announce(words.notCopied);
    }
  };
  return (
    <>
      <Text my="xs">
        <Chip
          tone={read.standing === 'waits for a second person' ? 'warn' : 'good'}
          words={words.standings[read.standing]}
        />
      </Text>
      <div ref={sheet}>
        <SheetFacts sheet={read.sheet} />
      </div>
      <Group mt="sm">
        <Button variant="default" onClick={() => void copy()}>
          {words.copy}
        </Button>
        <Button
          variant="default"
          onClick={() => save(`traceback-${read.id}.json`, 'application/json', JSON.stringify(read, null, 2))}
        >
          {words.json}
        </Button>
      </Group>
    </>
  );
};

const Sheet = ({ of }: { readonly of: Request }) => {
  const ask = useAsk('tracebacks.sheet');
  return (
    <Part title={words.sheetTitle}>
      <p className="dim">{words.sheetLead}</p>
      <Group>
        <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate({ tracebackId: of.id })}>
          {words.show}
        </Button>
        <Anchor href={addressOf('tracebacks.print', { tracebackId: of.id })} target="_blank">
          {words.pdf}
        </Anchor>
      </Group>
      <Refusal of={ask.error} />
      {ask.data === undefined ? null : <Shown read={ask.data} />}
    </Part>
  );
};

const SayGiven = ({ of }: { readonly of: Request }) => {
  const [how, setHow] = useState<keyof typeof words.hows>('portal');
  const [reference, setReference] = useState('');
  return (
    <Part title={words.giveTitle}>
      <p className="dim">{words.giveLead}</p>
      <ActForm
        act="tracebacks.answer"
        input={() => ({ tracebackId: of.id, how, reference })}
        button={words.give}
        done={({ inTime, fromThisUpstream }) =>
          `${words.inTime[inTime]}${fromThisUpstream === null ? '' : words.fromUpstream(fromThisUpstream)}`
        }
      >
        <OneOf label={words.how} of={words.hows} value={how} onChange={setHow} />
        <Line label={words.reference} value={reference} onChange={setReference} />
      </ActForm>
    </Part>
  );
};

/** The investigation that an answer as the originating provider opened, where the customer is warned, limited or stopped. */
const Then = ({ of }: { readonly of: Request }) =>
  useMay('investigations.list') && of.role === 'originating' ? (
    <Part title={words.after}>
      <InvestigationTable of={{ reference: `traceback:${of.id}` }} />
    </Part>
  ) : null;

const Given = ({ of }: { readonly of: Request }) => (
  <Part title={words.givenTitle}>
    <Facts
      of={[
        [words.answeredAt, of.answered === null ? '–' : <Moment key="at" of={of.answered} />],
        [words.answeredHow, of.answeredHow === null ? '–' : words.hows[of.answeredHow]],
        [words.reference, of.answeredReference ?? '–'],
        [words.disclosure, of.disclosureId ?? words.noDisclosure],
        [words.keptUntil, of.keptUntil === null ? '–' : <Day key="until" of={of.keptUntil} />],
      ]}
    />
  </Part>
);

const Kept = ({ of }: { readonly of: Request }) => (
  <Part title={words.kept}>
    {of.kept.map(({ ref, original, origin, originHash }) => (
      <Facts
        key={ref}
        of={[
          [words.origin, origin],
          [words.hash, <code key="hash">{originHash}</code>],
          [words.line, <code key="line">{original}</code>],
        ]}
      />
    ))}
  </Part>
);

/** The sheet, the second person, how it was given, and the file that stays. */
export const Give = ({ of }: { readonly of: Request }) => {
  if (of.state !== 'prepared' && of.state !== 'answered') return <div className="empty">{words.unprepared}</div>;
  return (
    <Stack gap="xs">
      <Sheet of={of} />
      <Proofs of={of} />
      {of.state === 'prepared' ? (
        <>
          {of.secondPerson === 'waited-for' ? (
            <ActButton
              act="tracebacks.approve"
              input={() => ({ tracebackId: of.id })}
              button={words.approve}
              done={words.approved}
            />
          ) : null}
          <SayGiven of={of} />
        </>
      ) : (
        <>
          <Given of={of} />
          <Then of={of} />
        </>
      )}
      {of.kept.length === 0 ? null : <Kept of={of} />}
    </Stack>
  );
};
