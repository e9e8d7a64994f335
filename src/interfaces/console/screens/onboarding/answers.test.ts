import { expect, it } from 'vitest';
import { answersOf, draftOf } from './answers.ts';

const answers = {
  ...{
    callTypes: ['reminders' as const],
    direction: 'both' as const,
    whoIsCalled: 'patients',
    voices: ['live' as const],
  },
  ...{ dialer: 'manual' as const, listSource: 'own-customers' as const, consentEvidence: '', doNotCallAccount: '' },
  ...{ states: ['IA', 'MN'], callsPerDay: 120, peakCallsPerSecond: 0.5, sessions: 4, averageSeconds: 180 },
  numbers: { ours: 3, portedIn: 1, byLetter: 0, areaCodes: 1 },
  ...{ anyCallerId: 'no' as const, callerIdRule: 'accepted' as const, callsFromAbroad: 'no' as const },
  ...{ callCentre: 'none' as const, callCentreCountry: 'US', carrier: 'no' as const, industry: 'other' as const },
  ...{ priorTracebacks: 0, priorTerminations: 0, references: 2, payment: 'bank' as const },
};

it('answers that nobody changed come back as they were', () => {
  expect(answersOf(draftOf(answers))).toEqual(answers);
});

it('states are read from a line as it is typed', () => {
  expect(answersOf({ ...draftOf(answers), states: ' ia  mn,wi ' }).states).toEqual(['IA', 'MN', 'WI']);
});
