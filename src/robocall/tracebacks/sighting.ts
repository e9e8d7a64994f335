import type { Meeting } from '../traffic/columnar/near.ts';

/** A call of our records that may be the one that was asked about, wherever it is on record. */
export type Sighting = {
  /** by which an answer names it: `calls.<file>.<row>` or `gate.<group>.<line>` */
  readonly ref: string;
  readonly source: 'calls' | 'gate';
  readonly meeting: Meeting;
  /** ms; negative where it is earlier than asked */
  readonly off: number;
  readonly callKey: string | null;
  /** the account as the switch names it, or the id of the voice account that the gate knew */
  readonly account: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** the number that forwarded the call, where a record says so */
  readonly diverted: string | null;
  readonly start: number | null;
  readonly outcome: string;
  readonly attest: string | null;
  readonly sourceIp: string | null;
  readonly trunk: string | null;
};

const parts = /^(calls|gate)\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})$/;

/** What a reference names, or null where it is none. */
export const refIn = (
  ref: string,
): { readonly source: 'calls' | 'gate'; readonly id: string; readonly n: number } | null => {
  const [, source, id, n] = parts.exec(ref) ?? [];
  if (id === undefined || (source !== 'calls' && source !== 'gate')) return null;
  return { source, id, n: Number(n) };
};
