import { Text } from '@mantine/core';
import { useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { MaybeDate, MaybeLine, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { type FieldName, fields, words } from './identity-words.ts';
import type { Case } from './states.ts';

type Claims = Readonly<Record<FieldName, string>>;
type AddressKind = keyof typeof words.addressKinds;

const names = Object.keys(fields) as readonly FieldName[];

const claimsOf = (of: Case): Claims => {
  const claimed = new Map(of.fields.map(({ name, claimed: value }) => [name, value]));
  return Object.fromEntries(names.map((name) => [name, claimed.get(name) ?? ''])) as Claims;
};

const isKind = (value: string): value is AddressKind => value in words.addressKinds;

type FieldProps = { readonly name: FieldName; readonly value: string; readonly onChange: (to: string) => void };

const Field = ({ name, value, onChange }: FieldProps) => {
  const label = fields[name];
  if (name === 'address-kind')
    return (
      <OneOf
        label={label}
        of={words.addressKinds}
        value={isKind(value) ? value : 'not-asked'}
        onChange={(kind) => onChange(kind === 'not-asked' ? '' : kind)}
      />
    );
  if (name.endsWith('-on')) return <MaybeDate label={label} value={value} onChange={onChange} />;
  return <MaybeLine label={label} value={value} onChange={onChange} />;
};

type Written = Partial<Claims>;

/** What was written here and is another than what is claimed: what nobody touched stays whosever it is. */
const changedIn = (written: Written, claims: Claims) =>
  names
    .map((name) => ({ name, claimed: written[name]?.trim() ?? claims[name] }))
    .filter(({ name, claimed }) => claimed !== claims[name]);

/** All fields at once, as they are claimed now. */
export const Claim = ({ of }: { readonly of: Case }) => {
  const claims = claimsOf(of);
  const [written, setWritten] = useState<Written>({});
  const changed = changedIn(written, claims);
  const emptied = changed.filter(({ claimed }) => claimed === '').map(({ name }) => fields[name]);
  return (
    <Part title={words.claimTitle}>
      <p className="dim">{words.claimLead}</p>
      <ActFormThen
        act="onboarding.claim"
        input={() => ({ caseId: of.id, fields: changed.filter(({ claimed }) => claimed !== '') })}
        button={words.claim}
        done={({ items }) => words.claimedNow(items.length)}
        onDone={() => setWritten({})}
      >
        {names.map((name) => (
          <Field
            key={name}
            name={name}
            value={written[name] ?? claims[name]}
            onChange={(to) => setWritten({ ...written, [name]: to })}
          />
        ))}
        <Text role="status">{emptied.length === 0 ? '' : words.cannotEmpty(emptied.join(', '))}</Text>
      </ActFormThen>
    </Part>
  );
};
