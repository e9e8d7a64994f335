import { Text } from '@mantine/core';
import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Download } from '../../parts/download.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Count, DateField, Line, Lines } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { momentInWords, useToday } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { useSession } from '../../session/session.ts';
import { type Batch, batchStateOf } from './states.ts';
import { words } from './words.ts';

const HandOver = ({ batchId }: { readonly batchId: string }) => {
  const [postedOn, setPostedOn] = useState(useToday());
  const [letters, setLetters] = useState('');
  const [receipt, setReceipt] = useState('');
  return (
    <ActForm
      act="customerLetters.handOver"
      input={() => ({ batchId, postedOn, letters: Number(letters), receipt })}
      button={words.handOver}
      done={(answer) => words.handedOver(answer.letters)}
    >
      <Text size="sm" c="dimmed">
        {words.handOverLead}
      </Text>
      <DateField label={words.postedOn} value={postedOn} onChange={setPostedOn} />
      <Count label={words.counted} value={letters} onChange={setLetters} />
      <Line label={words.receipt} value={receipt} onChange={setReceipt} />
    </ActForm>
  );
};

const Cancel = ({ batchId }: { readonly batchId: string }) => {
  const [why, setWhy] = useState('');
  return (
    <ActForm act="customerLetters.cancel" input={() => ({ batchId, why })} button={words.cancel} done={words.cancelled}>
      <Text size="sm" c="dimmed">
        {words.cancelLead}
      </Text>
      <Lines label={words.why} value={why} onChange={setWhy} />
    </ActForm>
  );
};

/** A batch that the post has not got: its file, what to pull from it, and the ways on. */
export const OnTheWay = ({ batch }: { readonly batch: Batch }) => {
  const { zone } = useSession().carrier;
  const { id, state, letters, pages, openedBy, openedAt, needless, hash } = batch;
  const when = momentInWords(openedAt, zone);
  return (
    <Part title={words.batchOf(when)}>
      <Facts
        of={[
          [words.state, <Chip key="state" {...batchStateOf(batch)} />],
          [words.count, letters],
          [words.pages, pages ?? '–'],
          [words.opened, openedBy],
          ...(hash === null ? [] : ([[words.hash, <code key="hash">{hash}</code>]] as const)),
          ...(needless.length === 0 ? [] : ([[words.needless, needless.join(', ')]] as const)),
        ]}
      />
      {state === 'open' ? (
        <Text role="status">{words.printing(letters)}</Text>
      ) : (
        <>
          <Text size="sm" c="dimmed" mt="sm">
            {words.downloadLead}
          </Text>
          <Download
            of="customerLetters.file"
            input={{ batchId: id }}
            as={`letters-${id.slice(-8)}.pdf`}
            type="application/pdf"
            button={words.download}
          />
          <Part title={words.handOver}>
            <HandOver batchId={id} />
          </Part>
        </>
      )}
      <Part title={words.cancel}>
        <Cancel batchId={id} />
      </Part>
      <Part title={words.timeline}>
        <Timeline subject={`customer-letter-batch:${id}`} />
      </Part>
    </Part>
  );
};
