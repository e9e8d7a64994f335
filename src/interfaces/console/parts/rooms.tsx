import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';

type Tab = { readonly name: string; readonly label: string; readonly show: () => ReactNode };
type Props = {
  readonly of: readonly Tab[];
  readonly at: string;
  readonly onGo: (name: string) => void;
};

/** The parts of a room behind tabs; only the open one is asked for. */
export const Rooms = ({ of, at, onGo }: Props) => (
  <Tabs value={at} onChange={(name) => onGo(name ?? at)} keepMounted={false} className="rooms">
    <Tabs.List>
      {of.map(({ name, label }) => (
        <Tabs.Tab key={name} value={name}>
          {label}
        </Tabs.Tab>
      ))}
    </Tabs.List>
    {of.map(({ name, show }) => (
      <Tabs.Panel key={name} value={name} pt="md">
        {show()}
      </Tabs.Panel>
    ))}
  </Tabs>
);
