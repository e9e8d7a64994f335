import { Text } from '@mantine/core';
import type { Shown } from './shown.ts';
import { words } from './words.ts';

/** What the agent may always say, in both languages, the customer's first. */
export const Sayings = ({ of }: { readonly of: Shown['sayings'] }) => (
  <section className="card saying" aria-label={words.say}>
    {of.map(({ language, text }) => (
      <Text key={language} lang={language} size="sm">
        <Text component="span" size="sm" fw={600} lang="en">
          {words.languages[language]}:
        </Text>{' '}
        {text}
      </Text>
    ))}
  </section>
);
