import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = { readonly title: string; readonly children: ReactNode };

/** A screen with its heading, which is also what the browser's tab says. */
export const Page = ({ title, children }: Props) => (
  <>
    <title>{`${title} · Compline`}</title>
    <Title order={1} size="h2" mb="md">
      {title}
    </Title>
    {children}
  </>
);

type Headed = Props & { readonly lead: string; readonly aside: ReactNode };

/** The same with a sentence below the heading and something at its right. */
export const HeadedPage = ({ title, lead, aside, children }: Headed) => (
  <>
    <title>{`${title} · Compline`}</title>
    <Group justify="space-between" align="flex-start" mb="md">
      <div>
        <Title order={1} size="h2">
          {title}
        </Title>
        <Text c="dimmed">{lead}</Text>
      </div>
      <div>{aside}</div>
    </Group>
    {children}
  </>
);

type Section = { readonly title: string; readonly children: ReactNode };

/** A part of a screen under a heading of its own. */
export const Part = ({ title, children }: Section) => (
  <section className="part">
    <Title order={2} size="h4" mb="xs">
      {title}
    </Title>
    {children}
  </section>
);
