import { Button, Group, Text } from '@mantine/core';
import type { StreamName } from '../../../client/types.ts';
import { useStream } from '../../ask.ts';
import { ActButton, MayOnly } from '../../parts/act-form.tsx';
import { announce } from '../../parts/announce.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useMay } from '../../session/session.ts';
import { Review } from './review.tsx';
import type { Campaign } from './states.ts';
import { words } from './words.ts';

type LongProps = {
  readonly act: StreamName & ('campaigns.freeze' | 'campaigns.release');
  readonly campaignId: string;
  readonly button: string;
  readonly done: (last: Readonly<Record<string, unknown>>) => string;
};

// a million people are looked at in parts: each part says how far it is
const Long = ({ act, campaignId, button, done }: LongProps) => {
  const run = useStream(act);
  const may = useMay(act);
  if (!may) return <MayOnly act={act} button={button} />;
  return (
    <>
      <Refusal of={run.error} />
      <Text role="status" size="sm">
        {run.isPending && run.progress !== null ? words.working(run.progress) : ''}
      </Text>
      <Group>
        <Button
          loading={run.isPending}
          onClick={() =>
            void run.mutateAsync({ campaignId }).then(
              (last) => announce(done(last)),
              () => {},
            )
          }
        >
          {button}
        </Button>
      </Group>
    </>
  );
};

/** What comes next for a campaign, for whoever may do it. */
export const NextStep = ({ campaign }: { readonly campaign: Campaign }) => {
  const { id, state } = campaign;
  const input = () => ({ campaignId: id });
  if (state === 'draft')
    return <ActButton act="campaigns.submit" input={input} button={words.submit} done={words.submitted} />;
  if (state === 'submitted') return <Review campaign={campaign} />;
  if (state === 'approved')
    return (
      <Long
        key="freeze"
        act="campaigns.freeze"
        campaignId={id}
        button={words.freeze}
        done={({ included }) => words.frozen(String(included))}
      />
    );
  if (state === 'frozen')
    return (
      <Long
        key="release"
        act="campaigns.release"
        campaignId={id}
        button={words.release}
        done={({ included, leavers }) => words.released(String(included), String(leavers))}
      />
    );
  if (state === 'released')
    return <ActButton act="campaigns.close" input={input} button={words.close} done={words.closed} />;
  return null;
};
