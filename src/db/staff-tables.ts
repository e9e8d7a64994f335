// Who works at a carrier, how he comes in, and what is opened for its counsel.
import { counselBundleRow } from '../carriers/counsel/record.ts';
import { accessLinkRow } from '../carriers/sign-in/record.ts';
import { apiKeyRow, membershipRow, sessionRow } from '../carriers/staff/record.ts';
import { changed, listed, mine } from './listed.ts';

export const staffTables = {
  membership: listed({ ...mine, row: membershipRow, app: 'change', platform: 'read', filled: ['carrierId'] }),
  // who signs in names no carrier: his session or key does
  session: listed({ ...mine, row: sessionRow, app: 'change', platform: 'change', filled: [] }),
  apiKey: listed({ ...mine, row: apiKeyRow, app: 'change', platform: 'change', filled: [] }),
  // an invited person names no carrier: his link does
  accessLink: listed({ ...mine, row: accessLinkRow, app: 'change', platform: 'change', filled: ['carrierId'] }),
  counselBundle: changed(counselBundleRow),
};
