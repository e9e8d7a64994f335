import type { Outside } from '../src/outside/outside.ts';

const unreachable = (what: string) => (): Promise<never> =>
  Promise.reject(new Error(`nothing of this test reaches ${what}`));

/** A world in which nothing answers: for tests of work that stays inside. */
export const noOutside: Outside = {
  sendMail: unreachable('a mail server'),
  lookUpText: unreachable('a name server'),
  lookUpAddresses: unreachable('a name server'),
  lookUpExchanges: unreachable('a name server'),
  fetchMail: unreachable('a mailbox'),
  visit: unreachable('the web'),
  fetchCertificate: unreachable('a repository of certificates'),
  publicUrl: null,
};
