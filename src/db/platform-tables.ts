// What we keep for no one carrier, each with its reason.
import { retentionClassRow } from '../carriers/retention/record.ts';
import { authenticatorAppRow, passkeyChallengeRow, passkeyRow, recoveryCodeRow } from '../carriers/sign-in/record.ts';
import { personRow } from '../carriers/staff/record.ts';
import { requestCountRow } from '../cpni/choices/record.ts';
import { listed } from './listed.ts';
import { backupDrillRow } from './rows.ts';

const ofPersons = { of: 'platform', why: 'how a person signs in, who may work for several carriers' } as const;

export const platformTables = {
  person: listed({
    of: 'platform',
    why: 'a person may work for several carriers',
    row: personRow,
    app: 'none',
    platform: 'change',
    filled: [],
  }),
  authenticatorApp: listed({ ...ofPersons, row: authenticatorAppRow, app: 'none', platform: 'change', filled: [] }),
  recoveryCode: listed({ ...ofPersons, row: recoveryCodeRow, app: 'none', platform: 'change', filled: [] }),
  passkey: listed({ ...ofPersons, row: passkeyRow, app: 'none', platform: 'change', filled: [] }),
  passkeyChallenge: listed({ ...ofPersons, row: passkeyChallengeRow, app: 'none', platform: 'remove', filled: [] }),
  requestCount: listed({
    of: 'platform',
    why: 'counted before a carrier is known',
    row: requestCountRow,
    app: 'none',
    platform: 'remove',
    filled: [],
  }),
  retentionClass: listed({
    of: 'platform',
    why: 'the floors are the same for every carrier; migrations write them',
    row: retentionClassRow,
    app: 'read',
    platform: 'read',
    filled: [],
  }),
  backupDrill: listed({
    of: 'platform',
    why: 'a backup holds every carrier',
    row: backupDrillRow,
    app: 'read',
    platform: 'append',
    filled: [],
  }),
};
