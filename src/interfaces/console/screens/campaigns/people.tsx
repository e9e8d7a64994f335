import { Text } from '@mantine/core';
import type { InputOf } from '../../../client/types.ts';
import { usePagesOnRecord } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { More } from '../../parts/more.tsx';
import type { Reason } from './reach.tsx';
import { words } from './words.ts';

type Person = { readonly customerId: string; readonly account: string };
type Props = { readonly of: InputOf<'campaigns.reach'>; readonly campaignId: string | null; readonly word: Reason };

/** The customers who are left out for one reason: of a kept campaign, or of one as it is written. That they were looked at is on record, so they are asked for once. */
export const People = ({ of, campaignId, word }: Props) => {
  const people = usePagesOnRecord(
    'campaigns.people',
    campaignId === null ? { approach: of, word } : { campaignId, word },
  );
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {words.peopleLead}
      </Text>
      <Answered of={people}>
        {(items) => (
          <>
            <DataTable<Person>
              name={words.verdictWords[word]}
              rows={items}
              id={({ customerId }) => customerId}
              empty={words.nobodyHere}
              columns={[plain<Person>(words.account, ({ account }) => account)]}
            />
            <More of={people} />
          </>
        )}
      </Answered>
    </>
  );
};
