import { Button, Group, Stack } from '@mantine/core';
import { Page } from '../parts/page.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { words } from './words.ts';

/** A screen that broke, or whose parts the server no longer has: the rest of the console goes on. */
export const Failed = ({ error }: { readonly error: unknown }) => (
  <Page title={words.failed}>
    <Stack>
      <Refusal of={error instanceof Error ? error : new Error(String(error))} />
      <Group>
        <Button onClick={() => location.reload()}>{words.loadAnew}</Button>
      </Group>
    </Stack>
  </Page>
);
