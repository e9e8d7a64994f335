import type { ReactNode } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { Facts } from '../../parts/facts.tsx';
import { Moment } from '../../parts/time.tsx';
import { words } from './give-words.ts';
import { words as desk } from './words.ts';

type Sheet = OutputOf<'tracebacks.sheet'>['sheet'];
type Told = readonly (readonly [string, ReactNode])[];

const foundIn = (sheet: Sheet): Told => {
  const { found, role } = sheet;
  if (found === null) return [];
  const { call, attested, upstream, customer, action, record } = found;
  return [
    [words.call, words.callOf(call.from ?? '–', call.to ?? '–')],
    [words.start, call.start === null ? '–' : <Moment key="start" of={call.start} />],
    [words.role, desk.roles[role]],
    [words.attested, words.attestedOf(attested.level ?? words.notSigned, attested.because)],
    ...(upstream === null ? [] : ([[words.upstream, upstream.name]] as const)),
    ...(customer === null
      ? []
      : ([
          [words.customer, [customer.name, customer.address, customer.phone].filter(Boolean).join(', ')],
          [words.vetted, customer.vetted],
        ] as const)),
    [words.action, action],
    [words.record, `${record.origin} · ${record.hash}`],
  ];
};

const absentIn = ({ absent }: Sheet): Told =>
  absent === null
    ? []
    : [
        [words.absent, absent.because],
        [words.gap, absent.gap ?? '–'],
        [words.near, absent.near],
        [words.terms, absent.terms.join('; ')],
      ];

/** What the sheet says, in words. */
export const SheetFacts = ({ sheet }: { readonly sheet: Sheet }) => (
  <Facts of={[...foundIn(sheet), ...absentIn(sheet)]} />
);
