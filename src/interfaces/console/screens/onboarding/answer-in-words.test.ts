import { expect, it } from 'vitest';
import { answerInWords } from './questionnaire-words.ts';

it('an answer that was chosen is told by its words, and what was written stays as it was written', () => {
  expect(answerInWords('callTypes', ['lead-generation', 'sales'])).toBe('leads for others, sales');
  expect(answerInWords('listSource', 'own-customers')).toBe('his own customers');
  expect(answerInWords('carrier', 'yes')).toBe('yes');
  expect(answerInWords('whoIsCalled', 'opted-in well-being patients')).toBe('opted-in well-being patients');
  expect(answerInWords('doNotCallAccount', '10-220-5')).toBe('10-220-5');
  expect(answerInWords('consentEvidence', '')).toBe('–');
  expect(answerInWords('callsPerDay', 120)).toBe('120');
  expect(answerInWords('numbers', { ours: 1, portedIn: 2, byLetter: 0, areaCodes: 1 })).toBe(
    'Numbers of ours: 1, Numbers ported in: 2, Numbers of others, by letter: 0, Area codes of all: 1',
  );
});
