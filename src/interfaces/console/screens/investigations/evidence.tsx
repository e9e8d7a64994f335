import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useUpload } from '../../ask.ts';
import { MayOnly } from '../../parts/act-form.tsx';
import { announce } from '../../parts/announce.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Download } from '../../parts/download.tsx';
import { Line, OneOf } from '../../parts/fields.tsx';
import { FileField } from '../../parts/file-field.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import type { Investigation } from './states.ts';
import { words } from './words.ts';

type Piece = Investigation['evidence'][number];

const mediaTypes = [
  ...(['audio/wav', 'audio/mpeg', 'application/pdf', 'image/png', 'image/jpeg', 'text/plain', 'text/csv'] as const),
];

const columns: readonly Column<Piece>[] = [
  plain(words.what, ({ kind }) => words.evidenceKinds[kind]),
  plain(words.size, ({ size }) => size),
  plain(words.hash, ({ hash, kept }) => (kept ? hash : words.purged)),
  plain(words.by, ({ addedBy }) => addedBy),
  { label: words.added, value: ({ addedAt }) => addedAt, show: ({ addedAt }) => <Moment of={addedAt} /> },
];

const Add = ({ investigationId }: { readonly investigationId: string }) => {
  const upload = useUpload('investigations.addEvidence');
  const [kind, setKind] = useState<Piece['kind']>('recording');
  const [file, setFile] = useState<File | null>(null);
  const mediaType = mediaTypes.find((type) => type === file?.type);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (file === null || mediaType === undefined) return;
    upload.mutateAsync({ input: { investigationId, kind, mediaType }, file }).then(
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
        <OneOf label={words.what} of={words.evidenceKinds} value={kind} onChange={setKind} />
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

const Open = ({ of }: { readonly of: Investigation }) => {
  const [reason, setReason] = useState('');
  const kept = of.evidence.filter((one) => one.kept);
  if (kept.length === 0) return null;
  return (
    <>
      <Line label={words.openReason} value={reason} onChange={setReason} />
      {kept.map(({ id, kind, mediaType }) => (
        <Download
          key={id}
          of="investigations.readEvidence"
          input={{ investigationId: of.id, evidenceId: id, reason }}
          as={`${kind}-${id.slice(-8)}`}
          type={mediaType}
          button={words.openIts(words.evidenceKinds[kind])}
        />
      ))}
    </>
  );
};

/** Recordings and other bytes that are kept with an investigation; who opens one says why. */
export const Evidence = ({ of }: { readonly of: Investigation }) => {
  const may = useMay('investigations.addEvidence');
  return (
    <Part title={words.evidence}>
      <DataTable
        name={words.evidence}
        rows={of.evidence}
        id={({ id }) => id}
        columns={columns}
        empty={words.noEvidence}
      />
      <Open of={of} />
      {of.closedAt !== null ? null : may ? (
        <Add investigationId={of.id} />
      ) : (
        <MayOnly act="investigations.addEvidence" button={words.add} />
      )}
    </Part>
  );
};
