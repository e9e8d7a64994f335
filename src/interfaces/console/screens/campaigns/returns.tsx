import { Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { RefusedLines, TakeReturns } from './returns-file.tsx';
import { words } from './returns-words.ts';
import type { Campaign } from './states.ts';

type Returns = OutputOf<'campaigns.returns'>;
type File = Returns['files'][number];

const columnsOf = (onOpen: (file: File) => void): readonly Column<File>[] => [
  { label: words.takenAt, value: ({ takenAt }) => takenAt, show: ({ takenAt }) => <Moment of={takenAt} /> },
  plain(words.takenBy, ({ takenBy }) => takenBy),
  plain(words.rows, ({ rows }) => rows),
  plain(words.recorded, ({ recorded }) => recorded),
  plain(words.known, ({ known }) => known),
  {
    label: words.notTaken,
    value: ({ refused }) => refused,
    show: (file) =>
      file.refused === 0 ? (
        0
      ) : (
        <UnstyledButton className="link" onClick={() => onOpen(file)}>
          {words.open(file.refused)}
        </UnstyledButton>
      ),
  },
  { label: words.hash, value: ({ sha256 }) => sha256, show: ({ sha256 }) => <code>{sha256}</code> },
];

type RefusedProps = { readonly campaignId: string; readonly file: File };

const Refused = ({ campaignId, file }: RefusedProps) => {
  const refused = useAnswer('campaigns.refusedReturns', { campaignId, fileId: file.id });
  return (
    <Answered of={refused}>
      {({ items }) => (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {words.refusedLead(items.length, file.refused)}
          </Text>
          <RefusedLines of={items} />
        </>
      )}
    </Answered>
  );
};

const Files = ({ campaignId, files }: { readonly campaignId: string; readonly files: readonly File[] }) => {
  const [open, setOpen] = useState<File | null>(null);
  return (
    <Part title={words.files}>
      <DataTable
        name={words.files}
        rows={files}
        id={({ id }) => id}
        columns={columnsOf(setOpen)}
        empty={words.noFiles}
      />
      {open === null ? null : (
        <Dialog title={words.refused} onClose={() => setOpen(null)}>
          <Refused campaignId={campaignId} file={open} />
        </Dialog>
      )}
    </Part>
  );
};

const Counts = ({ kinds }: Pick<Returns, 'kinds'>) =>
  kinds.length === 0 ? (
    <Text>{words.noReturns}</Text>
  ) : (
    <ul className="reach">
      {kinds.map(({ kind, count }) => (
        <li key={kind}>{words.countOf(count, words.kinds[kind])}</li>
      ))}
    </ul>
  );

/** What came back of a campaign, the files by which it was told, and the way to take one in. */
export const ReturnsOf = ({ campaign: { id: campaignId, state } }: { readonly campaign: Campaign }) => {
  const returns = useAnswer('campaigns.returns', { campaignId });
  if (state !== 'released' && state !== 'closed') return <div className="empty">{words.notYet}</div>;
  return (
    <>
      <p className="dim">{words.lead}</p>
      <Answered of={returns}>
        {({ kinds, files }) => (
          <>
            <Counts kinds={kinds} />
            <TakeReturns campaignId={campaignId} />
            <Files campaignId={campaignId} files={files} />
          </>
        )}
      </Answered>
    </>
  );
};
