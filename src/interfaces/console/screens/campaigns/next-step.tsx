import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { StreamName } from '../../../client/types.ts';
import { useStream } from '../../ask.ts';
import { ActButton, ActForm, MayOnly } from '../../parts/act-form.tsx';
import { announce } from '../../parts/announce.tsx';
import { MaybeLines, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useMay } from '../../session/session.ts';
import type { Campaign } from './states.ts';
import { words } from './words.ts';

const Review = ({ campaign: { id, contentHash } }: { readonly campaign: Campaign }) => {
  const [verdict, setVerdict] = useState<keyof typeof words.verdicts>('approved');
  const [note, setNote] = useState('');
  return (
    <ActForm
      act="campaigns.review"
      input={() => ({ campaignId: id, contentHash, verdict, note })}
      button={words.say}
      done={words.said}
    >
      <OneOf label={words.verdict} of={words.verdicts} value={verdict} onChange={setVerdict} />
      <MaybeLines label={words.note} value={note} onChange={setNote} />
    </ActForm>
  );
};

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
  if (state === 'submitted')
    return (
      <Part title={words.review}>
        {campaign.listBy === null ? (
          <ActButton act="campaigns.adopt" input={input} button={words.adopt} done={words.adopted} />
        ) : null}
        <Review campaign={campaign} />
      </Part>
    );
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
  return null;
};
