import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { legacyState } from '../record.ts';
import { type Cells, startOf } from './cells.ts';
import type { Method, NoticeText } from './notice-texts.ts';
import { type Word, wordOf } from './vocabulary.ts';

type State = z.output<typeof legacyState>;

/** That a notice went out, as the older system knew it. */
export type LegacySending = { readonly text: NoticeText; readonly method: Method; readonly at: number };

/** What becomes of an older approval: its state, what it lacks, and the facts that are written. */
export type Legacy = {
  readonly word: Word;
  readonly state: State;
  readonly lacks: readonly string[];
  readonly fingerprint: string;
  readonly sending: LegacySending | null;
  readonly yes: {
    readonly at: number;
    readonly method: 'written' | 'electronic' | 'oral';
    readonly proof: boolean;
  } | null;
  readonly bouncedAt: number | null;
  readonly refusedAt: number | null;
};

const methods = { written: 'written', electronic: 'electronic', oral: 'oral' } as const;
const methodOf = (text: string) =>
  text === 'written' || text === 'electronic' || text === 'oral' ? methods[text] : null;

const sendingOf = (cells: Cells, texts: ReadonlyMap<string, NoticeText>, zone: string, lacks: string[]) => {
  const text = texts.get(cells.text('notice').toLowerCase());
  const at = startOf(zone, cells.date('notice_date'));
  const said = cells.text('notice_method').toLowerCase();
  const method = text?.methods.find((known) => known === said);
  if (text === undefined) lacks.push('notice');
  if (at === null) lacks.push('notice_date');
  if (method === undefined) lacks.push('notice_method');
  if (text !== undefined && at !== null && at < text.inUseFrom) lacks.push('notice in use on notice_date');
  return lacks.length > 0 || text === undefined || at === null || method === undefined ? null : { text, method, at };
};

const nothing = { sending: null, yes: null, bouncedAt: null, refusedAt: null };

const silence = (cells: Cells, texts: ReadonlyMap<string, NoticeText>, zone: string) => {
  const lacks: string[] = [];
  const sending = sendingOf(cells, texts, zone, lacks);
  if (sending !== null && sending.text.kind !== 'opt-out') lacks.push('opt-out notice');
  const shown = lacks.length === 0 ? sending : null;
  return { ...nothing, state: shown === null ? ('unknown' as const) : ('silence' as const), lacks, sending: shown };
};

const approved = (cells: Cells, texts: ReadonlyMap<string, NoticeText>, zone: string) => {
  const lacks: string[] = [];
  const sending = sendingOf(cells, texts, zone, lacks);
  const at = startOf(zone, cells.date('approval_date'));
  const method = methodOf(cells.text('approval_method').toLowerCase());
  if (at === null) lacks.push('approval_date');
  if (method === null) lacks.push('approval_method');
  if (at !== null && sending !== null && at < sending.at) lacks.push('notice before the approval');
  if (lacks.length > 0 || at === null || method === null || sending === null)
    return { ...nothing, state: 'unknown' as const, lacks };
  // an oral yes without proof is kept as it is: the rule asks for the proof when it is used
  const yes = { at, method, proof: cells.flag('approval_proof') === true };
  return { ...nothing, state: 'approved' as const, lacks, sending, yes };
};

const undeliverable = (cells: Cells, texts: ReadonlyMap<string, NoticeText>, zone: string) => {
  const lacks: string[] = [];
  const sending = sendingOf(cells, texts, zone, lacks);
  const bouncedAt =
    sending === null ? null : Math.max(sending.at, startOf(zone, cells.date('approval_date')) ?? sending.at);
  return { ...nothing, state: 'undeliverable' as const, lacks, sending, bouncedAt };
};

const read = (word: Word, cells: Cells, texts: ReadonlyMap<string, NoticeText>, zone: string, at: number) => {
  switch (word) {
    case 'Permanent/Yes':
    case 'Permanent Granted':
    case 'opt-in flag':
      return approved(cells, texts, zone);
    case 'Implied':
    case 'Pending':
      return silence(cells, texts, zone);
    case 'Failed Delivery':
      return undeliverable(cells, texts, zone);
    case 'Denied/No':
    case 'opt-out flag':
      // without a date it counts from now at the latest
      return {
        ...nothing,
        state: 'refused' as const,
        lacks: [],
        refusedAt: startOf(zone, cells.date('approval_date')) ?? at,
      };
    case 'DOC/DOV':
    case 'One Time':
      return { ...nothing, state: 'not-imported' as const, lacks: ['ended with its call'] };
    case 'No voice on account':
      return { ...nothing, state: 'out-of-scope' as const, lacks: [] };
    default:
      return { ...nothing, state: 'unknown' as const, lacks: ['a decision by a person'] };
  }
};

const stored = [
  'cpni_approval',
  'opt_in',
  'opt_out',
  'approval_date',
  'approval_method',
  'approval_proof',
  'notice',
  'notice_date',
  'notice_method',
] as const;

/** Maps what an older system stored by the import vocabulary; null when the row says nothing legible of it (the reason is in `cells`). */
export const legacyOf = (
  cells: Cells,
  texts: ReadonlyMap<string, NoticeText>,
  zone: string,
  at: number,
): Legacy | null => {
  const word = wordOf(cells);
  if (word === null) return null;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(stored.map((column) => cells.text(column).toLowerCase())))
    .digest('hex');
  return { word, fingerprint, ...read(word, cells, texts, zone, at) };
};
