import { jambonzSignature, twilioSignature } from '../../../outside/telephone-signatures.ts';
import type { Visit } from '../../../outside/visit.ts';
import type { Probe } from './plan.ts';

type Line = Extract<Probe, { way: 'line' }>;
type Heard = { readonly status: number; readonly body: string };

const unescaped = (text: string): string => text.replaceAll('&amp;', '&');

/** The address that the line asks to be told the next keys at, or null where the call ends. */
const nextOf = ({ dialect }: Line, body: string): string | null =>
  dialect === 'twilio'
    ? unescaped(/action="([^"]+)"/.exec(body)?.[1] ?? '') || null
    : (/"actionHook":"([^"]+)"/.exec(body)?.[1] ?? null);

const press = (visit: Visit, base: string, line: Line, path: string, digits: string): Promise<Heard> => {
  const url = `${base}${path}`;
  if (line.dialect === 'jambonz') {
    const body = JSON.stringify({ call_sid: line.callId, from: 'anonymous', digits });
    const signature = jambonzSignature(line.secret, body, Math.floor(Date.now() / 1000));
    const headers = { 'content-type': 'application/json', 'jambonz-signature': signature };
    return visit({ method: 'POST', url, headers, body });
  }
  const fields = new Map([
    ['CallSid', line.callId],
    ['From', 'anonymous'],
    ['Digits', digits],
  ]);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': twilioSignature(line.secret, url, fields),
  };
  return visit({ method: 'POST', url, headers, body: new URLSearchParams([...fields]).toString() });
};

/** Calls the line as its telephone service would: language, code, confirmation. Null when it got through, else what was wrong. */
export const tryLine = async (visit: Visit, base: string, line: Line): Promise<string | null> => {
  let path: string | null = `/ivr/${line.lineId}/${line.dialect}`;
  for (const digits of ['', '1', line.keys, '1']) {
    if (path === null) return 'the toll-free line hung up before the no was confirmed';
    const heard = await press(visit, base, line, path, digits);
    if (heard.status !== 200) return `the toll-free line answered ${heard.status}`;
    path = nextOf(line, heard.body);
  }
  return null;
};
