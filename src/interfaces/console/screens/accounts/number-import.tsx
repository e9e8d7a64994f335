import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useUpload } from '../../ask.ts';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { MaybeLines, OneOf } from '../../parts/fields.tsx';
import { FileField } from '../../parts/file-field.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { words } from './number-words.ts';

type Refused = { readonly line: number; readonly field: string; readonly reason: string };

const isRefused = (line: Readonly<Record<string, unknown>>): line is Refused => 'reason' in line;

const columns: readonly Column<Refused>[] = [
  plain(words.line, ({ line }) => line),
  plain(words.column, ({ field }) => field),
  plain(words.why, ({ reason }) => reason),
];

const countsOf = ({ summary }: Readonly<Record<string, unknown>>): string => {
  const { rows, accepted, refused } = (summary ?? {}) as Readonly<Record<string, unknown>>;
  return words.counted(String(rows), String(accepted), String(refused));
};

/** Takes rights in from a CSV file: tried first, then written, the rows that are refused told one by one. */
export const ImportNumbers = ({ accountId }: { readonly accountId: string }) => {
  const upload = useUpload('numbers.import');
  const [mode, setMode] = useState<keyof typeof words.modes>('dry-run');
  const [how, setHow] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const verification = how.trim();
    const input = { mode, accountId, ...(verification === '' ? {} : { verification }) };
    if (file !== null) upload.mutate({ input, file });
  };
  const { data } = upload;
  return (
    <Part title={words.importTitle}>
      <p className="dim">{words.importLead}</p>
      <form onSubmit={send}>
        <Stack gap="sm" maw={560}>
          <FileField label={words.importFile} accept="text/csv,.csv" value={file} onChange={setFile} />
          <OneOf label={words.mode} of={words.modes} value={mode} onChange={setMode} />
          <MaybeLines label={words.how} value={how} onChange={setHow} />
          <Refusal of={upload.error} />
          <Group>
            <Button type="submit" loading={upload.isPending}>
              {words.import}
            </Button>
          </Group>
        </Stack>
      </form>
      <Text role="status" size="sm" my="xs">
        {data === undefined ? '' : countsOf(data.answer)}
      </Text>
      {data === undefined || !data.said.some(isRefused) ? null : (
        <DataTable
          name={words.refused}
          rows={data.said.filter(isRefused)}
          id={({ line }) => String(line)}
          columns={columns}
          empty=""
        />
      )}
    </Part>
  );
};
