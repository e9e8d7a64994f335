import { Button, Fieldset, Group } from '@mantine/core';
import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { MaybeDate, MaybeLine, MaybeLines, OneOf } from '../../parts/fields.tsx';
import {
  type Commission,
  fieldsOf,
  type LetterFacts,
  type LetterFields,
  noCommission,
  writtenOf,
} from './letter-fields.ts';
import { words } from './words.ts';

type Put = (some: Partial<LetterFields>) => void;
type PartProps = { readonly of: LetterFields; readonly put: Put };

const Remedy = ({ of, put }: PartProps) => (
  <>
    <MaybeLines label={words.remedy} value={of.measures} onChange={(measures) => put({ measures })} />
    <OneOf label={words.remedyState} of={words.remedyStates} value={of.state} onChange={(state) => put({ state })} />
    <MaybeDate label={words.remedyOn} value={of.on} onChange={(on) => put({ on })} />
  </>
);

type OneProps = { readonly n: number; readonly of: Commission; readonly onChange: (to: Commission) => void };

const One = ({ n, of, onChange }: OneProps) => (
  <Fieldset legend={words.commissionN(n + 1)}>
    <MaybeLine
      label={words.commission}
      value={of.commission}
      onChange={(commission) => onChange({ ...of, commission })}
    />
    <MaybeDate
      label={words.commissionTold}
      value={of.notifiedOn}
      onChange={(to) => onChange({ ...of, notifiedOn: to })}
    />
    <MaybeLine label={words.commissionAction} value={of.action} onChange={(action) => onChange({ ...of, action })} />
  </Fieldset>
);

const Commissions = ({ of, put }: PartProps) => {
  const shown = of.commissions.length === 0 ? [noCommission] : of.commissions;
  return (
    <>
      <OneOf label={words.commissions} of={words.toldCommissions} value={of.told} onChange={(told) => put({ told })} />
      {of.told === 'these' ? (
        <>
          {shown.map((one, n) => (
            <One
              // biome-ignore lint/suspicious/noArrayIndexKey: they have no name but their place
              key={n}
              n={n}
              of={one}
              onChange={(to) => put({ commissions: shown.map((other, at) => (at === n ? to : other)) })}
            />
          ))}
          <Group>
            <Button variant="default" size="xs" onClick={() => put({ commissions: [...shown, noCommission] })}>
              {words.anotherCommission}
            </Button>
          </Group>
        </>
      ) : null}
    </>
  );
};

const Notice = ({ of, put }: PartProps) => (
  <>
    <OneOf
      label={words.customerNotice}
      of={words.customerNotices}
      value={of.noticed}
      onChange={(noticed) => put({ noticed })}
    />
    {of.noticed === 'given' ? (
      <>
        <MaybeLines label={words.noticeText} value={of.notice} onChange={(notice) => put({ notice })} />
        <MaybeDate label={words.noticeOn} value={of.noticeOn} onChange={(noticeOn) => put({ noticeOn })} />
      </>
    ) : null}
  </>
);

const People = ({ of, put }: PartProps) => (
  <>
    <MaybeLine label={words.contactName} value={of.contact} onChange={(contact) => put({ contact })} />
    <MaybeLine label={words.contactPhone} value={of.telephone} onChange={(telephone) => put({ telephone })} />
    <MaybeLine label={words.signerName} value={of.signer} onChange={(signer) => put({ signer })} />
    <MaybeLine label={words.signerTitle} value={of.title} onChange={(title) => put({ title })} />
  </>
);

type Props = { readonly incidentId: string; readonly facts: LetterFacts };

/** What only a person knows of the failure; whatever nobody enters stays a gap. */
export const WriteLetter = ({ incidentId, facts }: Props) => {
  const [fields, setFields] = useState(() => fieldsOf(facts));
  const put: Put = (some) => setFields({ ...fields, ...some });
  return (
    <ActForm
      act="channels.incident.writeLetter"
      input={() => writtenOf(incidentId, fields)}
      button={words.writeLetter}
      done={words.letterKept}
    >
      <MaybeDate label={words.dated} value={fields.dated} onChange={(dated) => put({ dated })} />
      <Remedy of={fields} put={put} />
      <Commissions of={fields} put={put} />
      <Notice of={fields} put={put} />
      <People of={fields} put={put} />
    </ActForm>
  );
};
