import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import type { Breach } from './states.ts';
import { words } from './words.ts';

type Effect = keyof typeof words.effects;

const tones: Readonly<Record<Effect, Tone>> = { none: 'plain', partly: 'warn', contradicts: 'bad' };

type Concept = OutputOf<'breaches.concepts'>['items'][number];

const Mark = ({ breachId, concepts }: { readonly breachId: string; readonly concepts: readonly Concept[] }) => {
  const [concept, setConcept] = useState<string | null>(null);
  const [effect, setEffect] = useState<Effect>('contradicts');
  return (
    <ActForm
      act="breaches.markConcepts"
      input={() => ({ breachId, concepts: [{ concept: concept ?? '', effect }] })}
      button={words.mark}
      done={words.marked}
    >
      <Select
        label={words.statement}
        searchable
        required
        withAsterisk={false}
        data={concepts.map((one) => ({ value: one.concept, label: `${one.concept} ${one.says}` }))}
        value={concept}
        onChange={setConcept}
      />
      <OneOf label={words.effect} of={words.effects} value={effect} onChange={setEffect} />
    </ActForm>
  );
};

/** Which of the carrier's own statements the breach makes untrue. */
export const Statements = ({ breach }: { readonly breach: Breach }) => {
  const concepts = useAnswer('breaches.concepts', { breachId: breach.id });
  return (
    <Answered of={concepts}>
      {({ items }) => (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {words.statementsLead}
          </Text>
          {items
            .filter(({ effect }) => effect !== 'none')
            .map(({ concept, says, effect, promised }) => (
              <div key={concept} className="sentence">
                <Chip tone={tones[effect]} words={words.effects[effect]} /> {says}
                {promised.map((text) => (
                  <Text key={text} size="sm" c="dimmed">
                    {words.promisedAs(text)}
                  </Text>
                ))}
              </div>
            ))}
          <Part title={words.mark}>
            <Mark breachId={breach.id} concepts={items} />
          </Part>
        </>
      )}
    </Answered>
  );
};
