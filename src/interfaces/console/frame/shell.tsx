import { AppShell, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Announced } from '../parts/announce.tsx';
import { momentInWords } from '../parts/time.tsx';
import { useSession } from '../session/session.ts';
import { Keys } from './keys.tsx';
import { MyWork } from './my-work.tsx';
import { Palette, PaletteButton } from './palette.tsx';
import { PersonMenu } from './person-menu.tsx';
import { Rail } from './rail.tsx';
import { words } from './words.ts';

const Brand = () => {
  const { carrier } = useSession();
  return (
    <div className="brand-box">
      <Text className="brand" component="span">
        Compline
      </Text>
      <Text size="sm" fw={600} truncate component="span" className="carrier-name">
        {carrier.shortName}
      </Text>
    </div>
  );
};

// heads the paper only: a page in a file must say whose it is and of when
const Printed = () => {
  const { carrier, name } = useSession();
  return (
    <p className="print-only printed">
      {words.printed(carrier.shortName, momentInWords(carrier.at, carrier.zone), name)}
    </p>
  );
};

/** Header, rail and the screen of this address. */
export const Shell = () => {
  const [open, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    // whoever went somewhere by the menu has done with it, and reads on at the beginning of the screen
    close();
    scrollTo(0, 0);
    document.querySelector<HTMLElement>('#main')?.focus();
  }, [pathname, close]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !open, desktop: false } }}
      padding="md"
    >
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger
            opened={open}
            onClick={toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label={words.menu}
            aria-expanded={open}
          />
          <Brand />
          <Group gap="xs" wrap="nowrap" ml="auto">
            <PaletteButton />
            <MyWork />
            <PersonMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={words.rail}>
        <Rail />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <Printed />
        <Outlet />
      </AppShell.Main>
      <Announced />
      <Palette />
      <Keys />
    </AppShell>
  );
};
