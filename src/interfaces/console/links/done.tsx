import { Anchor } from '@mantine/core';
import { Entrance } from '../session/entrance.tsx';
import { words } from './words.ts';

/** The link has served; whoever came by it signs in. */
export const Done = () => (
  <Entrance title={words.done} lead={words.doneLead}>
    <Anchor href="/console">{words.signIn}</Anchor>
  </Entrance>
);
