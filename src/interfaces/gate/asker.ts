import type { IncomingMessage } from 'node:http';
import { secretHash } from '../../carriers/staff/passwords.ts';
import type { Credential } from '../../robocall/call-gate/account.ts';
import type { Snapshot } from '../../robocall/call-gate/snapshot.ts';
import { peerFingerprint } from './tls.ts';

const header = (request: IncomingMessage, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** Whose equipment asks, by its bearer key or the certificate it showed; null where neither is one of the gate's. */
export const askerOf = (snapshot: Snapshot, request: IncomingMessage): Credential | null => {
  const given = header(request, 'authorization');
  if (given === null) {
    const shown = peerFingerprint(request.socket, Date.now());
    return shown === null ? null : (snapshot.credentials.get(`certificate:${shown}`) ?? null);
  }
  if (!given.startsWith('Bearer ')) return null;
  const proof = secretHash(given.slice(7).trim()).toString('hex');
  return snapshot.credentials.get(`key:${proof}`) ?? null;
};

/** What a switch says of the account: its header or field, or the trunk on which the call came. */
export type Named = { readonly account: string | null; readonly trunk: string | null };

/** What the headers of a request name. */
export const namedBy = (request: IncomingMessage): Named => ({
  account: header(request, 'x-compline-account'),
  trunk: header(request, 'x-compline-trunk'),
});

/** The account of a call: the credential's own, or what a switch named. Never inferred from the calling number. */
export const accountOf = (asker: Credential, named: Named): string | null => {
  if (asker.accountId !== null)
    return named.account === null || named.account === asker.accountId ? asker.accountId : null;
  if (named.account !== null) return named.account;
  return named.trunk === null ? null : (asker.trunks[named.trunk] ?? null);
};
