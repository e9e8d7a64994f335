import { Text } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Lines } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import type { Filing } from './states.ts';
import { words } from './words.ts';

type Person = OutputOf<'filings.samples'>['talkTo'][number];
type Talk = OutputOf<'filings.knowledge'>['talks'][number];

const known = (role: string): role is keyof typeof words.questions => role in words.questions;

const questionOf = (role: string): string | null => (known(role) ? words.questions[role] : null);

const Said = ({ filing, person }: { readonly filing: Filing; readonly person: Person }) => {
  const [said, setSaid] = useState('');
  return (
    <ActFormThen
      act="filings.talked"
      input={() => ({ filingId: filing.id, personId: person.personId, said })}
      button={words.noteTalk}
      done={words.talkNoted}
      onDone={() => setSaid('')}
    >
      <Lines label={`${words.said}: ${person.name}`} value={said} onChange={setSaid} />
    </ActFormThen>
  );
};

type Props = { readonly filing: Filing; readonly talkTo: readonly Person[]; readonly talks: readonly Talk[] };

/** Three of the staff with a question each, and what they said. */
export const Talks = ({ filing, talkTo, talks }: Props) => (
  <Part title={words.talkTo}>
    <Text size="sm" c="dimmed" mb="sm">
      {words.talkLead}
    </Text>
    {talkTo.length === 0 ? <div className="empty">{words.nobodyToTalk}</div> : null}
    {talkTo.map((person) => (
      <section key={person.personId} className="card" aria-label={person.name}>
        <Text fw={600}>
          {person.name} <span className="dim">({person.role})</span>
        </Text>
        <Text size="sm" mb="xs">
          {questionOf(person.role)}
        </Text>
        {talks
          .filter(({ personId }) => personId === person.personId)
          .map(({ said, at, officerName }) => (
            <blockquote key={at}>
              {said}{' '}
              <span className="dim">
                ({officerName}, <Moment of={at} />)
              </span>
            </blockquote>
          ))}
        {filing.signature === null ? <Said filing={filing} person={person} /> : null}
      </section>
    ))}
  </Part>
);
