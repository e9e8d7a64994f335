import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
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

/** All fields at once, as they are claimed now. */
export const Claim = ({ of }: { readonly of: Case }) => {
  const [claims, setClaims] = useState(claimsOf(of));
  return (
    <Part title={words.claimTitle}>
      <p className="dim">{words.claimLead}</p>
      <ActForm
        act="onboarding.claim"
        input={() => ({
          caseId: of.id,
          fields: names.map((name) => ({ name, claimed: claims[name].trim() })).filter(({ claimed }) => claimed !== ''),
        })}
        button={words.claim}
        done={({ items }) => words.claimedNow(items.length)}
      >
        {names.map((name) => (
          <Field key={name} name={name} value={claims[name]} onChange={(to) => setClaims({ ...claims, [name]: to })} />
        ))}
      </ActForm>
    </Part>
  );
};
