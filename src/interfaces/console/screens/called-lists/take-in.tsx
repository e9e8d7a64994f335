import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useUpload } from '../../ask.ts';
import { MayOnly } from '../../parts/act-form.tsx';
import { DateField, OneOf } from '../../parts/fields.tsx';
import { FileField } from '../../parts/file-field.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useToday } from '../../parts/time.tsx';
import { UploadProgress } from '../../parts/upload-progress.tsx';
import { useMay } from '../../session/session.ts';
import type { List } from './states.ts';
import { words } from './words.ts';

const toldOf = ({ numbers, unread, outcome }: Readonly<Record<string, unknown>>): string =>
  words.taken(Number(numbers), Number(unread), outcome === 'known');

const Form = () => {
  const upload = useUpload('calledLists.import');
  const [kind, setKind] = useState<List['kind']>('do-not-call');
  const [publishedOn, setPublishedOn] = useState(useToday());
  const [file, setFile] = useState<File | null>(null);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (file === null) return;
    upload.mutateAsync({ input: { kind, publishedOn }, file }).then(
      () => setFile(null),
      () => {},
    );
  };
  const { data } = upload;
  return (
    <form onSubmit={send}>
      <Stack gap="sm" maw={560}>
        <OneOf label={words.whatItIs} of={words.kinds} value={kind} onChange={setKind} />
        <DateField label={words.askedOn} value={publishedOn} onChange={setPublishedOn} />
        <FileField label={words.file} accept="text/plain,text/csv,.txt,.csv" value={file} onChange={setFile} />
        <UploadProgress sent={upload.sent} />
        <Refusal of={upload.error} />
        <Text role="status" size="sm">
          {data === undefined ? '' : toldOf(data.answer)}
        </Text>
        <Group>
          <Button type="submit" loading={upload.isPending}>
            {words.take}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Takes a file in, by its kind and the day on which it was given out. */
export const TakeIn = () => (
  <Part title={words.take}>
    <p className="dim">{words.takeLead}</p>
    {useMay('calledLists.import') ? <Form /> : <MayOnly act="calledLists.import" button={words.take} />}
  </Part>
);
