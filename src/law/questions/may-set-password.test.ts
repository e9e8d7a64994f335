import { describe, expect, it } from 'vitest';
import { maySetPassword, type ProvedBy } from './may-set-password.ts';

describe('A password, 64.2010(e)', () => {
  it.each([
    'code-to-number-of-record',
    'code-to-address-of-record',
    'password',
    'backup-answer',
    'start-of-service',
  ] satisfies ProvedBy[])('may be set by a customer proved by %s', (provedBy) => {
    expect(maySetPassword({ provedBy, prompts: 'own-secret' })).toMatchObject({ allowed: true, missing: 'nothing' });
  });

  it('may not be set by whoever is proved by nothing that is known to suffice', () => {
    expect(maySetPassword({ provedBy: 'unknown', prompts: 'own-secret' })).toEqual({
      allowed: false,
      cite: '47 CFR 64.2010(e)',
      missing: 'authentication',
      weighed: [{ cite: '47 CFR 64.2010(e)', held: false }],
    });
  });

  it.each(['biographical-or-account-data', 'unknown'] as const)(
    'may not have a back-up question that asks for %s',
    (prompts) => {
      expect(maySetPassword({ provedBy: 'code-to-number-of-record', prompts })).toMatchObject({
        allowed: false,
        missing: 'own-secret',
      });
    },
  );
});
