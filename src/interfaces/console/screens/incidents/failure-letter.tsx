import { Anchor, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../client/types.ts';
import { addressOf, useAnswer } from '../../ask.ts';
import { ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Facts } from '../../parts/facts.tsx';
import { DateField, Line, Lines, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { dateIn } from '../../parts/time.tsx';
import { useMay, useSession } from '../../session/session.ts';
import type { Failure } from './states.ts';
import { words } from './words.ts';

type LetterFacts = OutputOf<'channels.incident.showLetter'>['facts'];
type Fields = {
  readonly dated: string;
  readonly measures: string;
  readonly on: string;
  readonly state: 'done' | 'planned';
  readonly commissions: string;
  readonly notice: string;
  readonly noticeOn: string;
  readonly contact: string;
  readonly telephone: string;
  readonly signer: string;
  readonly title: string;
};

const fieldsOf = (facts: LetterFacts, today: string): Fields => {
  const { dated, remedy, states, customerNotice, contact, signer } = facts;
  const notice = customerNotice === null || customerNotice === 'none' ? null : customerNotice;
  return {
    dated: dated ?? today,
    measures: remedy?.measures.join('\n') ?? '',
    on: remedy?.on ?? today,
    state: remedy?.state ?? 'done',
    commissions: states?.map(({ commission }) => commission).join('\n') ?? '',
    notice: notice?.text ?? '',
    noticeOn: notice?.givenOn ?? today,
    contact: contact?.name ?? '',
    telephone: contact?.telephone ?? '',
    signer: signer?.name ?? '',
    title: signer?.title ?? '',
  };
};

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const both = <T,>(a: string, b: string, made: T): T | null => (a.trim() === '' || b.trim() === '' ? null : made);

const inputOf = (incidentId: string, f: Fields): InputOf<'channels.incident.writeLetter'> => {
  const measures = linesOf(f.measures);
  return {
    incidentId,
    dated: f.dated,
    remedy: measures.length === 0 ? null : { measures, on: f.on, state: f.state },
    states: linesOf(f.commissions).map((commission) => ({ commission, notifiedOn: null, action: '' })),
    customerNotice: f.notice.trim() === '' ? 'none' : { givenOn: f.noticeOn, text: f.notice },
    contact: both(f.contact, f.telephone, { name: f.contact, telephone: f.telephone }),
    signer: both(f.signer, f.title, { name: f.signer, title: f.title }),
  };
};

const Area = ({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (to: string) => void;
}) => (
  <Textarea
    label={label}
    autosize
    minRows={2}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

const Write = ({ incidentId, facts }: { readonly incidentId: string; readonly facts: LetterFacts }) => {
  const { carrier } = useSession();
  const [fields, setFields] = useState(() => fieldsOf(facts, dateIn(carrier.at, carrier.zone)));
  const put = (name: keyof Fields) => (to: string) => setFields({ ...fields, [name]: to });
  return (
    <ActForm
      act="channels.incident.writeLetter"
      input={() => inputOf(incidentId, fields)}
      button={words.writeLetter}
      done={words.letterKept}
      onDone={() => {}}
    >
      <DateField label={words.dated} value={fields.dated} onChange={put('dated')} />
      <Lines label={words.remedy} value={fields.measures} onChange={put('measures')} />
      <OneOf label={words.remedyState} of={words.remedyStates} value={fields.state} onChange={put('state')} />
      <DateField label={words.remedyOn} value={fields.on} onChange={put('on')} />
      <Area label={words.commissions} value={fields.commissions} onChange={put('commissions')} />
      <Area label={words.noticeText} value={fields.notice} onChange={put('notice')} />
      {fields.notice === '' ? null : (
        <DateField label={words.noticeOn} value={fields.noticeOn} onChange={put('noticeOn')} />
      )}
      <Line label={words.contactName} value={fields.contact} onChange={put('contact')} />
      <Line label={words.contactPhone} value={fields.telephone} onChange={put('telephone')} />
      <Line label={words.signerName} value={fields.signer} onChange={put('signer')} />
      <Line label={words.signerTitle} value={fields.title} onChange={put('title')} />
    </ActForm>
  );
};

const Sent = ({ incidentId }: { readonly incidentId: string }) => {
  const { carrier } = useSession();
  const [sentOn, setSentOn] = useState(dateIn(carrier.at, carrier.zone));
  const [reference, setReference] = useState('');
  return (
    <ActForm
      act="channels.incident.letter"
      input={() => ({ incidentId, sentOn, reference })}
      button={words.sendLetter}
      done={words.sent}
      onDone={() => {}}
    >
      <DateField label={words.sentOn} value={sentOn} onChange={setSentOn} />
      <Line label={words.letterReference} value={reference} onChange={setReference} />
    </ActForm>
  );
};

/** The letter to the FCC: filled from the record, gaps in amber, written by people, printed, sent. */
export const Letter = ({ failure }: { readonly failure: Failure }) => {
  const letter = useAnswer('channels.incident.showLetter', { incidentId: failure.id });
  const mayPrint = useMay('channels.incident.printLetter');
  return (
    <Answered of={letter}>
      {({ mechanisms, stillWorking, problems, gaps, facts }) => (
        <>
          <Facts
            of={[
              [words.channel, mechanisms.join(', ')],
              [words.alreadyWorks, stillWorking.join(', ') || words.none],
              [words.problem, problems.join(' ')],
            ]}
          />
          {gaps.length === 0 ? null : (
            <Text size="sm" mb="sm">
              <span className="gap">{words.gaps(gaps.map((gap) => words.gapNames[gap] ?? gap).join(', '))}</span>
            </Text>
          )}
          {gaps.length === 0 && mayPrint ? (
            <Anchor href={addressOf('channels.incident.printLetter', { incidentId: failure.id })} target="_blank">
              {words.printLetter}
            </Anchor>
          ) : null}
          {failure.letterSentOn === null ? (
            <>
              <Part title={words.letter}>
                <Write incidentId={failure.id} facts={facts} />
              </Part>
              <Part title={words.sendLetter}>
                <Sent incidentId={failure.id} />
              </Part>
            </>
          ) : null}
        </>
      )}
    </Answered>
  );
};
