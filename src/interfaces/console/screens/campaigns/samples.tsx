import { Button, Group, SimpleGrid, Text } from '@mantine/core';
import type { OutputOf } from '../../../client/types.ts';
import { useAsk } from '../../ask.ts';
import { MayOnly } from '../../parts/act-form.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useMay } from '../../session/session.ts';
import { words } from './words.ts';

type Person = OutputOf<'campaigns.samples'>['included'][number];

const Side = ({ title, of }: { readonly title: string; readonly of: readonly Person[] }) => (
  <Part title={title}>
    <DataTable<Person>
      name={title}
      rows={of}
      id={({ customerId }) => customerId}
      empty={words.nobodyHere}
      columns={[
        plain<Person>(words.account, ({ account }) => account),
        plain<Person>(words.basis, ({ word, cites }) => `${words.verdictWords[word]} ${cites.join(', ')}`),
      ]}
    />
  </Part>
);

/** Some who are in and some who are out, drawn at random when the reviewer asks: it is on record that he saw them. */
export const Samples = ({ campaignId }: { readonly campaignId: string }) => {
  const ask = useAsk('campaigns.samples');
  const may = useMay('campaigns.samples');
  if (!may) return <MayOnly act="campaigns.samples" button={words.draw} />;
  return (
    <>
      <Group>
        <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate({ campaignId })}>
          {words.draw}
        </Button>
        <Text size="sm" c="dimmed">
          {words.peopleLead}
        </Text>
      </Group>
      <Refusal of={ask.error} />
      {ask.data === undefined ? null : (
        <SimpleGrid cols={{ base: 1, md: 2 }} mt="sm">
          <Side title={words.drawnIn} of={ask.data.included} />
          <Side title={words.drawnOut} of={ask.data.excluded} />
        </SimpleGrid>
      )}
    </>
  );
};
