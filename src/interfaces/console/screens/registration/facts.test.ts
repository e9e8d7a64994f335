import { expect, it } from 'vitest';
import { exampleRegistration } from '../../../../filings/mitigation-plan/registration.example.ts';
import { factsOf, writtenOf } from './facts.ts';

it('what is entered and written on unchanged is the same again, lists and actions among it', () => {
  const facts = {
    ...exampleRegistration,
    otherFrns: ['0012345678', '0012345679'],
    affiliates: [
      { name: 'Prairie Wireless, LLC', what: 'wireless service' },
      { name: 'Prairie Cable', what: '' },
    ],
    enforcement: [
      {
        ...{ agency: 'Iowa Attorney General', about: 'calls of 2025', beganOn: '2026-01-31' },
        ...{ status: 'settled', findings: 'none; paid without one' },
      },
    ],
  };
  expect(factsOf(writtenOf(facts))).toEqual(facts);
  expect(factsOf(writtenOf(exampleRegistration))).toEqual(exampleRegistration);
});
