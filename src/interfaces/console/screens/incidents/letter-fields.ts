import type { InputOf, OutputOf } from '../../../client/types.ts';

export type LetterFacts = OutputOf<'channels.incident.showLetter'>['facts'];
type Written = InputOf<'channels.incident.writeLetter'>;

/** A state commission, whether it was told, and what it did. */
export type Commission = { readonly commission: string; readonly notifiedOn: string; readonly action: string };

/** The fields of the letter as they stand on the page: what nobody touched is empty or `unsaid`. */
export type LetterFields = {
  readonly dated: string;
  readonly measures: string;
  readonly on: string;
  readonly state: 'unsaid' | 'done' | 'planned';
  readonly told: 'unsaid' | 'none' | 'these';
  readonly commissions: readonly Commission[];
  readonly noticed: 'unsaid' | 'none' | 'given';
  readonly notice: string;
  readonly noticeOn: string;
  readonly contact: string;
  readonly telephone: string;
  readonly signer: string;
  readonly title: string;
};

export const noCommission: Commission = { commission: '', notifiedOn: '', action: '' };

const toldOf = (states: LetterFacts['states']): LetterFields['told'] => {
  if (states === null) return 'unsaid';
  return states.length === 0 ? 'none' : 'these';
};

const noticeOf = (facts: LetterFacts): Pick<LetterFields, 'noticed' | 'notice' | 'noticeOn'> => {
  const { customerNotice: of } = facts;
  if (of === null || of === 'none') return { noticed: of ?? 'unsaid', notice: '', noticeOn: '' };
  return { noticed: 'given', notice: of.text, noticeOn: of.givenOn };
};

/** What people wrote before, as fields. */
export const fieldsOf = (facts: LetterFacts): LetterFields => {
  const { dated, remedy, states, contact, signer } = facts;
  return {
    dated: dated ?? '',
    measures: remedy?.measures.join('\n') ?? '',
    on: remedy?.on ?? '',
    state: remedy?.state ?? 'unsaid',
    told: toldOf(states),
    commissions: states?.map((one) => ({ ...one, notifiedOn: one.notifiedOn ?? '' })) ?? [],
    ...noticeOf(facts),
    contact: contact?.name ?? '',
    telephone: contact?.telephone ?? '',
    signer: signer?.name ?? '',
    title: signer?.title ?? '',
  };
};

const trimmed = (text: string): string => text.trim();
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(trimmed)
    .filter((line) => line !== '');

const remedyOf = ({ measures, on, state }: LetterFields): Written['remedy'] => {
  const lines = linesOf(measures);
  return lines.length === 0 || on === '' || state === 'unsaid' ? null : { measures: lines, on, state };
};

const statesOf = ({ told, commissions }: LetterFields): Written['states'] => {
  if (told !== 'these') return told === 'none' ? [] : null;
  const named = commissions.filter(({ commission }) => trimmed(commission) !== '');
  return named.length === 0
    ? null
    : named.map(({ commission, notifiedOn, action }) => ({
        commission: trimmed(commission),
        notifiedOn: notifiedOn === '' ? null : notifiedOn,
        action: trimmed(action),
      }));
};

const customerNoticeOf = ({ noticed, notice, noticeOn }: LetterFields): Written['customerNotice'] => {
  if (noticed === 'none') return 'none';
  return noticed === 'unsaid' || trimmed(notice) === '' || noticeOn === ''
    ? null
    : { givenOn: noticeOn, text: trimmed(notice) };
};

const both = <T>(a: string, b: string, made: T): T | null => (trimmed(a) === '' || trimmed(b) === '' ? null : made);

/** What a person entered, and a gap for all else. */
export const writtenOf = (incidentId: string, fields: LetterFields): Written => ({
  incidentId,
  dated: fields.dated === '' ? null : fields.dated,
  remedy: remedyOf(fields),
  states: statesOf(fields),
  customerNotice: customerNoticeOf(fields),
  contact: both(fields.contact, fields.telephone, {
    name: trimmed(fields.contact),
    telephone: trimmed(fields.telephone),
  }),
  signer: both(fields.signer, fields.title, { name: trimmed(fields.signer), title: trimmed(fields.title) }),
});
