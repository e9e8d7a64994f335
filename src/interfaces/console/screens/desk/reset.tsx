import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { ActForm, ActFormThen } from '../../parts/act-form.tsx';
import { OneOf } from '../../parts/fields.tsx';
import { Prompt, targetsOf } from './sent.tsx';
import type { WayHere } from './shown.ts';
import { words } from './words.ts';

const SendCode = ({ sessionId }: Pick<WayHere, 'sessionId'>) => {
  const [way, setWay] = useState<keyof typeof words.codeWays>('text');
  return (
    <ActForm
      act="desk.sendCode"
      input={() => ({ sessionId, way })}
      button={words.sendCode}
      done={(answer) => (answer.outcome === 'asked' ? words.codeAsked : words.codeLocked)}
    >
      <OneOf label={words.codeWay} of={words.codeWays} value={way} onChange={setWay} />
    </ActForm>
  );
};

const SendPage = ({ sessionId, way, channel }: WayHere) => {
  const chat = channel === 'online';
  const [serves, setServes] = useState<keyof typeof words.serves>('new-password');
  const [to, setTo] = useState(way.targets[0]?.id ?? '');
  const [asked, setAsked] = useState<{ readonly promptId: string; readonly path: string | null } | null>(null);
  return (
    <>
      <ActFormThen
        act="desk.askPassword"
        input={() => ({ sessionId, way: chat ? 'chat' : 'text', serves, serviceId: chat ? null : to })}
        button={words.sendPage}
        done={words.pageSent}
        onDone={setAsked}
      >
        <OneOf label={words.setWhat} of={words.serves} value={serves} onChange={setServes} />
        {chat ? null : <OneOf label={words.to} of={targetsOf(way)} value={to} onChange={setTo} />}
      </ActFormThen>
      {asked === null ? null : <Prompt key={asked.promptId} promptId={asked.promptId} />}
      {asked === null || asked.path === null ? null : (
        <Anchor href={asked.path} target="_blank">
          {words.page}
        </Anchor>
      )}
    </>
  );
};

/** A password that is lost or rests, or none yet: a code goes to what is of record, and the customer sets a new one himself on a page. */
export const Reset = (props: WayHere) => (
  <details className="reset">
    <summary>{words.reset}</summary>
    <Text size="sm" my="xs">
      {words.resetLead}
    </Text>
    <SendCode sessionId={props.sessionId} />
    {props.channel === 'online' || props.way.targets.length > 0 ? <SendPage {...props} /> : null}
  </details>
);
