import type { FetchCertificate } from './certificate-fetch.ts';
import type { LookUpNames, LookUpText } from './dns.ts';
import type { FetchMail } from './mail-in.ts';
import type { SendMail } from './mail-out.ts';
import type { Visit } from './visit.ts';

/** Everything that work may touch outside this program and its database; a fake of each stands in its test folder. */
export type Outside = {
  readonly sendMail: SendMail;
  readonly lookUpText: LookUpText;
  readonly lookUpAddresses: LookUpNames;
  readonly lookUpExchanges: LookUpNames;
  readonly fetchMail: FetchMail;
  readonly visit: Visit;
  readonly fetchCertificate: FetchCertificate;
  /** The address under which customers and services reach us, without a slash at its end; null where none is set. */
  readonly publicUrl: string | null;
};
