import { Text } from '@mantine/core';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { cpniWords } from '../../parts/cpni.tsx';
import type { Shown } from './shown.ts';
import { words } from './words.ts';

const tones: Readonly<Record<Shown['items'][number]['state'], Tone>> = {
  open: 'good',
  recited: 'warn',
  locked: 'held',
};

/** Each class of what the carrier knows of a customer: open or locked, by which rule, and what would open it. */
export const Items = ({ items }: { readonly items: Shown['items'] }) => (
  <>
    {items.map(({ cpni, state, reason, cite, opensBy }) => (
      <div key={cpni} className="sentence">
        <Text fw={600} component="span">
          {cpniWords[cpni]}
        </Text>{' '}
        <Chip tone={tones[state]} words={words.states[state]} />
        <Text size="sm">
          {reason} {cite === null ? '' : `[${cite}]`}
        </Text>
        {state === 'open' || opensBy.length === 0 ? null : (
          <Text size="sm" c="dimmed">
            {words.opensBy(opensBy.map((way) => words.wayNames[way]).join(', '))}
          </Text>
        )}
      </div>
    ))}
  </>
);
