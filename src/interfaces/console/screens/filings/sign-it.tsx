import { Checkbox, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAnswer } from '../../ask.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Moment } from '../../parts/time.tsx';
import { type Proof, ProveAgain } from '../../session/prove-again.tsx';
import { useSession } from '../../session/session.ts';
import { Documents } from './documents.tsx';
import type { Filing } from './states.ts';
import { words } from './words.ts';

const Signed = ({ signature }: { readonly signature: NonNullable<Filing['signature']> }) => (
  <Facts
    of={[
      [words.signedBy, `${signature.officer}, ${signature.title}`],
      [words.signedAt, <Moment key="at" of={signature.signedAt} />],
      [words.packet, <code key="packet">{signature.packetHash}</code>],
      [words.seal, <code key="seal">{signature.seal}</code>],
    ]}
  />
);

const exactly = (name: string): string => name.replaceAll(/[^\p{L}\p{N} ]/gu, '.');

const Sign = ({ filing, packetHash }: { readonly filing: Filing; readonly packetHash: string }) => {
  const { name } = useSession();
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState<Proof>('');
  const [agreed, setAgreed] = useState(false);
  return (
    <ActFormThen
      act="filings.sign"
      input={() => ({ filingId: filing.id, packetHash, password })}
      button={words.sign}
      done={words.signed}
      onDone={() => setPassword('')}
    >
      <Text>{words.signLead(filing.documents.length, packetHash)}</Text>
      <Checkbox
        required
        label={filing.consent}
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

const NotYours = ({ officerId }: { readonly officerId: string | null }) => {
  const members = useAnswer('members.list', {});
  return (
    <Answered of={members}>
      {({ items }) => (
        <Text mb="sm">
          {words.nameDiffers(items.find(({ personId }) => personId === officerId)?.name ?? words.anotherOfficer)}
        </Text>
      )}
    </Answered>
  );
};

/** The officer signs the exact packet, with the password once more; nobody else can. */
export const SignIt = ({ filing }: { readonly filing: Filing }) => {
  const { id } = useSession();
  if (filing.signature !== null) return <Signed signature={filing.signature} />;
  if (filing.state !== 'prepared' || filing.packetHash === null)
    return <div className="empty">{words.notPrepared}</div>;
  return (
    <>
      {filing.officerId === id ? (
        <Sign filing={filing} packetHash={filing.packetHash} />
      ) : (
        <NotYours officerId={filing.officerId} />
      )}
      <Documents filing={filing} />
    </>
  );
};
