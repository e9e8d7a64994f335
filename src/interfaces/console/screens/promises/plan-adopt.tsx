import { Checkbox, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { ActForm, ActFormThen } from '../../parts/act-form.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Lines } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { type Proof, ProveAgain } from '../../session/prove-again.tsx';
import { useSession } from '../../session/session.ts';
import { words } from './plan-words.ts';
import { WritePlan } from './plan-write.tsx';

type Plan = OutputOf<'mitigationPlans.show'>;
type Props = { readonly plan: Plan };

const tones = { prepared: 'warn', signed: 'good', superseded: 'plain' } as const;

const exactly = (name: string): string => name.replaceAll(/[^\p{L}\p{N} ]/gu, '.');

const Sign = ({ plan: { id, documentsHash, consent } }: Props) => {
  const { name } = useSession();
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState<Proof>('');
  const [agreed, setAgreed] = useState(false);
  return (
    <ActFormThen
      act="mitigationPlans.sign"
      input={() => ({ planId: id, documentsHash, password })}
      button={words.sign}
      done={words.signed}
      onDone={() => setPassword('')}
    >
      <Text>{words.signLead(documentsHash)}</Text>
      <Checkbox
        required
        label={consent}
        checked={agreed}
        onChange={(event) => setAgreed(event.currentTarget.checked)}
      />
      <TextInput
        label={words.typeName}
        required
        withAsterisk={false}
        pattern={exactly(name)}
        title={name}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ProveAgain value={password} onChange={setPassword} />
    </ActFormThen>
  );
};

/** A change that needs no update, because the records say again what the plan says. */
export const Settle = ({ plan: { id, change } }: Props) => {
  const [because, setBecause] = useState('');
  if (change === null) return null;
  return (
    <Part title={words.settle}>
      <ActForm
        act="mitigationPlans.settle"
        input={() => ({ planId: id, because })}
        button={words.settle}
        done={words.settled}
      >
        <Text size="sm" c="dimmed">
          {words.settleLead(change.codes.join(', '))}
        </Text>
        <Lines label={words.because} value={because} onChange={setBecause} />
      </ActForm>
    </Part>
  );
};

/** Who adopts the plan, whether he did, and the way to write it anew. */
export const Adopt = ({ plan }: Props) => {
  const { id } = useSession();
  const { state, officerId, officerName, officerTitle } = plan;
  return (
    <>
      <Facts
        of={[
          [words.state, <Chip key="s" tone={tones[state]} words={words.states[state]} />],
          [words.officer, `${officerName}, ${officerTitle}`],
          [words.preparedBy, plan.preparedBy],
          [words.preparedAt, <Moment key="p" of={plan.preparedAt} />],
          ...(plan.signedAt === null ? [] : ([[words.signedAt, <Moment key="a" of={plan.signedAt} />]] as const)),
          [words.hash, <code key="h">{plan.documentsHash}</code>],
        ]}
      />
      {state !== 'prepared' ? null : officerId === id ? (
        <Sign plan={plan} />
      ) : (
        <Text my="sm">{words.notYours(officerName)}</Text>
      )}
      <Settle plan={plan} />
      {state === 'superseded' ? null : (
        <Part title={words.write}>
          <WritePlan before={plan} />
        </Part>
      )}
    </>
  );
};
