import { Group } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { classesInWords } from '../../parts/cpni.tsx';
import { Facts } from '../../parts/facts.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { useMay } from '../../session/session.ts';
import { Audience } from './audience.tsx';
import { Became } from './became.tsx';
import { fieldsOf, reachOf } from './fields.ts';
import { NextStep } from './next-step.tsx';
import { Papers } from './papers.tsx';
import { Reach } from './reach.tsx';
import { ReturnsOf } from './returns.tsx';
import { words as returns } from './returns-words.ts';
import { type Campaign, campaignState } from './states.ts';
import { words } from './words.ts';

const changeable: ReadonlySet<Campaign['state']> = new Set(['draft', 'submitted', 'approved']);

const Change = ({ campaign: { id, state } }: { readonly campaign: Campaign }) =>
  useMay('campaigns.edit') && changeable.has(state) ? (
    <Link to="/campaigns/$campaignId/edit" params={{ campaignId: id }} className="link">
      {state === 'draft' ? words.changeIt : words.changeAndLose}
    </Link>
  ) : null;

const senderOf = ({ recipient, recipientName, agreement }: Campaign): string =>
  recipient === 'self'
    ? words.self
    : [recipientName ?? '', words.recipients[recipient], agreement ? words.withAgreement : words.withoutAgreement].join(
        ', ',
      );

const whoOf = ({ audience: { language, subscribes } }: Campaign): string =>
  [words.languages[language ?? 'all'], ...subscribes.map((one) => words.categories[one])].join(', ');

const WhoIsReached = ({ campaign }: { readonly campaign: Campaign }) => {
  const of = reachOf(fieldsOf(campaign));
  const asked = useAnswer('campaigns.reach', of);
  return (
    <Answered of={asked}>
      {(reached) => (
        <>
          <Audience reached={reached} />
          <Reach of={of} campaignId={campaign.id} reached={reached} />
        </>
      )}
    </Answered>
  );
};

const Content = ({ campaign }: { readonly campaign: Campaign }) => (
  <>
    <Facts
      of={[
        [words.requester, campaign.requester],
        [words.approvedBy, campaign.approvedBy ?? words.nobody],
        [words.cpni, classesInWords(campaign.cpni)],
        [words.offered, campaign.products.join(', ')],
        [words.offerKind, words.offerKinds[campaign.offerKind]],
        [words.offerCategory, words.categories[campaign.offerCategory ?? 'none']],
        [words.language, whoOf(campaign)],
        [words.channel, words.channels[campaign.channel]],
        [words.sender, senderOf(campaign)],
        [words.script, campaign.script],
        [words.hash, <code key="hash">{campaign.contentHash}</code>],
      ]}
    />
    {campaign.state === 'submitted' ? null : <Papers campaign={campaign} />}
    <NextStep campaign={campaign} />
  </>
);

const Room = ({ campaign }: { readonly campaign: Campaign }) => {
  const [at, setAt] = useState('facts');
  return (
    <HeadedPage
      title={campaign.name}
      lead={campaign.description}
      aside={
        <Group>
          <Change campaign={campaign} />
          <Chip {...campaignState(campaign)} />
        </Group>
      }
    >
      <Rooms
        at={at}
        onGo={setAt}
        of={[
          { name: 'facts', label: words.facts, show: () => <Content campaign={campaign} /> },
          { name: 'audience', label: words.audience, show: () => <WhoIsReached campaign={campaign} /> },
          { name: 'became', label: words.became, show: () => <Became campaignId={campaign.id} /> },
          { name: 'returns', label: returns.returns, show: () => <ReturnsOf campaign={campaign} /> },
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
