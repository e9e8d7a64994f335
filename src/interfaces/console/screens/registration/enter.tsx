import { Text } from '@mantine/core';
import { useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { DateField, Line, Lines, MaybeLine, MaybeLines, OneOf, SomeOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { useToday } from '../../parts/time.tsx';
import { type Facts, factsOf, type ListField, type Written, writtenOf } from './facts.ts';
import { words } from './words.ts';

type Part1 = { readonly of: Written; readonly onChange: (some: Partial<Written>) => void };

const Signing = ({ of: { roles, status, extension, foreign }, onChange }: Part1) => {
  const put = (some: Partial<Written['extension']>) => onChange({ extension: { ...extension, ...some } });
  return (
    <>
      <SomeOf label={words.roles} of={words.roleNames} value={roles} onChange={(to) => onChange({ roles: [...to] })} />
      <OneOf
        label={words.status}
        of={words.statuses}
        value={status}
        onChange={(to) =>
          // a full status claims no extension, and its fields are not shown
          onChange(to === 'full' ? { status: to, extension: writtenOf(null).extension } : { status: to })
        }
      />
      {status === 'full' ? null : (
        <>
          <OneOf
            label={words.extension}
            of={words.extensions}
            value={extension.kind}
            onChange={(kind) => put({ kind })}
          />
          <OneOf
            label={words.paragraph}
            of={words.paragraphs}
            value={extension.paragraph ?? 'none'}
            onChange={(to) => put({ paragraph: to === 'none' ? null : to })}
          />
          <Lines label={words.because} value={extension.because} onChange={(because) => put({ because })} />
        </>
      )}
      <OneOf label={words.foreign} of={words.yesNo} value={foreign} onChange={(to) => onChange({ foreign: to })} />
    </>
  );
};

const Contact = ({ of: { contact }, onChange }: Part1) => {
  const put = (name: keyof Written['contact']) => (to: string) => onChange({ contact: { ...contact, [name]: to } });
  return (
    <Part title={words.contact}>
      <Line label={words.name} value={contact.name} onChange={put('name')} />
      <Line label={words.title} value={contact.title} onChange={put('title')} />
      <Line label={words.department} value={contact.department} onChange={put('department')} />
      <Lines label={words.address} value={contact.address} onChange={put('address')} />
      <Line label={words.contactCountry} value={contact.country} onChange={put('country')} />
      <Line label={words.telephone} value={contact.telephone} onChange={put('telephone')} />
      <MaybeLine label={words.telephoneExtension} value={contact.extension} onChange={put('extension')} />
      <Line label={words.email} value={contact.email} onChange={put('email')} />
    </Part>
  );
};

const lists: Readonly<Record<Exclude<ListField, 'principals'>, string>> = {
  affiliates: words.affiliates,
  subsidiaries: words.subsidiaries,
  parents: words.parents,
  analyticsVendors: words.vendors,
};

const Others = ({ of, onChange }: Part1) => (
  <Part title={words.owners}>
    <Text size="sm" c="dimmed">
      {words.namedLead}
    </Text>
    <Lines label={words.principals} value={of.principals} onChange={(principals) => onChange({ principals })} />
    {Object.entries(lists).map(([name, label]) => (
      <MaybeLines key={name} label={label} value={of[name as ListField]} onChange={(to) => onChange({ [name]: to })} />
    ))}
    <MaybeLines label={words.otherNames} value={of.otherNames} onChange={(otherNames) => onChange({ otherNames })} />
    <MaybeLines label={words.otherFrns} value={of.otherFrns} onChange={(otherFrns) => onChange({ otherFrns })} />
    <Text size="sm" c="dimmed">
      {words.enforcementLead}
    </Text>
    <MaybeLines
      label={words.enforcement}
      value={of.enforcement}
      onChange={(enforcement) => onChange({ enforcement })}
    />
    <OneOf
      label={words.removals}
      of={words.removalNames}
      value={of.removals}
      onChange={(removals) => onChange({ removals })}
    />
  </Part>
);

type Props = { readonly facts: Facts | null; readonly onEntered: () => void };

/** What the database is to say from a day on: another version, begun from what is entered. */
export const Enter = ({ facts, onEntered }: Props) => {
  const [of, setOf] = useState(writtenOf(facts));
  const [changedOn, setChangedOn] = useState(useToday());
  const change = (some: Partial<Written>): void => setOf((before) => ({ ...before, ...some }));
  return (
    <ActFormThen
      act="registrations.enter"
      input={() => ({ facts: factsOf(of), changedOn })}
      button={words.enter}
      done={words.enteredDone}
      onDone={onEntered}
    >
      <Text size="sm" c="dimmed">
        {words.enterLead}
      </Text>
      <Signing of={of} onChange={change} />
      <Line label={words.country} value={of.country} onChange={(country) => change({ country })} />
      <Contact of={of} onChange={change} />
      <Others of={of} onChange={change} />
      <DateField label={words.changedOn} value={changedOn} onChange={setChangedOn} />
    </ActFormThen>
  );
};
