import { type PasswordSetting, passwordsAndBackup } from '../47cfr/64.2010.ts';
import type { Cite } from '../citation.ts';
import { type Weighed, weigh } from '../rule.ts';

/** What proved the customer when he set a password or a back-up method. */
export type ProvedBy =
  | 'code-to-number-of-record'
  | 'code-to-address-of-record'
  | 'password'
  | 'backup-answer'
  | 'start-of-service'
  | 'unknown';

export type SettingAsked = {
  readonly provedBy: ProvedBy;
  /** What the customer's back-up question asks for; `own-secret` where he has none, as nothing is then prompted. */
  readonly prompts: PasswordSetting['backupPrompts'];
};

export type MaySet = {
  readonly allowed: boolean;
  readonly cite: Cite;
  readonly missing: 'nothing' | 'authentication' | 'own-secret';
  readonly weighed: readonly Weighed[];
};

// at the start of service the customer is the one who just ordered it: no known data needs to prove him (FCC 07-22)
const withoutKnownData: ReadonlySet<ProvedBy> = new Set([
  'code-to-number-of-record',
  'code-to-address-of-record',
  'password',
  'backup-answer',
  'start-of-service',
]);

/** Whether a customer may set a password or a back-up method, 64.2010(e): proved without known data, prompted for none. */
export const maySetPassword = ({ provedBy, prompts }: SettingAsked): MaySet => {
  const authenticatedWithout = withoutKnownData.has(provedBy) ? 'biographical-and-account-data' : 'neither-known';
  const weighed: Weighed[] = [];
  const allowed = weigh(passwordsAndBackup, { authenticatedWithout, backupPrompts: prompts }, weighed);
  const lacking = withoutKnownData.has(provedBy) ? 'own-secret' : 'authentication';
  return { allowed, cite: passwordsAndBackup.cite, missing: allowed ? 'nothing' : lacking, weighed };
};
