import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { classesInWords } from '../../parts/cpni.tsx';
import { Facts } from '../../parts/facts.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { Audience } from './audience.tsx';
import { NextStep } from './next-step.tsx';
import { type Campaign, campaignState } from './states.ts';
import { words } from './words.ts';

const Content = ({ campaign }: { readonly campaign: Campaign }) => (
  <>
    <Facts
      of={[
        [words.requester, campaign.requester],
        [words.approvedBy, campaign.approvedBy ?? words.nobody],
        [words.cpni, classesInWords(campaign.cpni)],
        [words.products, campaign.products.join(', ')],
        [words.offerKind, words.offerKinds[campaign.offerKind]],
        [words.channel, words.channels[campaign.channel]],
        [words.script, campaign.script],
        [words.hash, <code key="hash">{campaign.contentHash}</code>],
      ]}
    />
    <NextStep campaign={campaign} />
  </>
);

const Room = ({ campaign }: { readonly campaign: Campaign }) => {
  const [at, setAt] = useState('facts');
  return (
    <HeadedPage title={campaign.name} lead={campaign.description} aside={<Chip {...campaignState(campaign)} />}>
      <Rooms
        at={at}
        onGo={setAt}
        of={[
          { name: 'facts', label: words.facts, show: () => <Content campaign={campaign} /> },
          { name: 'audience', label: words.audience, show: () => <Audience campaignId={campaign.id} /> },
          { name: 'timeline', label: words.timeline, show: () => <Timeline subject={`campaign:${campaign.id}`} /> },
        ]}
      />
    </HeadedPage>
  );
};

/** One campaign: its record, who could be approached, and what comes next. */
export const CampaignRoom = () => {
  const { campaignId } = useParams({ from: '/campaigns/$campaignId' });
  const campaign = useAnswer('campaigns.show', { campaignId });
  return <Answered of={campaign}>{(data) => <Room campaign={data} />}</Answered>;
};
