import { expect, it } from 'vitest';
import { fieldsOf, type LetterFacts, writtenOf } from './letter-fields.ts';

const nothing: LetterFacts = {
  dated: null,
  remedy: null,
  states: null,
  customerNotice: null,
  contact: null,
  signer: null,
};

it('leaves every gap of a letter that nobody touched', () => {
  expect(writtenOf('one', fieldsOf(nothing))).toEqual({ incidentId: 'one', ...nothing });
});

it('closes a gap only when all of it was entered', () => {
  const fields = { ...fieldsOf(nothing), measures: 'The line was replaced', contact: 'Carla Byrne' };
  expect(writtenOf('one', fields)).toMatchObject({ remedy: null, contact: null });
  expect(writtenOf('one', { ...fields, on: '2026-11-24', state: 'done', told: 'none', noticed: 'none' })).toMatchObject(
    {
      remedy: { measures: ['The line was replaced'], on: '2026-11-24', state: 'done' },
      states: [],
      customerNotice: 'none',
      signer: null,
    },
  );
});

it('keeps what was written before, also when and what a commission was told', () => {
  const written: LetterFacts = {
    dated: '2026-11-25',
    remedy: { measures: ['Replaced', 'Watched'], on: '2026-11-24', state: 'planned' },
    states: [{ commission: 'Iowa Utilities Commission', notifiedOn: '2026-11-24', action: 'none' }],
    customerNotice: { givenOn: '2026-11-24', text: 'Your choice may be lost.' },
    contact: { name: 'Carla Byrne', telephone: '+1 515 555 0100' },
    signer: { name: 'Omar Diaz', title: 'Chief executive officer' },
  };
  expect(writtenOf('one', fieldsOf(written))).toEqual({ incidentId: 'one', ...written });
});
