import { expect, it } from 'vitest';
import type { Confirmation } from '../certification/confirmation.ts';
import { type Candidate, matchConfirmation } from './match.ts';

const candidate = (shortName: string, filerId: string, frn: string, state: Candidate['state']): Candidate => ({
  ...{ carrierId: shortName, shortName, year: 2026, dueOn: '2027-03-01', filingId: shortName, state, officer: null },
  ...{
    factsIn: null,
    registers: { answered: 3, of: 3 },
    statement: null,
    linted: null,
    officerRead: null,
    signed: null,
  },
  ...{ filed: null, recertified: null, confirmation: state === 'filed' ? '4711' : null, filerIds: [filerId], frn },
});

const candidates = [
  candidate('Prairie', '811111', '0011111111', 'signed'),
  candidate('Lakes', '822222', '0022222222', 'draft'),
  candidate('Summit', '833333', '0033333333', 'filed'),
];

const says = (some: Partial<Confirmation>): Confirmation => ({
  ...{ number: '4712', receivedAt: '2027-02-10T10:00:00-05:00', filerIds: ['811111'], frns: [] },
  ...some,
});
const match = (some: Partial<Confirmation>) => matchConfirmation(says(some), candidates);

it('a confirmation is of the one carrier whose Filer ID or FRN it names', () => {
  const ours = { kind: 'ours', candidate: { shortName: 'Prairie' }, number: '4712' };
  expect(match({})).toMatchObject(ours);
  expect(match({ filerIds: [], frns: ['0011111111'] })).toMatchObject(ours);
  expect(match({ filerIds: ['811111'], frns: ['0011111111'] })).toMatchObject(ours);
});

it('what is recorded already is told so, and is not recorded again', () => {
  expect(match({ filerIds: ['833333'], number: '4711' }).kind).toBe('recorded before');
});

it.each([
  [{ filerIds: [] }, 'It names no Filer ID and no FRN.'],
  [{ filerIds: ['899999'] }, '899999: none of your carriers.'],
  [{ filerIds: ['811111', '822222'] }, '811111, 822222: Prairie and Lakes. It should be one.'],
  [{ frns: ['0099999999'] }, 'Its Filer ID is of this carrier, its FRN 0099999999 is not.'],
  [{ filerIds: ['899999'], frns: ['0011111111'] }, 'Its FRN is of this carrier, its Filer ID 899999 is not.'],
  [{ number: null }, 'It has no one confirmation number.'],
  [{ receivedAt: null }, 'It has no one time of receipt: enter it by hand.'],
  [{ filerIds: ['822222'] }, 'The certification is not signed here.'],
  [{ filerIds: ['833333'] }, '4711 is recorded already.'],
])('what is not certain is flagged: %j', (some, why) => {
  expect(match(some)).toMatchObject({ kind: 'flagged', why });
});
