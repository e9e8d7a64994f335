import type { Visit } from './visit.ts';

/** A service that sends texts and places calls, by the HTTP interface of Twilio or of jambonz. */
export type TelephoneService = {
  readonly dialect: 'twilio' | 'jambonz';
  readonly address: string;
  readonly account: string;
  readonly fromNumber: string;
  readonly staffNumber: string;
  readonly secret: string;
};

/** What the service said. `unknown`: it may have done it and the answer was lost. */
export type Taken = {
  readonly outcome: 'accepted' | 'refused' | 'later' | 'unknown';
  /** The service's own id of the text or call, by which it reports later. */
  readonly reference: string | null;
};

type Fields = Readonly<Record<string, string>>;
type Request = Parameters<Visit>[0];

const twilio = ({ address, account, secret }: TelephoneService, what: string, fields: Fields): Request => ({
  method: 'POST',
  url: `${address}/2010-04-01/Accounts/${account}/${what}.json`,
  headers: {
    authorization: `Basic ${Buffer.from(`${account}:${secret}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  },
  body: new URLSearchParams(fields).toString(),
});

const jambonz = ({ address, account, secret }: TelephoneService, what: string, fields: object): Request => ({
  method: 'POST',
  url: `${address}/v1/Accounts/${account}/${what}`,
  headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
  body: JSON.stringify(fields),
});

const referenceIn = (body: string): string | null => {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null) return null;
    const id: unknown = 'sid' in value ? value.sid : null;
    return typeof id === 'string' && id !== '' ? id : null;
  } catch {
    return null;
  }
};

// a connection that never stood has carried nothing
const never = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN']);

const codeOf = (error: unknown): string => {
  const cause: unknown = error instanceof Error ? error.cause : null;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
};

const ask = async (visit: Visit, request: Request): Promise<Taken> => {
  try {
    const { status, body } = await visit(request);
    if (status >= 200 && status < 300) return { outcome: 'accepted', reference: referenceIn(body) };
    return { outcome: status === 429 || status >= 500 ? 'later' : 'refused', reference: null };
  } catch (error) {
    return { outcome: never.has(codeOf(error)) ? 'later' : 'unknown', reference: null };
  }
};

/** Sends a text; `report` is where the service tells what became of it, or null. */
export const sendText = (
  visit: Visit,
  service: TelephoneService,
  text: { readonly to: string; readonly words: string; readonly report: string | null },
): Promise<Taken> => {
  const { dialect, fromNumber } = service;
  const { to, words, report } = text;
  if (dialect === 'jambonz') return ask(visit, jambonz(service, 'Messages', { from: fromNumber, to, text: words }));
  const callback = report === null ? {} : { StatusCallback: report };
  return ask(visit, twilio(service, 'Messages', { From: fromNumber, To: to, Body: words, ...callback }));
};

/** Places a call; when it is answered the service asks `answerUrl` what to do, and tells `report` when it is over. */
export const placeCall = (
  visit: Visit,
  service: TelephoneService,
  call: {
    readonly to: string;
    readonly answerUrl: string;
    readonly report: string;
    /** Whether a mailbox is left alone, or is spoken to after its tone. */
    readonly mailbox: 'hears nothing' | 'takes a message';
  },
): Promise<Taken> => {
  const { dialect, fromNumber } = service;
  const { to, answerUrl, report, mailbox } = call;
  if (dialect === 'twilio')
    // without its detection of machines a mailbox would pass for the customer
    return ask(
      visit,
      twilio(service, 'Calls', {
        From: fromNumber,
        To: to,
        Url: answerUrl,
        StatusCallback: report,
        MachineDetection: mailbox === 'takes a message' ? 'DetectMessageEnd' : 'Enable',
      }),
    );
  const hook = (url: string) => ({ url, method: 'POST' });
  const wanted = {
    from: fromNumber,
    to: { type: 'phone', number: to },
    call_hook: hook(answerUrl),
    call_status_hook: hook(report),
    amd: { actionHook: answerUrl },
  };
  return ask(visit, jambonz(service, 'Calls', wanted));
};

/** Moves a call that is under way to where `url` says what comes next. */
export const redirectCall = (
  visit: Visit,
  service: TelephoneService,
  call: { readonly callId: string; readonly url: string },
): Promise<Taken> => {
  const { callId, url } = call;
  const place = `Calls/${encodeURIComponent(callId)}`;
  if (service.dialect === 'twilio') return ask(visit, twilio(service, place, { Url: url, Method: 'POST' }));
  return ask(visit, jambonz(service, place, { call_hook: { url, method: 'POST' } }));
};
