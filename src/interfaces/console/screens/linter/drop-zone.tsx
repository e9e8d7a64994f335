import { Text } from '@mantine/core';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { announce } from '../../parts/announce.tsx';
import { words } from './words.ts';

/** A file or a text that is pasted, but into a field of the page. */
const pastedFile = ({ target, clipboardData }: ClipboardEvent): File | null => {
  if (target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(target.tagName) && target.matches(':not([type=file])'))
    return null;
  const [file] = clipboardData?.files ?? [];
  const text = clipboardData?.getData('text/plain') ?? '';
  if (file !== undefined) return file;
  return text.trim() === '' ? null : new File([text], words.pasted, { type: 'text/plain' });
};

type Props = { readonly onFile: (file: File) => void };

/** Where a file is dropped, or chosen by a press; the field in it is the browser's own. */
export const DropZone = ({ onFile }: Props) => {
  const [over, setOver] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const take = (event: ClipboardEvent): void => {
      const file = pastedFile(event);
      if (file !== null) onFile(file);
    };
    document.addEventListener('paste', take);
    return () => document.removeEventListener('paste', take);
  }, [onFile]);
  const hover = (to: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(to);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file, ...more] = event.dataTransfer.files;
    if (more.length > 0) announce(words.oneOnly);
    if (file !== undefined) onFile(file);
  };
  return (
    <label
      className={over ? 'drop-zone drop-over' : 'drop-zone'}
      onDragEnter={hover(true)}
      onDragOver={hover(true)}
      onDragLeave={hover(false)}
      onDrop={drop}
    >
      <Text fw={600} component="span">
        {words.drop}
      </Text>
      <Text size="sm" c="dimmed" component="span">
        {words.limits} {words.pasteToo}
      </Text>
      <input
        ref={field}
        type="file"
        accept=".pdf,.docx,.txt,.md,text/plain,application/pdf"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file !== undefined) onFile(file);
          // the same file chosen again is to be read again
          if (field.current !== null) field.current.value = '';
        }}
      />
    </label>
  );
};
