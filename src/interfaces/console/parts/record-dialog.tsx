import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useAnswerWhen } from '../ask.ts';
import { Answered } from './answered.tsx';
import { Dialog } from './dialog.tsx';
import { Timeline } from './timeline.tsx';
import { words } from './words.ts';

const isEntry = (record: string): boolean => /^[0-9a-f-]{36}$/.test(record);

const Entry = ({ entryId }: { readonly entryId: string }) => {
  const entry = useAnswerWhen(isEntry(entryId), 'evidence.show', { entryId });
  return <Answered of={entry}>{(data) => <pre className="entry">{JSON.stringify(data.entry, null, 2)}</pre>}</Answered>;
};

/** What is on record of something that evidence names: an entry by its id, else all entries about `kind:id`. */
export const RecordDialog = ({ record, onClose }: { readonly record: string; readonly onClose: () => void }) => (
  <Dialog title={`${words.record} ${record}`} onClose={onClose}>
    {isEntry(record) ? <Entry entryId={record} /> : <Timeline subject={record} />}
  </Dialog>
);

type LinkProps = { readonly record: string; readonly onOpen: (record: string) => void };

/** The way there. */
export const RecordLink = ({ record, onOpen }: LinkProps) => (
  <UnstyledButton className="link" onClick={() => onOpen(record)}>
    {record}
  </UnstyledButton>
);

type OnRecordProps = { readonly record: string; readonly of: string };

/** What is on record of something that has no page of its own, a press away; `of` names it. */
export const OnRecord = ({ record, of }: OnRecordProps) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <UnstyledButton className="link" aria-label={words.onRecordOf(of)} onClick={() => setOpen(true)}>
        {words.onRecord}
      </UnstyledButton>
      {open ? <RecordDialog record={record} onClose={() => setOpen(false)} /> : null}
    </>
  );
};
