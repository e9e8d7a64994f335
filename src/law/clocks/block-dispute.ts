import { dayOfCivil, type Step } from '../calendar.ts';
import { told } from './clock.ts';
import type { Wall } from './traceback-answer.ts';

const cite = '47 CFR 64.1200(k)(8)';
const since = dayOfCivil(2021, 5, 6);
const hours24 = 24 * 3_600_000;

/** `disputed` in epoch ms, with its Eastern day; `office` is the zone in which the days are told. */
export type BlockDispute = { readonly disputed: number; readonly easternDay: number; readonly office: Wall };

/** Like a traceback this ends at an instant: `due` is epoch ms. */
export type BlockDisputeStatus = {
  readonly due: number | null;
  readonly cite: string;
  readonly version: string | null;
  readonly steps: readonly Step[];
};

/** The instant by which a caller who disputes a block is told how it stands: 24 hours that run at night too (doubt D-40). */
export const blockDispute = ({ disputed, easternDay, office }: BlockDispute): BlockDisputeStatus => {
  const day = office.dayOf(disputed);
  if (easternDay < since) {
    const why = 'no hours were set: the rule asks for a status in 24 hours only from 2021-05-06';
    return { due: null, cite, version: null, steps: [told(day, why)] };
  }
  const due = disputed + hours24;
  const steps = [
    told(day, 'block disputed: the trigger'),
    { day: office.dayOf(due), counted: true, why: 'the status is due when 24 hours have passed' },
  ];
  return { due, cite, version: 'BLOCK-2021', steps };
};
