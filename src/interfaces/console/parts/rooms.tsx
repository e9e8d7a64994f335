import { Tabs } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

type Tab = { readonly name: string; readonly label: string; readonly show: () => ReactNode };
type Props = {
  readonly of: readonly Tab[];
  readonly at: string;
  readonly onGo: (name: string) => void;
};

/** The parts of a room behind tabs; only the open one is asked for. */
export const Rooms = ({ of, at, onGo }: Props) => {
  const tabs = useRef<HTMLDivElement>(null);
  // on a narrow screen the tabs run past its edge
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another is chosen
  useEffect(() => {
    const list = tabs.current?.querySelector('[role=tablist]');
    const chosen = list?.querySelector<HTMLElement>('[aria-selected=true]');
    list?.scrollTo({ left: (chosen?.offsetLeft ?? 0) - 24 });
  }, [at]);
  return (
    <Tabs ref={tabs} value={at} onChange={(name) => onGo(name ?? at)} keepMounted={false} className="rooms">
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
};
