import { Alert, Text } from '@mantine/core';
import { useState } from 'react';
import { useAnswer } from '../../ask.ts';
import { ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Count } from '../../parts/fields.tsx';
import { MomentField, useNow } from '../../parts/moment-field.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import type { Breach } from './states.ts';
import { words } from './words.ts';

const Lock = ({ breachId }: { readonly breachId: string }) => {
  const asked = useAnswer('breaches.mayWrite', { breachId });
  return (
    <Answered of={asked}>
      {({ may, detail, fix, cite }) =>
        may === 'yes' ? (
          <Alert color="green" title={words.mayNow} mb="md" />
        ) : (
          <Alert color="yellow" title={words.mayNotYet} mb="md">
            <Text size="sm">
              {detail} {cite === null ? null : `[${cite}]`}
            </Text>
            <Text size="sm">{fix}</Text>
          </Alert>
        )
      }
    </Answered>
  );
};

const Notified = ({ breach }: { readonly breach: Breach }) => {
  const [at, setAt] = useState(useNow());
  const [customers, setCustomers] = useState(breach.customers === null ? '' : String(breach.customers));
  return (
    <ActForm
      act="breaches.customersNotified"
      input={() => ({ breachId: breach.id, notifiedAt: at, customers: Number.parseInt(customers, 10) })}
      button={words.notify}
      done={words.notified}
    >
      <MomentField label={words.notifiedAt} value={at} onChange={setAt} />
      <Count label={words.customersCount} value={customers} onChange={setCustomers} />
    </ActForm>
  );
};

/** Whether customers may be told, who can unlock it where not, and that they were. */
export const TellCustomers = ({ breach }: { readonly breach: Breach }) =>
  breach.customersNotifiedAt !== null ? (
    <Facts
      of={[
        [words.toldCustomers, <Moment key="told" of={breach.customersNotifiedAt} />],
        [words.customersCount, breach.customersNotified ?? words.intents.unknown],
      ]}
    />
  ) : (
    <>
      <Lock breachId={breach.id} />
      <Part title={words.notify}>
        <Notified breach={breach} />
      </Part>
    </>
  );
