import { Checkbox, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { ActButton, ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { MaybeLines, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { useMay } from '../../session/session.ts';
import { Claims } from './claims.tsx';
import { Beside, SaidBefore } from './papers.tsx';
import { Samples } from './samples.tsx';
import type { Campaign } from './states.ts';
import { words } from './words.ts';

type Promised = OutputOf<'campaigns.reviewPapers'>['promises'];
type VerdictProps = { readonly campaign: Campaign; readonly promises: Promised };

const Verdict = ({ campaign: { id, contentHash }, promises }: VerdictProps) => {
  const [verdict, setVerdict] = useState<keyof typeof words.verdicts>('approved');
  const [note, setNote] = useState('');
  const [looked, setLooked] = useState<readonly string[]>([]);
  return (
    <ActForm
      act="campaigns.review"
      input={() => ({ campaignId: id, contentHash, verdict, note, promises: [...looked] })}
      button={words.say}
      done={words.said}
    >
      {promises.length === 0 ? null : (
        <Checkbox.Group label={words.promises} value={[...looked]} onChange={setLooked}>
          <Stack gap={6} mt={4}>
            {promises.map(({ id: promiseId, text, filing }) => (
              // an approval looks at each of them; asking for a change need not
              <Checkbox
                key={promiseId}
                value={promiseId}
                label={text}
                description={filing}
                required={verdict === 'approved'}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <OneOf label={words.verdict} of={words.verdicts} value={verdict} onChange={setVerdict} />
      <MaybeLines label={words.note} value={note} onChange={setNote} />
      <Text size="sm">
        {words.hash}: <code>{contentHash}</code>
      </Text>
    </ActForm>
  );
};

/** All that a supervisor looks at before he says yes, no or something else to exactly this content. */
export const Review = ({ campaign }: { readonly campaign: Campaign }) => {
  const papers = useAnswer('campaigns.reviewPapers', { campaignId: campaign.id });
  const reviews = useMay('campaigns.review');
  return (
    <Answered of={papers}>
      {(data) => (
        <>
          <SaidBefore of={data} />
          <Part title={words.beside}>
            <Beside campaign={campaign} of={data} />
          </Part>
          <Part title={words.claims}>
            <Claims script={campaign.script} of={data.claims} />
          </Part>
          <Part title={words.samples}>
            <Samples campaignId={campaign.id} />
          </Part>
          <Part title={words.review}>
            {campaign.listBy === null && reviews ? (
              <ActButton
                act="campaigns.adopt"
                input={() => ({ campaignId: campaign.id })}
                button={words.adopt}
                done={words.adopted}
              />
            ) : null}
            <Verdict campaign={campaign} promises={data.promises} />
          </Part>
        </>
      )}
    </Answered>
  );
};
