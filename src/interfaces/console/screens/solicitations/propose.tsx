import { Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { usePages } from '../../ask.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Count, Lines, MaybeLines, OneOf, OneOfThese } from '../../parts/fields.tsx';
import { momentInWords } from '../../parts/time.tsx';
import { useSession } from '../../session/session.ts';
import { words as campaigns } from '../campaigns/words.ts';
import type { Request } from './states.ts';
import { words } from './words.ts';

type Version = OutputOf<'notices.list'>['items'][number];

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The versions that may be asked with, as a list to choose from. */
const useNamed = (versions: readonly Version[]): Readonly<Record<string, string>> => {
  const { zone } = useSession().carrier;
  return Object.fromEntries(
    versions.flatMap(({ id, kind, language, subject, approvedAt }) =>
      approvedAt === null
        ? []
        : [
            [
              id,
              words.versionOf(
                words.kinds[kind],
                words.languages[language],
                subject ?? words.noSubject,
                momentInWords(approvedAt, zone),
              ),
            ],
          ],
    ),
  );
};

type FormProps = { readonly versions: readonly Version[] };

const Form = ({ versions }: FormProps) => {
  const navigate = useNavigate();
  const [noticeVersionId, setVersion] = useState('');
  const [channel, setChannel] = useState<Request['channel']>('email');
  const [script, setScript] = useState('');
  // two months before the second anniversary, as the operation has it where nothing is said
  const [days, setDays] = useState('640');
  const [accounts, setAccounts] = useState('');
  const named = useNamed(versions);
  if (Object.keys(named).length === 0) return <Text>{words.noNotices}</Text>;
  const only = linesOf(accounts);
  return (
    <ActFormThen
      act="solicitations.propose"
      input={() => ({
        ...{ noticeVersionId, channel, script },
        audience: { notReachedInDays: Number(days), accounts: only.length === 0 ? null : only },
      })}
      button={words.propose}
      done={words.proposed}
      onDone={({ id }) => void navigate({ to: '/solicitations/$solicitationId', params: { solicitationId: id } })}
    >
      <OneOfThese label={words.notice} of={named} value={noticeVersionId} onChange={setVersion} />
      <OneOf label={words.channel} of={campaigns.channels} value={channel} onChange={setChannel} />
      <Lines label={words.script} value={script} onChange={setScript} />
      <Count label={words.days} value={days} onChange={setDays} />
      <MaybeLines label={words.accounts} value={accounts} onChange={setAccounts} />
    </ActFormThen>
  );
};

/** Proposes a request: with which notice, by which way, to whom. */
export const Propose = ({ onClose }: { readonly onClose: () => void }) => {
  const versions = usePages('notices.list', { limit: 1000 });
  return (
    <Dialog title={words.propose} onClose={onClose}>
      <Answered of={versions}>{(items) => <Form versions={items} />}</Answered>
    </Dialog>
  );
};
