import { Alert, Text } from '@mantine/core';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import type { Campaign } from './states.ts';
import { type Field, nameOf, shownFields, told } from './told-fields.ts';
import { words } from './words.ts';

type Papers = OutputOf<'campaigns.reviewPapers'>;

/** What was said of a campaign before, the newest first, and which change took its approval away. */
export const SaidBefore = ({ of: { fellAway, reviews } }: { readonly of: Papers }) => (
  <>
    {fellAway === null ? null : (
      <Alert color="orange" mb="sm" title={words.fellAway(fellAway.changed.map(nameOf).join(', '))}>
        {words.fellAwayFrom(fellAway.by)} <Moment of={fellAway.at} />
      </Alert>
    )}
    {reviews.length === 0 ? null : (
      <ul className="reach">
        {reviews.map(({ at, by, verdict, note }) => (
          <li key={at}>
            <Moment of={at} />: {words.verdictsSaid[verdict]} · {by}
            {note === '' ? '' : ` · “${note}”`}
          </li>
        ))}
      </ul>
    )}
  </>
);

/** The content beside the one approved last: what differs says so. */
export const Beside = ({ campaign, of }: { readonly campaign: Campaign; readonly of: Papers }) => {
  const { lastApproved } = of;
  if (lastApproved === null) return <Text c="dimmed">{words.nothingBefore}</Text>;
  const now = { ...campaign, partyId: campaign.partyId ?? null };
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {words.besideLead(lastApproved.name, lastApproved.by)} <Moment of={lastApproved.at} />
      </Text>
      <DataTable<Field>
        name={words.beside}
        rows={shownFields}
        id={(field) => field}
        empty={words.nothingBefore}
        columns={[
          plain<Field>(words.field, nameOf),
          plain<Field>(words.before, (field) => told(field, lastApproved.content)),
          plain<Field>(words.now, (field) => told(field, now)),
          {
            label: words.difference,
            value: (field) => (of.differs.includes(field) ? words.changedField : words.sameField),
            show: (field) =>
              of.differs.includes(field) ? <Chip tone="warn" words={words.changedField} /> : words.sameField,
          },
        ]}
      />
    </>
  );
};

/** The same for whoever only reads. */
export const Papers = ({ campaign }: { readonly campaign: Campaign }) => {
  const papers = useAnswer('campaigns.reviewPapers', { campaignId: campaign.id });
  return (
    <Answered of={papers}>
      {(data) => (
        <>
          <SaidBefore of={data} />
          <Part title={words.beside}>
            <Beside campaign={campaign} of={data} />
          </Part>
        </>
      )}
    </Answered>
  );
};
