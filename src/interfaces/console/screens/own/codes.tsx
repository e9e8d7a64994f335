import { Text } from '@mantine/core';
import { words } from './words.ts';

/** What making them answers. */
export type Made = { readonly recoveryCodes: readonly string[] };

/** Recovery codes, on the page and nowhere else: what was made is shown once. */
export const Codes = ({ of }: { readonly of: readonly string[] }) => (
  <section className="card">
    <Text fw={600}>{words.keepThem}</Text>
    <ul className="codes">
      {of.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ul>
  </section>
);
