import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { addressOf, useAnswerWhen } from '../../ask.ts';
import { ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Line, MaybeLine } from '../../parts/fields.tsx';
import { MomentField, useNow } from '../../parts/moment-field.tsx';
import { Part } from '../../parts/page.tsx';
import { useMay } from '../../session/session.ts';
import type { Breach } from './states.ts';
import { words } from './words.ts';

const Fields = ({ breach }: { readonly breach: Breach }) => {
  const form = useAnswerWhen(useMay('breaches.reportForm'), 'breaches.reportForm', { breachId: breach.id });
  return (
    <Answered of={form}>
      {({ fields, gaps }) => (
        <>
          <Facts
            of={fields.map(({ label, value }) => [
              label,
              value ?? <span className="gap">{words.intents.unknown}</span>,
            ])}
          />
          {gaps.length === 0 ? null : <Text size="sm">{words.gaps(gaps.join(', '))}</Text>}
          <Anchor href={addressOf('breaches.printReportForm', { breachId: breach.id })} target="_blank">
            {words.printReport}
          </Anchor>
        </>
      )}
    </Answered>
  );
};

const Sent = ({ breach }: { readonly breach: Breach }) => {
  const [at, setAt] = useState(useNow());
  const [reference, setReference] = useState('');
  const [urgentHarm, setUrgentHarm] = useState('');
  const [consulted, setConsulted] = useState('');
  return (
    <ActForm
      act="breaches.report"
      input={() => ({
        breachId: breach.id,
        reportedAt: at,
        reference,
        urgentHarm: urgentHarm === '' ? null : urgentHarm,
        consulted: consulted === '' ? null : consulted,
      })}
      button={words.reportItself}
      done={words.reportDone}
    >
      <MomentField label={words.reportedAt} value={at} onChange={setAt} />
      <Line label={words.reference} value={reference} onChange={setReference} />
      <MaybeLine label={words.urgentHarm} value={urgentHarm} onChange={setUrgentHarm} />
      <MaybeLine label={words.consulted} value={consulted} onChange={setConsulted} />
    </ActForm>
  );
};

/** The report to the agencies: its fields from the record, and that it was sent. */
export const Report = ({ breach }: { readonly breach: Breach }) => (
  <>
    {useMay('breaches.reportForm') ? (
      <Part title={words.fieldsOfReport}>
        <Fields breach={breach} />
      </Part>
    ) : null}
    {breach.reportedAt === null ? (
      <Part title={words.reportItself}>
        <Sent breach={breach} />
      </Part>
    ) : null}
  </>
);
