import { describe, expect, test } from 'vitest';
import { clausesOf, standsIn } from './clauses.ts';

const formal = `4.1 Contractor shall use CPNI solely for the purpose of marketing or providing the communications-related services for
which that CPNI has been provided under section 2. 4.2 Contractor shall not disclose, sell or otherwise permit access to
CPNI to any third party, except where compelled by force of law. 4.3 Contractor shall maintain appropriate protections to
ensure the ongoing confidentiality of CPNI.`;

const plain = `You may use our customers' information only to sell the phone services we asked you to sell. Do not give it to anyone
else unless a court makes you. Keep it locked away: take steps to keep the information secret and secure.`;

describe('the three clauses', () => {
  test('are found in the words that hold them, with numbered paragraphs and broken lines', () => {
    const found = clausesOf(formal);
    expect(found.useLimit).toMatch(/solely for the purpose of marketing/);
    expect(found.noOnward).toMatch(/any third party, except where compelled/);
    expect(found.safeguards).toMatch(/ongoing confidentiality/);
    expect(found.safeguards).not.toMatch(/third party/);
  });

  test('are found in plain words', () => {
    expect(Object.values(clausesOf(plain))).not.toContain(null);
  });

  test.each([
    ['useLimit', formal.replace('solely for the purpose of', 'for')],
    ['noOnward', formal.replace('shall not disclose', 'may disclose')],
    [
      'safeguards',
      formal.replace('shall maintain appropriate protections', 'has no obligation to maintain protections'),
    ],
  ] as const)('%s is missed where the text does not say it', (name, text) => {
    expect(clausesOf(text)[name]).toBeNull();
  });

  test('an agreement about something else holds none', () => {
    const lease = 'The tenant shall pay the rent on the first of each month. Pets are not allowed.';
    expect(clausesOf(lease)).toEqual({ useLimit: null, noOnward: null, safeguards: null });
  });
});

test('a quote shown by a person must stand in the text, and be more than a word', () => {
  expect(standsIn(formal, 'appropriate  protections to\nensure the ongoing confidentiality')).toBe(true);
  expect(standsIn(formal, 'appropriate protections for ever and a day')).toBe(false);
  expect(standsIn(formal, 'CPNI')).toBe(false);
});
