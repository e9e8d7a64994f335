import type { Credential } from '../../robocall/call-gate/account.ts';
import type { Answer, Gate } from '../../robocall/call-gate/gate.ts';
import { accountOf, type Named } from '../gate/asker.ts';
import type { SipRequest } from './message.ts';
import { partiesOf } from './parties.ts';
import type { Said } from './reply.ts';

/** An answer without header lines of its own. */
export const said = (code: number, phrase: string): Said => ({ code, phrase, lines: [] });

/** One header that names the account; named twice, as by a customer and by the switch, nobody is named. */
const single = ({ headers }: SipRequest, name: string): string | null => {
  const values = headers.get(name) ?? [];
  const [value = ''] = values;
  return values.length === 1 && value !== '' ? value : null;
};

const namedBy = (request: SipRequest): Named => {
  const account = single(request, 'x-compline-account');
  // two accounts named are none, whatever the trunk
  const contradicted = account === null && request.headers.has('x-compline-account');
  return { account, trunk: contradicted ? null : single(request, 'x-compline-trunk') };
};

const moved = (request: SipRequest, { identity }: Answer): Said => ({
  code: 302,
  phrase: 'Moved Temporarily',
  lines: [`Contact: <${request.uri.replace(/[<>"]/g, '')}>`, ...(identity === null ? [] : [`Identity: ${identity}`])],
});

const declined = ({ refused }: Answer): Said => {
  if (refused === null) return said(500, 'Server Internal Error');
  const { phrase, reason } = refused.sip;
  return { code: refused.cause, phrase, lines: [`Reason: ${reason}`] };
};

/** Asks the gate about an INVITE: 302 with the Identity, or the refusal's code with its Reason. */
export const redirect = async (gate: Gate, asker: Credential, request: SipRequest, peer: string): Promise<Said> => {
  const { from, to, diverted } = partiesOf(request);
  if (to === null) return said(484, 'Address Incomplete');
  const named = namedBy(request);
  const answer = await gate.authorize({
    carrierId: asker.carrierId,
    accountId: accountOf(asker, named),
    callId: request.headers.get('call-id')?.[0] ?? '',
    from,
    to: [to],
    diverted,
    asked: null,
    reportsEnd: false,
    iat: null,
    origid: null,
    trunk: named.trunk,
    sourceIp: peer,
    placedAt: null,
  });
  return answer.carry ? moved(request, answer) : declined(answer);
};
