import { Stack, Text } from '@mantine/core';
import { Page } from '../parts/page.tsx';
import { words } from './words.ts';

export const NothingHere = () => (
  <Page title={words.notFound}>
    <Stack>
      <Text>{words.notFoundHelp}</Text>
    </Stack>
  </Page>
);
