import type { LookUpText } from './dns-text.ts';
import type { FetchMail } from './mail-in.ts';

/** Everything that work may touch outside this program and its database; a fake of each stands in its test folder. */
export type Outside = {
  readonly lookUpText: LookUpText;
  readonly fetchMail: FetchMail;
};
