import { Button, FileInput, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAsk } from '../../ask.ts';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { MaybeLines } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Moment } from '../../parts/time.tsx';
import { type Checked, linesOf, shownInWords, words } from './number-words.ts';

type Row = Checked & { readonly n: number };

const tones: Readonly<Record<Checked['attest'], Tone>> = { A: 'good', B: 'warn', C: 'warn', none: 'bad' };

const columns: readonly Column<Row>[] = [
  plain(words.number, ({ number, given }) => number ?? given),
  plain(words.basis, ({ shown }) => shownInWords(shown)),
  plain(words.evidence, ({ evidence }) => evidence ?? '–'),
  plain(words.verified, ({ verifiedBy }) => verifiedBy ?? '–'),
  {
    label: words.until,
    value: ({ validUntil }) => validUntil,
    show: ({ validUntil }) => (validUntil === null ? '–' : <Moment of={validUntil} />),
  },
  {
    label: words.attest,
    value: ({ attest }) => words.attests[attest],
    show: ({ attest }) => <Chip tone={tones[attest]} words={words.attests[attest]} />,
  },
  plain(words.why, ({ why }) => why),
];

/** Any numbers, pasted or from a file: what each is worth to this account now. */
export const CheckNumbers = ({ accountId }: { readonly accountId: string }) => {
  const check = useAsk('numbers.check');
  const [pasted, setPasted] = useState('');
  const takeFile = (file: File | null): void => {
    if (file !== null) void file.text().then(setPasted);
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    check.mutate({ accountId, numbers: [...linesOf(pasted)] });
  };
  const items = check.data?.items;
  return (
    <Part title={words.checkTitle}>
      <p className="dim">{words.checkLead}</p>
      <form onSubmit={send}>
        <Stack gap="sm" maw={560}>
          <MaybeLines label={words.pasted} value={pasted} onChange={setPasted} />
          <FileInput label={words.file} accept="text/plain,text/csv" onChange={takeFile} />
          <Refusal of={check.error} />
          <Group>
            <Button type="submit" loading={check.isPending}>
              {words.check}
            </Button>
          </Group>
        </Stack>
      </form>
      <Text role="status" size="sm" my="xs">
        {items === undefined ? '' : words.checked(items.length)}
      </Text>
      {items === undefined ? null : (
        <DataTable
          name={words.checkTitle}
          rows={items.map((item, n): Row => ({ ...item, n }))}
          id={({ n }) => String(n)}
          columns={columns}
          empty=""
        />
      )}
    </Part>
  );
};
