import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { addressOf, useUpload } from '../../ask.ts';
import { MayOnly } from '../../parts/act-form.tsx';
import { announce } from '../../parts/announce.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { OneOf } from '../../parts/fields.tsx';
import { FileField } from '../../parts/file-field.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { words } from './call-words.ts';
import type { Case } from './states.ts';

type Document = Case['documents'][number];

const mediaTypes = ['application/pdf', 'image/png', 'image/jpeg', 'text/plain'] as const;

const Add = ({ caseId }: { readonly caseId: string }) => {
  const upload = useUpload('onboarding.addDocument');
  const [kind, setKind] = useState<Document['kind']>('registration');
  const [file, setFile] = useState<File | null>(null);
  const mediaType = mediaTypes.find((type) => type === file?.type);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (file === null || mediaType === undefined) return;
    upload.mutateAsync({ input: { caseId, kind, mediaType }, file }).then(
      () => {
        announce(words.kept);
        setFile(null);
      },
      () => {},
    );
  };
  return (
    <form onSubmit={send}>
      <Stack gap="sm" maw={560}>
        <OneOf label={words.kind} of={words.kinds} value={kind} onChange={setKind} />
        <FileField label={words.file} accept={mediaTypes.join(',')} value={file} onChange={setFile} />
        <Text size="sm" role="status">
          {file !== null && mediaType === undefined ? words.otherType : ''}
        </Text>
        <Refusal of={upload.error} />
        <Group>
          <Button type="submit" loading={upload.isPending}>
            {words.add}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const columnsOf = (caseId: string): readonly Column<Document>[] => [
  {
    label: words.document,
    value: ({ kind }) => words.kinds[kind],
    show: ({ id, kind }) => (
      <Anchor href={addressOf('onboarding.readDocument', { caseId, documentId: id })} target="_blank">
        {words.kinds[kind]}
      </Anchor>
    ),
  },
  plain(words.size, ({ size }) => size),
  plain(words.hash, ({ hash }) => hash),
  { label: words.added, value: ({ added }) => added, show: ({ added }) => <Moment of={added} /> },
];

/** The papers of a case, each with its hash. */
export const Documents = ({ of }: { readonly of: Case }) => {
  const may = useMay('onboarding.addDocument');
  return (
    <Part title={words.documents}>
      <DataTable
        name={words.documents}
        rows={of.documents}
        id={({ id }) => id}
        columns={columnsOf(of.id)}
        empty={words.noDocuments}
      />
      {may ? <Add caseId={of.id} /> : <MayOnly act="onboarding.addDocument" button={words.add} />}
    </Part>
  );
};
