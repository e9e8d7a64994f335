import { Text } from '@mantine/core';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Part } from '../../parts/page.tsx';
import { words } from './words.ts';

type Counts = Readonly<Record<string, number>>;

const Counted = ({ of }: { readonly of: Counts }) => (
  <Facts of={Object.entries(of).map(([why, count]) => [why.replaceAll('-', ' '), count])} />
);

/** Who could be approached now and on which basis; who is left out and why. */
export const Audience = ({ campaignId }: { readonly campaignId: string }) => {
  const screened = useAnswer('campaigns.screen', { campaignId });
  return (
    <Answered of={screened}>
      {({ included, includedBy, excluded, excludedBy }) => (
        <>
          <Text size="sm" c="dimmed">
            {words.audienceLead}
          </Text>
          <Part title={words.counted(words.included, included)}>
            <Counted of={includedBy} />
          </Part>
          <Part title={words.counted(words.excluded, excluded)}>
            <Counted of={excludedBy} />
          </Part>
        </>
      )}
    </Answered>
  );
};
