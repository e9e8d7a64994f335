import { maySetPassword, type ProvedBy } from '../../law/questions/may-set-password.ts';
import { answerKey, promptFault } from './prompts.ts';
import type { Backup, NotProved, Unsuitable, Wanted } from './secrets.ts';
import { type Known, keyedFault, secretFault } from './suitable.ts';

const whys = {
  'too-simple': 'It is among the first that are guessed: choose several words, or digits that form no row.',
  'known-data': 'It holds what others know of this account: a name, number, address or login.',
} as const;

const unsuitable = (field: Unsuitable['field'], why: string): Unsuitable => ({
  outcome: 'unsuitable',
  field,
  why,
  cite: null,
});

/** That a login is in use by another. */
export const loginTaken: Unsuitable = unsuitable('login', 'This login is in use: choose another.');

/** That a customer has no such login. */
export const loginUnknown: Unsuitable = unsuitable('login', 'No login of this account is called so.');

/** Why the law refuses a customer so proved a password or this question, 64.2010(e), or null. */
export const lawfulRefusal = (provedBy: ProvedBy, backup: Backup | null): Unsuitable | NotProved | null => {
  const fault = backup === null ? null : promptFault(backup.prompt, backup.secretAnswer);
  const asks = fault?.why === 'asks-for' ? fault.what : null;
  const { missing, cite } = maySetPassword({
    provedBy,
    prompts: asks === null ? 'own-secret' : 'biographical-or-account-data',
  });
  if (missing === 'nothing') return null;
  if (missing === 'authentication')
    return { outcome: 'not-proved', why: 'Service began before today: a code to what is of record proves you.', cite };
  const why = `It asks for what others can know (${asks ?? 'unknown'}): ask for something that you made up.`;
  return { ...unsuitable('prompt', why), cite };
};

/** Why a back-up question or its answer cannot serve beyond what the law says, or null. */
export const backupFault = ({ prompt, secretAnswer }: Backup, known: Known): Unsuitable | null => {
  const asks = promptFault(prompt, secretAnswer);
  if (asks?.why === 'too-short') return unsuitable('prompt', 'It is no question of several words.');
  if (asks?.why === 'holds-the-answer') return unsuitable('prompt', 'It says its own answer.');
  if (answerKey(secretAnswer).length < 4) return unsuitable('secretAnswer', 'It has fewer than four letters.');
  const fault = secretFault(secretAnswer, known);
  return fault === null ? null : unsuitable('secretAnswer', whys[fault]);
};

/** Why a password cannot serve, or null. */
export const passwordFault = (password: string, known: Known): Unsuitable | null => {
  const fault = secretFault(password, known);
  return fault === null ? null : unsuitable('password', whys[fault]);
};

/** The same of the digits keyed in on the telephone. */
export const keyedPasswordFault = (digits: string, known: Known): Unsuitable | null => {
  const fault = keyedFault(digits, known);
  return fault === null ? null : unsuitable('password', whys[fault]);
};

/** Why what a customer wants to set cannot serve, or null. */
export const wantedFault = (wanted: Wanted, known: Known): Unsuitable | null => {
  if (wanted.what === 'telephone') return keyedPasswordFault(wanted.password, known);
  return passwordFault(wanted.password, known) ?? (wanted.backup === null ? null : backupFault(wanted.backup, known));
};
