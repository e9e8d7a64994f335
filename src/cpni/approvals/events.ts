import type { Covers, PermissionEvent } from './record.ts';

/** An event to be appended: the row without what the database and `appendEvents` fill in. */
export type NewPermissionEvent = Omit<PermissionEvent, 'carrierId' | 'recordedAt' | 'covers'> & {
  readonly covers: Covers | null;
};

type Base = { readonly id: string; readonly customerId: string; readonly at: number };

const nothing = {
  notice: null,
  approval: null,
  method: null,
  waitDays: null,
  covers: null,
  proof: null,
  callId: null,
  recipient: null,
  toName: null,
  cpni: null,
  authenticated: null,
  channels: [],
  contactId: null,
};

type Consent = Base & { readonly contactId: string | null };

/** Consent to notices by e-mail at one address, 64.2008(d)(3)(i). */
export const emailConsentEvent = (consent: Consent): NewPermissionEvent => ({
  ...nothing,
  ...consent,
  type: 'email-consent',
});

/** The end of the consent to notices by e-mail, whatever the address. */
export const emailConsentWithdrawnEvent = (base: Base): NewPermissionEvent => ({
  ...nothing,
  ...base,
  type: 'email-consent-withdrawn',
});

type Notice = Base & {
  readonly approval: 'opt-out' | 'opt-in';
  readonly method: string;
  readonly waitDays: number;
  readonly covers: Covers;
  /** The ways to say no that it offered. */
  readonly channels: string[];
  readonly contactId: string | null;
};

/** A notice that went out, 64.2008; `contactId` says of an e-mail to which address. */
export const noticeEvent = (notice: Notice): NewPermissionEvent => ({ ...nothing, ...notice, type: 'notice' });

/** A notice that came back, 64.2008(d)(3)(iii). */
export const bouncedEvent = (base: Base, notice: string): NewPermissionEvent => ({
  ...nothing,
  ...base,
  type: 'bounced',
  notice,
});

type Yes = Base & {
  readonly notice: string;
  readonly method: 'written' | 'electronic' | 'oral';
  readonly proof: boolean;
};

/** A yes to a notice, 64.2007(a). */
export const approvedEvent = (yes: Yes): NewPermissionEvent => ({ ...nothing, ...yes, type: 'approved' });

type No = Base & { readonly method: string; readonly covers: Covers | null };

/** A no, to everything where `covers` is null, 64.2007(a)(2). */
export const refusedEvent = (no: No): NewPermissionEvent => ({ ...nothing, ...no, type: 'refused' });

type Order = Base & {
  readonly recipient: PermissionEvent['recipient'];
  readonly toName: string;
  readonly cpni: PermissionEvent['cpni'];
  readonly method: 'signed' | 'portal';
  readonly authenticated: boolean;
};

/** The customer's own order to give CPNI to a person he names, 47 U.S.C. 222(c)(2). */
export const orderedEvent = (order: Order): NewPermissionEvent => ({ ...nothing, ...order, type: 'ordered' });

type OneTime = Base & { readonly callId: string; readonly covers: Covers };

/** A spoken yes for one call, 64.2008(f). */
export const oneTimeEvent = (yes: OneTime): NewPermissionEvent => ({ ...nothing, ...yes, type: 'one-time' });

/** The call's end, and with it the end of a one-time yes. */
export const callEndedEvent = (base: Base, callId: string): NewPermissionEvent => ({
  ...nothing,
  ...base,
  type: 'call-ended',
  callId,
});
