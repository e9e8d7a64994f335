import { Button, Popover, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useAnswer } from '../ask.ts';
import { Answered } from '../parts/answered.tsx';
import { Place } from '../screens/today/place.tsx';
import { words } from './words.ts';

/** What waits for the roles of the person here, from every screen. */
export const MyWork = () => {
  const [open, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever went somewhere from here has done with it
  useEffect(close, [pathname]);
  const tasks = useAnswer('tasks.list', { state: 'open', whose: 'mine', limit: 6 });
  const count = tasks.data === undefined ? (tasks.error === null ? '…' : '?') : String(tasks.data.count ?? '?');
  return (
    <Popover
      opened={open}
      onDismiss={close}
      width={340}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <Button
          variant="default"
          size="compact-md"
          onClick={toggle}
          aria-expanded={open}
          aria-label={words.myWorkOf(count)}
        >
          <span className="wide-only">{words.myWork}&nbsp;</span>
          <span className="count">{count}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={words.myWork} tabIndex={-1}>
        <Answered of={tasks}>
          {({ items }) => (
            <Stack gap="xs">
              {items.length === 0 ? <Text size="sm">{words.noWork}</Text> : null}
              {items.map(({ id, why, subject }) => (
                <div key={id}>
                  <Text size="sm" lineClamp={2}>
                    {why}
                  </Text>
                  <Place subject={subject} />
                </div>
              ))}
              <Link to="/tasks" onClick={close} className="link">
                {words.allWork}
              </Link>
            </Stack>
          )}
        </Answered>
      </Popover.Dropdown>
    </Popover>
  );
};
