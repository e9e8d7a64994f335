// Who works at a carrier, how he comes in, and what is opened for its counsel.
import { counselBundleRow } from '../carriers/counsel/record.ts';
import { identityProviderRow, providerLinkRow } from '../carriers/sign-in/provider/record.ts';
import { accessLinkRow } from '../carriers/sign-in/record.ts';
import { apiKeyRow, membershipRow, sessionRow } from '../carriers/staff/record.ts';
import { tableViewRow } from '../carriers/views/record.ts';
import { listed, mine } from './listed.ts';

export const staffTables = {
  membership: listed({
    ...{ ...mine, row: membershipRow, platform: 'read', filled: ['carrierId'] },
    app: { may: 'append', changes: ['untilAt'] },
  }),
  // who signs in names no carrier: his session or key does. A carrier opens neither; it ends them, and an act uses a proof up
  session: listed({
    ...{ ...mine, row: sessionRow, platform: 'change', filled: [] },
    app: { may: 'read', changes: ['endedAt', 'actProvedAt'] },
  }),
  apiKey: listed({
    ...{ ...mine, row: apiKeyRow, platform: 'change', filled: [] },
    app: { may: 'read', changes: ['revokedAt'] },
  }),
  // an invited person names no carrier: his link does
  accessLink: listed({
    ...{ ...mine, row: accessLinkRow, platform: 'change', filled: ['carrierId'] },
    app: { may: 'append', changes: ['secretHash', 'sentAt', 'endedAt'] },
  }),
  // who signs in by a carrier's provider is nobody yet; the provider is held, which asks for a right to change it
  identityProvider: listed({
    ...{ ...mine, row: identityProviderRow, filled: ['carrierId'] },
    app: { may: 'append', changes: ['endedAt'] },
    platform: { may: 'read', changes: ['endedAt'] },
  }),
  providerLink: listed({ ...mine, row: providerLinkRow, app: 'read', platform: 'append', filled: [] }),
  // how a person wants his tables is no record: he changes and drops it
  tableView: listed({ ...mine, row: tableViewRow, app: 'remove', platform: 'none', filled: ['carrierId'] }),
  // why it was opened, and what of, is as it was said then
  counselBundle: listed({
    ...{ ...mine, row: counselBundleRow, platform: 'none', filled: ['carrierId'] },
    app: { may: 'append', changes: ['endedAt'] },
  }),
};
