import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = { readonly title: string; readonly lead: string; readonly children: ReactNode };

/** The page before anybody is in. */
export const Entrance = ({ title, lead, children }: Props) => (
  <main className="sign-in">
    <title>{`${title} · Compline`}</title>
    <Paper withBorder p="xl" radius="md" w="100%" maw={420}>
      <Stack>
        <div>
          <Text className="brand">Compline</Text>
          <Title order={1} size="h2">
            {title}
          </Title>
          <Text c="dimmed">{lead}</Text>
        </div>
        {children}
      </Stack>
    </Paper>
  </main>
);
