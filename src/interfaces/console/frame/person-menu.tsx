import { Avatar, Popover, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMoveTo, useSession, useSignOut } from '../session/session.ts';
import { keysOf } from './keys.tsx';
import { words } from './words.ts';

type ChoiceProps = { readonly chosen: boolean; readonly onChoose: () => void; readonly children: ReactNode };

const Choice = ({ chosen, onChoose, children }: ChoiceProps) => (
  <UnstyledButton className="menu-item" aria-pressed={chosen} onClick={onChoose}>
    {children} <span aria-hidden="true">{chosen ? '✓' : ''}</span>
  </UnstyledButton>
);

const schemes = [
  ['light', words.light],
  ['dark', words.dark],
  ['auto', words.asSystem],
] as const;

const Appearance = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Text className="menu-title">{words.appearance}</Text>
      {schemes.map(([scheme, label]) => (
        <Choice key={scheme} chosen={scheme === colorScheme} onChoose={() => setColorScheme(scheme)}>
          {label}
        </Choice>
      ))}
    </>
  );
};

const Carriers = () => {
  const { carriers } = useSession();
  const moveTo = useMoveTo();
  if (carriers.length < 2) return null;
  return (
    <>
      <Text className="menu-title">{words.carrier}</Text>
      {carriers.map(({ carrierId, shortName, current }) => (
        <Choice key={carrierId} chosen={current} onChoose={() => moveTo.mutate(carrierId)}>
          {shortName}
        </Choice>
      ))}
    </>
  );
};

const Ways = ({ onLeave }: { readonly onLeave: () => void }) => {
  const signOut = useSignOut();
  const showKeys = (): void => {
    onLeave();
    keysOf.open();
  };
  const printPage = (): void => {
    onLeave();
    setTimeout(() => print(), 300);
  };
  return (
    <>
      <Link to="/own" className="menu-item" onClick={onLeave}>
        {words.own}
      </Link>
      <Link to="/training" className="menu-item" onClick={onLeave}>
        {words.training}
      </Link>
      <UnstyledButton className="menu-item" onClick={printPage}>
        {words.print}
      </UnstyledButton>
      <UnstyledButton className="menu-item" onClick={showKeys}>
        {words.keys}
      </UnstyledButton>
      <UnstyledButton className="menu-item" onClick={() => signOut.mutate()}>
        {words.signOut}
      </UnstyledButton>
    </>
  );
};

/** Who is here and where: another carrier, light or dark, keys, the way out. */
export const PersonMenu = () => {
  const { name, roles } = useSession();
  const [open, { toggle, close }] = useDisclosure(false);
  return (
    <Popover
      opened={open}
      onDismiss={close}
      width={230}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <UnstyledButton aria-label={words.person(name)} aria-expanded={open} onClick={toggle}>
          <Avatar name={name} variant="filled" color="harbour" size={34} aria-hidden="true" alt="" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={words.person(name)} tabIndex={-1} p="xs">
        <div className="person-facts">
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {roles.join(', ')}
          </Text>
        </div>
        <Carriers />
        <Appearance />
        <hr className="menu-line" />
        <Ways onLeave={close} />
      </Popover.Dropdown>
    </Popover>
  );
};
