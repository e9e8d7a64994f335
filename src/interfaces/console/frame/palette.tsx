import { Button, Kbd, Modal, VisuallyHidden } from '@mantine/core';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useSignOut } from '../session/session.ts';
import { type Sought, seekAtDesk } from './sought.ts';
import { useScreens } from './use-screens.ts';
import { duties, words } from './words.ts';

/** What opens the palette for whoever does not know its key. */
export const PaletteButton = () => (
  <Button
    variant="default"
    size="compact-md"
    onClick={spotlight.open}
    className="palette-button"
    aria-label={words.search}
    aria-keyshortcuts="Meta+K Control+K"
  >
    <span aria-hidden="true">⌕</span>
    <span className="wide-only" aria-hidden="true">
      &nbsp;{words.search}&nbsp;<Kbd size="xs">⌘K</Kbd>
    </span>
  </Button>
);

type Found = { readonly id: string; readonly label: string; readonly says: string; readonly do: () => void };

// an account has a digit in it; a number has ten of them and nothing else but signs
const account = /^[\w.\-/ ]*\d[\w.\-/ ]*$/;
const number = /^\+?[\d\s().-]{10,20}$/;

/** The customer of this account or number, for whoever works at the desk; a word is none. */
const useCallers = (query: string): readonly Found[] => {
  const navigate = useNavigate();
  const atDesk = useScreens().some(({ duty }) => duty === 'desk');
  const text = query.trim();
  if (!atDesk || text.length < 2) return [];
  const seek = (by: Sought['by']) => ({
    id: `desk-${by}`,
    label: words.seek[by](text),
    says: words.seekSays,
    do() {
      seekAtDesk({ by, text });
      void navigate({ to: '/desk' });
    },
  });
  return [...(account.test(text) ? [seek('account')] : []), ...(number.test(text) ? [seek('number')] : [])];
};

/** Every screen and act of the frame that the words name. */
const useFound = (query: string): readonly Found[] => {
  const navigate = useNavigate();
  const signOut = useSignOut();
  const callers = useCallers(query);
  const screens = useScreens().map(({ to, label, says, duty }) => ({
    id: to,
    label,
    says: `${duties[duty]}: ${says}`,
    do: () => void navigate({ to }),
  }));
  const own = { id: 'own', label: words.own, says: words.ownSays, do: () => void navigate({ to: '/own' }) };
  const training = { id: 'training', label: words.training, says: words.trainingSays };
  const acts = [
    own,
    { ...training, do: () => void navigate({ to: '/training' }) },
    // once the palette is gone, or it would be on the paper
    { id: 'print', label: words.print, says: words.printSays, do: () => void setTimeout(() => print(), 300) },
    { id: 'sign-out', label: words.signOut, says: words.signOutSays, do: () => signOut.mutate() },
  ];
  const sought = query.toLowerCase().split(/\s+/);
  const named = [...screens, ...acts].filter(({ label, says }) =>
    sought.every((word) => `${label} ${says}`.toLowerCase().includes(word)),
  );
  return [...named, ...callers];
};

// what scrolls takes the focus; the library passes it on and does not say so in its types
const scrolledByKeys = { viewportProps: { tabIndex: 0 } };

/** ⌘K or Ctrl+K: where to go and what to do, by its words; who calls, by his account. */
export const Palette = () => {
  const [query, setQuery] = useState('');
  const found = useFound(query);
  return (
    <Spotlight.Root query={query} onQueryChange={setQuery} shortcut="mod + K" tagsToIgnore={[]}>
      <VisuallyHidden>
        <Modal.Title>{words.search}</Modal.Title>
      </VisuallyHidden>
      <Spotlight.Search placeholder={words.searchFor} aria-label={words.searchFor} />
      <Spotlight.ActionsList {...scrolledByKeys}>
        {found.length === 0 ? <Spotlight.Empty>{words.nothingFound}</Spotlight.Empty> : null}
        {found.map(({ id, label, says, do: act }) => (
          <Spotlight.Action
            key={id}
            label={label}
            description={says}
            onClick={act}
            classNames={{ actionDescription: 'found-says' }}
          />
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
};
