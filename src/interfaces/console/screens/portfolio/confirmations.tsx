import { FileInput, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { base64Of } from '../../parts/base64.ts';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { type Taken, takeConfirmation } from './lines.ts';
import { words } from './words.ts';

type Row = Omit<Taken, 'outcome'> & {
  readonly n: number;
  readonly name: string;
  readonly outcome: keyof typeof words.outcomes;
};

const tones: Readonly<Record<Row['outcome'], Tone>> = {
  recorded: 'good',
  'recorded before': 'plain',
  flagged: 'bad',
  waiting: 'warn',
};

// bytes; what is taken, as base64, within the limit of a request
const most = 670_000;

const nothingYet = { shortName: null, confirmation: null, why: null };

const took = async (file: File): Promise<Taken> => {
  if (file.size > most) return { ...nothingYet, outcome: 'flagged', why: words.tooLarge };
  try {
    return await takeConfirmation(await base64Of(file));
  } catch (error) {
    return { ...nothingYet, outcome: 'flagged', why: error instanceof Error ? error.message : String(error) };
  }
};

/** Forty confirmations at once: each is given, matched and told, one after the other. */
export const Confirmations = () => {
  const queries = useQueryClient();
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [over, setOver] = useState(false);
  const take = async (files: readonly File[]): Promise<void> => {
    const first = rows.length;
    const waiting = files.map(({ name }, i) => ({ ...nothingYet, n: first + i, name, outcome: 'waiting' as const }));
    setRows([...rows, ...waiting]);
    for (const [i, file] of files.entries()) {
      const taken = await took(file);
      setRows((now) => now.map((row) => (row.n === first + i ? { ...row, ...taken } : row)));
    }
    await queries.invalidateQueries();
  };
  const hover = (to: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(to);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take([...event.dataTransfer.files]);
  };
  const read = rows.filter(({ outcome }) => outcome !== 'waiting').length;
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {words.confirmationsLead}
      </Text>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut, the field in it serves keyboards */}
      <div
        className={over ? 'drop-zone drop-over' : 'drop-zone'}
        onDragEnter={hover(true)}
        onDragOver={hover(true)}
        onDragLeave={hover(false)}
        onDrop={drop}
      >
        <FileInput
          label={words.drop}
          accept="application/pdf"
          multiple
          value={[]}
          onChange={(files) => void take(files)}
        />
      </div>
      <Text size="sm" role="status" my="sm">
        {rows.length === 0 ? '' : words.progress(read, rows.length)}
      </Text>
      <DataTable<Row>
        name={words.confirmations}
        rows={rows}
        id={({ n }) => String(n)}
        empty={words.noFiles}
        columns={[
          plain<Row>(words.file, ({ name }) => name),
          {
            label: words.came,
            value: ({ outcome }) => words.outcomes[outcome],
            show: ({ outcome }) => <Chip tone={tones[outcome]} words={words.outcomes[outcome]} />,
          },
          plain<Row>(words.carrier, ({ shortName }) => shortName),
          plain<Row>(words.number, ({ confirmation }) => confirmation),
          plain<Row>(words.why, ({ why }) => why),
        ]}
      />
    </>
  );
};
