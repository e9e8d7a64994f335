import { Button, Group, Text } from '@mantine/core';
import type { Pages } from '../ask.ts';
import { words } from './words.ts';

/** Below a list that came in part: that there is more, and the way to it. */
export const More = ({ of }: { readonly of: Pages<unknown> }) =>
  of.more === null ? null : (
    <Group mt="sm">
      <Button variant="default" size="xs" loading={of.reading} onClick={of.more}>
        {words.more}
      </Button>
      <Text size="sm" c="dimmed">
        {words.moreThere}
      </Text>
    </Group>
  );
