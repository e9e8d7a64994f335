import { Kbd, Table } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { type Offered, useScreens } from './use-screens.ts';
import { words } from './words.ts';

const asked = 'compline:keys';

/** Opens the list of keys from anywhere. */
export const keysOf = { open: (): void => void window.dispatchEvent(new Event(asked)) };

const typing = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** A dialog over the page has the keys to itself. */
const inDialog = ({ target }: KeyboardEvent): boolean =>
  document.querySelector('[aria-modal=true]') !== null ||
  (target instanceof HTMLElement && target.closest('[role=dialog]') !== null);

const focusFilter = (): boolean => {
  const filters = [...document.querySelectorAll<HTMLInputElement>('[data-filter]')];
  // that of a table which is not unfolded takes no focus
  const filter = filters.find((one) => one.checkVisibility());
  filter?.focus();
  return filter !== undefined;
};

/**
 * A part of the screen may have a key of its own (`data-key`): it goes to the first thing there that takes the focus; where the part is
 * itself a button to press (`data-press`), it is pressed.
 */
const focusPart = (key: string): boolean => {
  const parts = [...document.querySelectorAll<HTMLElement>('#main [data-key]')];
  const part = parts.find(({ dataset }) => dataset.key === key.toLowerCase());
  if (part !== undefined && 'press' in part.dataset) {
    part.click();
    return true;
  }
  const first = part?.querySelector<HTMLElement>('input:not([type=hidden]), button, select, textarea, a');
  first?.focus();
  return first !== null && first !== undefined;
};

/** Out of a field, so that the letters are keys again; where something is open below it, that is shut first. */
const leaveField = (target: Element): void => {
  if (target.getAttribute('data-mantine-stop-propagation') !== 'true')
    document.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true });
};

/** What the keys of the frame do; `g` waits a moment for the letter of a screen. */
const listen = (screens: readonly Offered[], go: (to: string) => void, help: () => void) => {
  // never yet: time is counted from when the page was asked for, and a call that pops up may be answered at once
  let after = Number.NEGATIVE_INFINITY;
  return (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && typing(event) && !inDialog(event)) leaveField(event.target as Element);
    if (typing(event) || inDialog(event) || event.metaKey || event.ctrlKey || event.altKey) return;
    const screen = screens.find(({ key }) => key === event.key);
    if (event.timeStamp - after < 1200 && screen !== undefined) go(screen.to);
    else if (event.key === '?') help();
    else if (event.key === '/' ? focusFilter() : focusPart(event.key)) event.preventDefault();
    after = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
  };
};

const Row = ({ keys, does }: { readonly keys: readonly string[]; readonly does: string }) => (
  <Table.Tr>
    <Table.Td>
      {keys.map((key) => (
        <Kbd key={key} mr={4}>
          {key}
        </Kbd>
      ))}
    </Table.Td>
    <Table.Td>{does}</Table.Td>
  </Table.Tr>
);

/** The keys that work everywhere, and the list of them behind `?`. */
export const Keys = () => {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const screens = useScreens();
  useEffect(() => {
    const help = (): void => setOpen(true);
    const onKey = listen(screens, (to) => void navigate({ to }), help);
    window.addEventListener('keydown', onKey);
    window.addEventListener(asked, help);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener(asked, help);
    };
  }, [screens, navigate]);
  if (!open) return null;
  return (
    <Dialog title={words.keysTitle} onClose={() => setOpen(false)}>
      <Table>
        <Table.Tbody>
          <Row keys={['⌘ K']} does={words.keyPalette} />
          <Row keys={['/']} does={words.keyFilter} />
          <Row keys={['?']} does={words.keyHelp} />
          <Row keys={[words.escape]} does={words.keyLeave} />
          {screens.map(({ key, label, to }) =>
            key === null ? null : <Row key={to} keys={['g', key]} does={words.keyGo(label)} />,
          )}
        </Table.Tbody>
      </Table>
    </Dialog>
  );
};
