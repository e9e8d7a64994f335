import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useUpload } from '../../ask.ts';
import { MayOnly } from '../../parts/act-form.tsx';
import { announce } from '../../parts/announce.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Download } from '../../parts/download.tsx';
import { FileField } from '../../parts/file-field.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { words } from './give-words.ts';
import type { Request } from './states.ts';

type Proof = Request['proofs'][number];

const endings = { 'image/png': 'png', 'image/jpeg': 'jpg', 'application/pdf': 'pdf' } as const;
const kinds = ['image/png', 'image/jpeg', 'application/pdf'] as const;

/** What was copied as a picture, wherever on the page it is pasted. */
const usePasted = (take: (file: File) => void): void =>
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const [picture] = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
      if (picture !== undefined) take(picture);
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, [take]);

const Add = ({ tracebackId }: { readonly tracebackId: string }) => {
  const upload = useUpload('tracebacks.addProof');
  const [file, setFile] = useState<File | null>(null);
  usePasted(setFile);
  const mediaType = kinds.find((kind) => kind === file?.type);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (file === null || mediaType === undefined) return;
    upload.mutateAsync({ input: { tracebackId, mediaType }, file }).then(
      () => {
        announce(words.proofKept);
        setFile(null);
      },
      () => {},
    );
  };
  return (
    <form onSubmit={send}>
      <Stack gap="sm" maw={560}>
        <FileField label={words.proofFile} accept={kinds.join(',')} value={file} onChange={setFile} />
        <Text size="sm" role="status">
          {file !== null && mediaType === undefined ? words.proofOther : ''}
        </Text>
        <Refusal of={upload.error} />
        <Group>
          <Button type="submit" variant="default" loading={upload.isPending}>
            {words.proofAdd}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const columnsOf = (tracebackId: string): readonly Column<Proof>[] => [
  { label: words.proofAdded, value: ({ added }) => added, show: ({ added }) => <Moment of={added} /> },
  plain(words.proofBy, ({ addedBy }) => addedBy),
  plain(words.proofSize, ({ size }) => size),
  { label: words.hash, value: ({ hash }) => hash, show: ({ hash }) => <code>{hash}</code> },
  {
    label: words.proof,
    value: () => null,
    show: ({ id, mediaType }) => (
      <Download
        of="tracebacks.readProof"
        input={{ tracebackId, proofId: id }}
        as={`answer-${id.slice(-8)}.${endings[mediaType]}`}
        type={mediaType}
        button={words.proofOpen}
      />
    ),
  },
];

/** Pictures of the portal that show the answer, and the way to add one: chosen, or pasted from the clipboard. */
export const Proofs = ({ of }: { readonly of: Request }) => {
  const may = useMay('tracebacks.addProof');
  return (
    <Part title={words.proofs}>
      <p className="dim">{words.proofsLead}</p>
      <DataTable
        name={words.proofs}
        rows={of.proofs}
        id={({ id }) => id}
        columns={columnsOf(of.id)}
        empty={words.noProofs}
      />
      {may ? <Add tracebackId={of.id} /> : <MayOnly act="tracebacks.addProof" button={words.proofAdd} />}
    </Part>
  );
};
