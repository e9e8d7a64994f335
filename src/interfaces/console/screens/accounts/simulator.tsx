import { Button, Group, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useAnswerWhen } from '../../ask.ts';
import { Chip } from '../../parts/chip.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Line, MaybeLine } from '../../parts/fields.tsx';
import { given } from '../../parts/given.ts';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { askPerson, useMay } from '../../session/session.ts';
import { words } from './gate-words.ts';

/** What the gate would say, as `POST /v1/voice-accounts/{accountId}/calls:explain` tells it. */
type Refused = {
  readonly code: string;
  readonly cause: number;
  readonly cite: string;
  readonly sip: { readonly phrase: string; readonly reason: string };
};
type Said = {
  readonly carry: boolean;
  readonly emergency: boolean;
  readonly refused: Refused | null;
  /** what would have refused it, where its account is in shadow mode */
  readonly shadowed: Refused | null;
  readonly attest: string | null;
  readonly why: string;
  readonly snapshotAgeMs: number;
};

type Asked = { readonly from: string; readonly to: string; readonly diverted: string; readonly trunk: string };

const verdictOf = ({ carry, emergency, attest, shadowed }: Said): string => {
  if (emergency) return words.emergency;
  if (!carry) return words.no;
  return `${shadowed === null ? words.yes : words.yesInShadow}, ${attest === null ? words.unsigned : words.signed(attest)}`;
};

const toneOf = ({ carry, shadowed }: Said) => {
  if (!carry) return 'bad';
  return shadowed === null ? 'good' : 'warn';
};

/** What a refusal for its caller ID would count as: a first finding warns, the next orders the end. */
const Strike = ({ accountId }: { readonly accountId: string }) => {
  const strikes = useAnswerWhen(useMay('strikes.list'), 'strikes.list', { accountId });
  if (strikes.data === undefined) return null;
  const stand = strikes.data.items.filter(({ voided }) => voided === null);
  return <p>{words.strikeOf(stand.length, stand[0]?.standing ?? 'clear')}</p>;
};

const Verdict = ({ said }: { readonly said: Said }) => {
  const refused = said.refused ?? said.shadowed;
  return (
    <>
      <p className="clock-due">
        <Chip tone={toneOf(said)} words={verdictOf(said)} />
      </p>
      <Facts
        of={[
          [words.why, said.why],
          ...(refused === null
            ? []
            : ([
                [words.cause, words.causeOf(refused.cause, refused.sip.phrase)],
                [words.reason, refused.sip.reason],
                [words.rule, refused.cite],
              ] as const)),
          [words.age, words.ageOf((said.snapshotAgeMs / 1000).toFixed(1))],
        ]}
      />
    </>
  );
};

/** A call that nobody places: what the gate would answer to it now, and why. */
export const Simulator = ({ accountId }: { readonly accountId: string }) => {
  const [asked, setAsked] = useState<Asked>({ from: '', to: '', diverted: '', trunk: '' });
  const put = (name: keyof Asked) => (to: string) => setAsked({ ...asked, [name]: to });
  const explain = useMutation<Said, Error, Asked>({
    mutationFn: async ({ from, to, diverted, trunk }) => {
      const call = { from: from.trim(), to: to.trim(), diverted: given(diverted), trunk: given(trunk) };
      const answered = await askPerson('POST', `/v1/voice-accounts/${accountId}/calls:explain`, call);
      return (await answered.json()) as Said;
    },
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    explain.mutate(asked);
  };
  return (
    <Part title={words.tryTitle}>
      <p className="dim">{words.tryLead}</p>
      <form onSubmit={send}>
        <Stack gap="sm" maw={560}>
          <Line label={words.from} value={asked.from} onChange={put('from')} />
          <Line label={words.to} value={asked.to} onChange={put('to')} />
          <MaybeLine label={words.diverted} value={asked.diverted} onChange={put('diverted')} />
          <MaybeLine label={words.trunk} value={asked.trunk} onChange={put('trunk')} />
          <Refusal of={explain.error} />
          <Group>
            <Button type="submit" loading={explain.isPending}>
              {words.ask}
            </Button>
          </Group>
        </Stack>
      </form>
      <div role="status">
        {explain.data === undefined ? null : <Verdict said={explain.data} />}
        {explain.data?.refused?.code === 'caller-id-not-authorized' ? <Strike accountId={accountId} /> : null}
      </div>
    </Part>
  );
};
