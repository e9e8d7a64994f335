import { Text } from '@mantine/core';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Download } from '../../parts/download.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Part } from '../../parts/page.tsx';
import { Day, Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { words } from './words.ts';

type Record = OutputOf<'campaigns.record'>;
type Release = Record['releases'][number];
type Parts = Release['left'];

const told = (of: Parts): string => of.map(({ word, count }) => `${count} ${words.verdictWords[word]}`).join(', ');

const Manifest = ({ campaignId, valid }: { readonly campaignId: string; readonly valid: boolean }) => {
  const may = useMay('campaigns.manifest');
  if (!may) return null;
  if (!valid) return <Chip tone="bad" words={words.manifestOver} />;
  return (['csv', 'ndjson'] as const).map((format) => (
    <Download
      key={format}
      of="campaigns.manifest"
      input={{ campaignId, format }}
      as={`manifest.${format}`}
      type={format === 'csv' ? 'text/csv' : 'application/x-ndjson'}
      button={words.manifest(format)}
    />
  ));
};

const Released = ({ campaignId, of }: { readonly campaignId: string; readonly of: Release }) => (
  <Part title={words.releaseOf}>
    <Text>
      {words.leftSince(of.leavers, told(of.left))} {words.nobodyAdded}
    </Text>
    <Facts
      of={[
        [words.releasedAt, <Moment key="at" of={of.releasedAt} />],
        [words.releasedBy, of.by],
        [words.released1, of.included],
        [words.validUntil, <Moment key="until" of={of.validUntil} />],
        [words.leftAfter, of.after],
        [words.manifestHash, <code key="hash">{of.manifestHash}</code>],
        [
          words.receipt,
          of.receipt === null ? words.noReceipt : words.receiptOf(of.receipt.sent, of.receipt.suppressed),
        ],
      ]}
    />
    <Manifest campaignId={campaignId} valid={of.valid} />
  </Part>
);

/** What became of a campaign: frozen, released, mailed, answered, and until when its lists are kept. */
export const Became = ({ campaignId }: { readonly campaignId: string }) => {
  const record = useAnswer('campaigns.record', { campaignId });
  return (
    <Answered of={record}>
      {({ audiences, releases, outcomes, keptUntil }) => (
        <>
          {releases.map((one) => (
            <Released key={one.id} campaignId={campaignId} of={one} />
          ))}
          {audiences.map(({ id, frozenAt, included, excluded, counts, root }) => (
            <Part key={id} title={words.frozenList}>
              <Facts
                of={[
                  [words.frozenAt, <Moment key="at" of={frozenAt} />],
                  [words.included, included ?? 0],
                  [words.excluded, excluded ?? 0],
                  [words.byReason, told(counts)],
                  [words.root, <code key="root">{root}</code>],
                ]}
              />
            </Part>
          ))}
          {outcomes.map(({ id, at, contacted, reached, responses, sales, complaints, note }) => (
            <Part key={id} title={words.outcome}>
              <Text>
                <Moment of={at} />: {words.outcomeOf({ contacted, reached, responses, sales, complaints })} {note}
              </Text>
            </Part>
          ))}
          <Text fw={600} mt="md">
            {keptUntil === null ? (
              words.keptYear
            ) : (
              <>
                {words.keptUntil} <Day of={keptUntil} />
              </>
            )}
          </Text>
        </>
      )}
    </Answered>
  );
};
