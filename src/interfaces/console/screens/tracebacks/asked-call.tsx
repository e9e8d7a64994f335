import { Line, MaybeCount, MaybeLine } from '../../parts/fields.tsx';
import { given } from '../../parts/given.ts';
import type { Request } from './states.ts';
import { words } from './words.ts';

/** The call that a request asks about, as fields hold it: what is not known is empty. */
export type AskedCall = Readonly<
  Record<'reference' | 'called' | 'calling' | 'at' | 'hop' | 'campaign' | 'downstream' | 'respondAt', string>
>;

export const noCall: AskedCall = {
  ...{ reference: '', called: '', calling: '', at: '' },
  ...{ hop: '', campaign: '', downstream: '', respondAt: '' },
};

// what a mail says of it may be no count
const countOf = (hop: string): number | null => (/^\d+$/.test(hop.trim()) ? Number(hop) : null);

/** What the fields hold, as operations take it. */
export const callOf = ({ reference, called, at, hop, ...rest }: AskedCall) => ({
  ...{ reference: reference.trim(), called: called.trim(), at: at.trim() },
  hop: countOf(hop),
  ...{ calling: given(rest.calling), campaign: given(rest.campaign) },
  ...{ downstream: given(rest.downstream), respondAt: given(rest.respondAt) },
});

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** What was read of a field: its value, how sure the reading is, and the words behind it. */
export type ReadField = { readonly value: string; readonly confidence: 'sure' | 'likely'; readonly words: string };

/** Whether a field was read out of a mail, and not entered by a person. */
export const isRead = (value: unknown): value is ReadField =>
  typeof value === 'object' && value !== null && 'confidence' in value;

/** What is known of the call: as it was confirmed, else as it was read or entered. */
export const knownCall = ({ call, parsed, askedAt }: Request): AskedCall => {
  const from: Readonly<Record<string, unknown>> = call ?? parsed;
  const of = (name: keyof AskedCall): string => {
    const { [name]: value } = from;
    return isRead(value) ? value.value : textOf(value);
  };
  const names = Object.keys(noCall) as readonly (keyof AskedCall)[];
  const known = Object.fromEntries(names.map((name) => [name, of(name)])) as AskedCall;
  // a time that was read stands as it was written; its instant is what is searched
  return { ...known, at: call === null ? (askedAt ?? known.at) : known.at };
};

type Props = { readonly of: AskedCall; readonly onChange: (to: AskedCall) => void };

/** The fields of the call. */
export const CallFields = ({ of, onChange }: Props) => {
  const put = (name: keyof AskedCall) => (to: string) => onChange({ ...of, [name]: to });
  const { fields } = words;
  return (
    <>
      <Line label={fields.reference} value={of.reference} onChange={put('reference')} />
      <Line label={fields.called} value={of.called} onChange={put('called')} />
      <MaybeLine label={fields.calling} value={of.calling} onChange={put('calling')} />
      <Line label={fields.at} value={of.at} onChange={put('at')} />
      <MaybeCount
        label={fields.hop}
        value={countOf(of.hop)}
        onChange={(hop) => put('hop')(hop === null ? '' : String(hop))}
      />
      <MaybeLine label={fields.campaign} value={of.campaign} onChange={put('campaign')} />
      <MaybeLine label={fields.downstream} value={of.downstream} onChange={put('downstream')} />
      <MaybeLine label={fields.respondAt} value={of.respondAt} onChange={put('respondAt')} />
    </>
  );
};
