import { Group, Modal } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import { words } from './words.ts';

type Props = { readonly title: string; readonly onClose: () => void; readonly children: ReactNode };

/** The dialogs that are open, the one on top last. */
const open: object[] = [];

/** Escape closes the dialog on top alone, and none while something open in it takes the key itself. */
const useEscape = (onClose: () => void): void => {
  const [me] = useState(() => ({}));
  useEffect(() => {
    open.push(me);
    return () => void open.splice(open.indexOf(me), 1);
  }, [me]);
  const onKey = ({ key, isComposing, target }: KeyboardEvent): void => {
    if (key !== 'Escape' || isComposing || open.at(-1) !== me) return;
    if (target instanceof Element && target.closest('[data-mantine-stop-propagation=true]') !== null) return;
    onClose();
  };
  useWindowEvent('keydown', onKey, { capture: true });
};

/** What had the focus before gets it back: the library does that only for a dialog that stays and is shut. */
const useFocusBack = (): void => {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // once it is gone, and what stands below may take the focus again
      setTimeout(() => {
        if (before instanceof HTMLElement && before.isConnected) before.focus();
      });
    },
    [before],
  );
};

/** A dialog over the page, or over another; what opened it gets the focus back. The library's own header would be a second banner of the page. */
export const Dialog = ({ title, onClose, children }: Props) => {
  useEscape(onClose);
  useFocusBack();
  return (
    <Modal.Root opened onClose={onClose} closeOnEscape={false}>
      <Modal.Overlay />
      <Modal.Content>
        <Group justify="space-between" wrap="nowrap" p="md" pb={0}>
          <Modal.Title fw={650}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={words.closeDialog} />
        </Group>
        <Modal.Body pt="xs">{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
