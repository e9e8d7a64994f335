import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useUpload } from '../../ask.ts';
import { MayOnly } from '../../parts/act-form.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { OneOf } from '../../parts/fields.tsx';
import { FileField } from '../../parts/file-field.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { UploadProgress } from '../../parts/upload-progress.tsx';
import { useMay } from '../../session/session.ts';
import { words } from './returns-words.ts';

/** A line that was not taken. */
export type RefusedLine = { readonly line: number; readonly field: string; readonly reason: string };

type Said = Readonly<Record<string, unknown>>;

const isRefused = (said: Said): said is RefusedLine => 'reason' in said;

const columns: readonly Column<RefusedLine>[] = [
  plain(words.line, ({ line }) => line),
  plain(words.field, ({ field }) => field),
  plain(words.why, ({ reason }) => reason),
];

/** The lines of a file that were not taken, each with its reason. */
export const RefusedLines = ({ of }: { readonly of: readonly RefusedLine[] }) => (
  <DataTable name={words.refused} rows={of} id={({ line }) => String(line)} columns={columns} empty={null} />
);

const summaryOf = ({ summary }: Said): string => {
  const { mode, recorded, known, refused } = (summary ?? {}) as Said;
  const says = mode === 'commit' ? words.summary : words.tried;
  return says(String(recorded), String(known), String(refused));
};

const Form = ({ campaignId }: { readonly campaignId: string }) => {
  const upload = useUpload('campaigns.takeReturns');
  const [mode, setMode] = useState<keyof typeof words.modes>('dry-run');
  const [file, setFile] = useState<File | null>(null);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (file !== null) upload.mutate({ input: { campaignId, mode }, file });
  };
  const { data } = upload;
  const refused = data?.said.filter(isRefused) ?? [];
  return (
    <>
      <form onSubmit={send}>
        <Stack gap="sm" maw={560}>
          <FileField label={words.file} accept="text/csv,.csv" value={file} onChange={setFile} />
          <OneOf label={words.mode} of={words.modes} value={mode} onChange={setMode} />
          <UploadProgress sent={upload.sent} />
          <Refusal of={upload.error} />
          <Group>
            <Button type="submit" loading={upload.isPending}>
              {words.go}
            </Button>
          </Group>
        </Stack>
      </form>
      <Text role="status" size="sm" my="xs">
        {data === undefined ? '' : summaryOf(data.answer)}
      </Text>
      {refused.length === 0 ? null : <RefusedLines of={refused} />}
    </>
  );
};

/** Takes in a file of what came back: tried first, then written; the lines that are not taken are told one by one. */
export const TakeReturns = ({ campaignId }: { readonly campaignId: string }) => (
  <Part title={words.take}>
    <p className="dim">{words.takeLead}</p>
    {useMay('campaigns.takeReturns') ? (
      <Form campaignId={campaignId} />
    ) : (
      <MayOnly act="campaigns.takeReturns" button={words.go} />
    )}
  </Part>
);
