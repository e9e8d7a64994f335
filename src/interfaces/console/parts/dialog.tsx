import { Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { words } from './words.ts';

type Props = { readonly title: string; readonly onClose: () => void; readonly children: ReactNode };

/** A dialog over the page; what opened it gets the focus back. The library's own header would be a second banner of the page. */
export const Dialog = ({ title, onClose, children }: Props) => (
  <Modal.Root opened onClose={onClose}>
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
