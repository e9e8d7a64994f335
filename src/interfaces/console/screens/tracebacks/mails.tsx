import { Button, Group, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswerOnRecord, usePages } from '../../ask.ts';
import { ActForm, ActFormThen } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Lines } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { words } from './words.ts';

type Mail = OutputOf<'tracebackMails.list'>['items'][number];

const Dismiss = ({ mailId }: { readonly mailId: string }) => {
  const [why, setWhy] = useState('');
  return (
    <ActForm act="tracebackMails.dismiss" input={() => ({ mailId, why })} button={words.dismiss} done={words.dismissed}>
      <Lines label={words.dismissWhy} value={why} onChange={setWhy} />
    </ActForm>
  );
};

const Read = ({ mail, onClose }: { readonly mail: Mail; readonly onClose: () => void }) => {
  const navigate = useNavigate();
  const read = useAnswerOnRecord('tracebackMails.open', { mailId: mail.id });
  const goOn = (tracebackId: string | null): void =>
    tracebackId === null ? onClose() : void navigate({ to: '/tracebacks/$tracebackId', params: { tracebackId } });
  return (
    <Dialog title={words.mail} onClose={onClose}>
      <Answered of={read}>{({ text }) => <pre className="entry">{text}</pre>}</Answered>
      <ActFormThen
        act="tracebackMails.take"
        input={() => ({ mailId: mail.id })}
        button={words.isRequest}
        done={words.taken.opened}
        onDone={({ tracebackId }) => goOn(tracebackId)}
      >
        {null}
      </ActFormThen>
      <Dismiss mailId={mail.id} />
    </Dialog>
  );
};

/** Mails that no program could decide about: a person takes each as a request or dismisses it with the reason. */
export const DoubtfulMails = () => {
  const mails = usePages('tracebackMails.list', { state: 'doubtful' });
  const may = useMay('tracebackMails.take');
  const [reading, setReading] = useState<Mail | null>(null);
  if (!may || mails.data?.length === 0) return null;
  return (
    <Part title={words.mails}>
      <p className="dim">{words.mailsLead}</p>
      <Answered of={mails}>
        {(items) =>
          items.map((mail) => (
            <Group key={mail.id} mb="xs">
              <Text>
                <Moment of={mail.received} />
              </Text>
              <Button size="compact-sm" variant="default" onClick={() => setReading(mail)}>
                {words.readMail}
              </Button>
            </Group>
          ))
        }
      </Answered>
      {reading === null ? null : <Read mail={reading} onClose={() => setReading(null)} />}
    </Part>
  );
};
