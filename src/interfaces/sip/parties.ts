import { toNumber } from '../../robocall/numbers/normalise.ts';
import { addressOf, elementsOf, parameterOf, partyOf } from './address.ts';
import type { SipRequest } from './message.ts';

/** Who calls whom by an INVITE, as the gate is asked; `to` null where the Request-URI names nobody. */
export type Parties = { readonly from: string; readonly to: string | null; readonly diverted: string | null };

type Headers = SipRequest['headers'];

const valuesOf = (headers: Headers, name: string): string[] => elementsOf(headers.get(name) ?? []);

const partiesIn = (headers: Headers, name: string): string[] =>
  valuesOf(headers, name).flatMap((element) => {
    const address = addressOf(element);
    const party = address === null ? null : partyOf(address.uri);
    return party === null ? [] : [party];
  });

const isNumber = (party: string): boolean => toNumber(party) !== null;

/** The number that calls: asserted by the network before claimed by the telephone (RFC 3325); what is no number is told as it stands. */
const callingOf = (headers: Headers): string => {
  const asserted = partiesIn(headers, 'p-asserted-identity').find(isNumber);
  return asserted ?? partiesIn(headers, 'from')[0] ?? 'anonymous';
};

const claimsOf = (identity: string): unknown => {
  const [, payload = ''] = identity.split('.', 2);
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString());
  } catch {
    return null;
  }
};

/** The number that a diversion token names (RFC 8946). Its signature is not asked: the gate carries by its own record of who holds that number. */
const byToken = (headers: Headers): string | null => {
  const tokens = valuesOf(headers, 'identity').filter((value) => parameterOf(value, 'ppt') === 'div');
  const token = tokens.at(-1);
  if (token === undefined) return null;
  const claims = claimsOf(token);
  if (typeof claims !== 'object' || claims === null || !('div' in claims)) return null;
  const { div } = claims;
  if (typeof div !== 'object' || div === null || !('tn' in div) || typeof div.tn !== 'string') return null;
  return isNumber(div.tn) ? div.tn : isNumber(`+${div.tn}`) ? `+${div.tn}` : null;
};

/** Before the latest entry stands who forwarded to it, where that says whom it replaces (RFC 7044) or anybody stands before. */
const byHistory = (headers: Headers): string | null => {
  const entries = valuesOf(headers, 'history-info').flatMap((element) => {
    const address = addressOf(element);
    return address === null ? [] : [address];
  });
  const last = entries.at(-1);
  if (last === undefined || entries.length < 2) return null;
  const replaced = parameterOf(last.parameters, 'mp') ?? parameterOf(last.parameters, 'rc');
  const by = entries.find(({ parameters }) => replaced !== null && parameterOf(parameters, 'index') === replaced);
  const party = partyOf((by ?? entries.at(-2) ?? last).uri);
  return party !== null && isNumber(party) ? party : null;
};

/** The latest that forwarded the call: the first Diversion (RFC 5806), else History-Info, else a diversion token. */
const divertedOf = (headers: Headers): string | null =>
  partiesIn(headers, 'diversion').find(isNumber) ?? byHistory(headers) ?? byToken(headers);

/** Who calls whom. */
export const partiesOf = ({ uri, headers }: SipRequest): Parties => ({
  from: callingOf(headers),
  to: partyOf(uri),
  diverted: divertedOf(headers),
});
