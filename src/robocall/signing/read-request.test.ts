import { describe, expect, it } from 'vitest';
import { readSigningRequest } from './read-signing-request.ts';
import { readVerificationRequest } from './read-verification-request.ts';

const signing = {
  attest: 'A',
  orig: { tn: '+1(215)555-1212' },
  dest: { tn: ['12355551212'] },
  iat: 1443208345,
  origid: 'de305d54-75b4-431b-adb2-eb6b9e546014',
};
const verification = { from: { tn: '12155551212' }, to: { tn: ['+12355551212'] }, time: 1443208345, identity: 'a.b.c' };

const now = 1443208345_000;

const without = (value: object, name: string) =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

describe('A request to sign', () => {
  const read = (change: object) => readSigningRequest({ signingRequest: { ...signing, ...change } }, now);

  it('is read with canonical numbers', () => {
    expect(read({})).toEqual({
      attest: 'A',
      orig: '12155551212',
      dest: ['12355551212'],
      iat: 1443208345,
      origid: signing.origid,
    });
  });

  it('may be for a time of up to a minute ahead, for clocks differ, and no later', () => {
    expect(read({ iat: 1443208405 })).toMatchObject({ iat: 1443208405 });
    expect(read({ iat: 1443208406 })).toMatchObject({ messageId: 'SVC4005', variables: ['iat', expect.any(String)] });
  });

  it('names the field that is missing', () => {
    expect(readSigningRequest({}, now)).toEqual({ messageId: 'SVC4001', variables: ['signingRequest'] });
    expect(readSigningRequest(null, now)).toEqual({ messageId: 'SVC4001', variables: ['signingRequest'] });
    for (const name of Object.keys(signing))
      expect(readSigningRequest({ signingRequest: without(signing, name) }, now)).toEqual({
        messageId: 'SVC4001',
        variables: [name],
      });
    expect(read({ orig: {} })).toEqual({ messageId: 'SVC4001', variables: ['orig.tn'] });
    expect(read({ dest: {} })).toEqual({ messageId: 'SVC4001', variables: ['dest.tn'] });
  });

  it.each([
    ['attest', { attest: 'D' }],
    ['attest', { attest: 1 }],
    ['orig.tn', { orig: { tn: '1 215' } }],
    ['orig.tn', { orig: { tn: ['12155551212'] } }],
    ['dest.tn', { dest: { tn: '12355551212' } }],
    ['dest.tn', { dest: { tn: [] } }],
    ['dest.tn', { dest: { tn: ['12355551212', ''] } }],
    ['dest.tn', { dest: { tn: ['12355551212', 5] } }],
    ['dest.tn', { dest: { tn: Array.from({ length: 101 }, () => '12355551212') } }],
    ['iat', { iat: '1443208345' }],
    ['iat', { iat: 0 }],
    ['iat', { iat: 1.5 }],
    ['origid', { origid: 'none' }],
  ])('with a wrong %s names it and says what it takes', (name, change) => {
    expect(read(change)).toEqual({ messageId: 'SVC4005', variables: [name, expect.stringMatching(/./)] });
  });
});

describe('A request to verify', () => {
  it('is read in the standard words and in those of the first draft', () => {
    const expected = { from: '12155551212', to: ['12355551212'], time: 1443208345, identity: 'a.b.c' };
    expect(readVerificationRequest({ verificationRequest: verification })).toEqual(expected);
    const { from: orig, to: dest, time: iat, identity } = verification;
    expect(readVerificationRequest({ verificationRequest: { orig, dest, iat, identity } })).toEqual(expected);
  });

  it('E1: names what is missing', () => {
    expect(readVerificationRequest({})).toEqual({ messageId: 'SVC4001', variables: ['verificationRequest'] });
    for (const name of Object.keys(verification))
      expect(readVerificationRequest({ verificationRequest: without(verification, name) })).toEqual({
        messageId: 'SVC4001',
        variables: [name],
      });
  });

  it('E2: names what is wrong', () => {
    const wrong = { from: { tn: 'alice' }, to: { tn: [''] }, time: '1443208345', identity: ' ' };
    for (const [name, value] of Object.entries(wrong))
      expect(readVerificationRequest({ verificationRequest: { ...verification, [name]: value } })).toMatchObject({
        messageId: 'SVC4005',
        variables: [expect.stringContaining(name), expect.any(String)],
      });
  });
});
