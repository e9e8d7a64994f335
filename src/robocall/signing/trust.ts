import type { Certificate } from './certificate.ts';
import { readCertificates } from './certificate-chain.ts';
import type { PathTrust } from './certificate-path.ts';
import { type RevocationList, readRevocationList } from './revocation-list.ts';
import { isSignedList, readTrustList } from './trust-list.ts';

/** Whom we trust now. `version` changes with every swap, so that what was judged by older values is judged anew. */
export type TrustValues = PathTrust & { readonly version: number };

/** What became of new values: in force, or refused while the old ones stay. */
export type Swap = { readonly taken: true; readonly count: number } | { readonly taken: false; readonly why: string };

/** How old the values are, in milliseconds; null where there are none. */
export type TrustAge = {
  readonly anchors: number;
  readonly anchorsAgeMs: number | null;
  /** A line a revocation list: how long ago it came, and whether its own time is over. */
  readonly lists: readonly {
    readonly source: string;
    readonly ageMs: number;
    readonly revoked: number;
    readonly outdated: boolean;
  }[];
};

/** The trusted authorities and revocation lists, swapped while calls go on. What cannot be read or is older never replaces what is in force. */
export type Trust = {
  readonly values: () => TrustValues;
  /** Takes the list of trusted authorities: certificates in PEM, one in DER, or the list that an administrator signed. */
  readonly takeAnchors: (body: Uint8Array, at: number) => Swap;
  /** Takes the certificates of those whose revocation lists count for certificates of any issuer: the policy administrator's. */
  readonly takeAdministrators: (body: Uint8Array) => Swap;
  /** Takes the revocation list of a source, which is its address or file. */
  readonly takeRevocationList: (source: string, body: Uint8Array, at: number) => Swap;
  readonly age: (at: number) => TrustAge;
};

type Held = { readonly list: RevocationList; readonly takenAt: number };

const refused = (why: string): Swap => ({ taken: false, why });

type Read =
  | { readonly certificates: readonly Certificate[]; readonly sequence: number | null }
  | { readonly why: string };

const readAnchors = (body: Uint8Array, administrators: readonly Certificate[], at: number): Read => {
  if (!isSignedList(body)) {
    const certificates = readCertificates(body);
    return certificates === null ? { why: unreadable } : { certificates, sequence: null };
  }
  const list = readTrustList(body, administrators);
  if ('certificates' in list && list.expires !== null && at > list.expires) return { why: 'The trust list expired.' };
  return list;
};

const unreadable = 'There is no certificate in it, or one of them cannot be read.';

const notAuthority = (certificates: readonly Certificate[]): string | null => {
  const wrong = certificates.filter(({ constraints }) => constraints?.ca !== true).length;
  return wrong === 0 ? null : `${wrong} of the ${certificates.length} certificates are not those of an authority.`;
};

/** Opens an empty trust: nobody is believed until a list is taken. */
export const openTrust = (): Trust => {
  let anchors: readonly Certificate[] = [];
  let anchorsAt: number | null = null;
  let sequence = 0;
  let administrators: readonly Certificate[] = [];
  const held = new Map<string, Held>();
  let values: TrustValues = { anchors, lists: [], version: 0 };
  const swap = (count: number): Swap => {
    values = { anchors, lists: [...held.values()].map(({ list }) => list), version: values.version + 1 };
    return { taken: true, count };
  };
  return {
    values: () => values,
    takeAnchors: (body, at) => {
      const read = readAnchors(body, administrators, at);
      if ('why' in read) return refused(read.why);
      const fault = notAuthority(read.certificates);
      if (fault !== null) return refused(fault);
      if (read.sequence !== null && read.sequence < sequence)
        return refused('It is an older edition than the list in force.');
      [anchors, anchorsAt, sequence] = [read.certificates, at, read.sequence ?? 0];
      return swap(anchors.length);
    },
    takeAdministrators: (body) => {
      const read = readCertificates(body);
      if (read === null) return refused(unreadable);
      administrators = read;
      return swap(read.length);
    },
    takeRevocationList: (source, body, at) => {
      const list = readRevocationList(body, { administrators, authorities: anchors });
      if ('why' in list) return refused(list.why);
      const before = held.get(source);
      if (before !== undefined && list.thisUpdate < before.list.thisUpdate)
        return refused('It is older than the revocation list in force.');
      held.set(source, { list, takenAt: at });
      return swap(list.revoked.size);
    },
    age: (at) => ({
      anchors: anchors.length,
      anchorsAgeMs: anchorsAt === null ? null : at - anchorsAt,
      lists: [...held].map(([source, { list, takenAt }]) => ({
        source,
        ageMs: at - takenAt,
        revoked: list.revoked.size,
        outdated: list.nextUpdate !== null && at > list.nextUpdate,
      })),
    }),
  };
};
