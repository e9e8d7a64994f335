import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { Accounts } from './accounts.tsx';
import { CallAndPolicy } from './call-and-policy.tsx';
import { Decision } from './decision.tsx';
import { Flags } from './flags.tsx';
import { Identity } from './identity.tsx';
import { Lists } from './lists.tsx';
import { Questionnaire } from './questionnaire.tsx';
import { type Case, stageOf } from './states.ts';
import { words } from './words.ts';

const Room = ({ of }: { readonly of: Case }) => {
  const [at, setAt] = useState('identity');
  const { rooms } = words;
  return (
    <HeadedPage
      title={of.applicant}
      lead={words.standsAt(of.points, words.tiers[of.wouldBe])}
      aside={<Chip {...stageOf(of)} />}
    >
      <Rooms
        at={at}
        onGo={setAt}
        of={[
          { name: 'identity', label: rooms.identity, show: () => <Identity of={of} /> },
          { name: 'questionnaire', label: rooms.questionnaire, show: () => <Questionnaire of={of} /> },
          { name: 'flags', label: rooms.flags, show: () => <Flags of={of} /> },
          { name: 'lists', label: rooms.lists, show: () => <Lists of={of} /> },
          { name: 'call', label: rooms.call, show: () => <CallAndPolicy of={of} /> },
          { name: 'decision', label: rooms.decision, show: () => <Decision of={of} /> },
          { name: 'accounts', label: rooms.accounts, show: () => <Accounts of={of} /> },
          { name: 'timeline', label: rooms.timeline, show: () => <Timeline subject={`onboarding:${of.id}`} /> },
        ]}
      />
    </HeadedPage>
  );
};

/** One case, from what he says of himself to the decision. */
export const CaseRoom = () => {
  const { caseId } = useParams({ from: '/onboarding/$caseId' });
  const shown = useAnswer('onboarding.show', { caseId });
  return <Answered of={shown}>{(data) => <Room of={data} />}</Answered>;
};
