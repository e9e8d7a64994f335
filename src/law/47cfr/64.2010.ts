import { classesMask } from '../coverage.ts';
import type { Authentication, Channel, UseAsked } from '../facts.ts';
import { type NotEncoded, rule, type Section } from '../rule.ts';

const from = '2007-12-08';

const callDetail = classesMask(['call-detail']);

/** Whether information about particular calls is among the classes. */
export const hasCallDetail = ({ use }: UseAsked): boolean => (use.cpni & callDetail) !== 0;

/** Whether the customer and the carrier speak on the telephone, whoever called. */
export const isByPhone = (channel: Channel): boolean => channel === 'phone-inbound' || channel === 'phone-outbound';

export const authenticateFirst = rule<UseAsked>({
  cite: '47 CFR 64.2010(a)',
  duty: 'Guard against access by others and authenticate the customer before telling: by telephone anyhow, unasked only to the address of record',
  effective: { from },
  holds: ({ use }) =>
    isByPhone(use.channel) ? use.authentication !== 'none' : use.authentication === 'sent-to-address-of-record',
});

const opensCallDetail: ReadonlySet<Authentication> = new Set([
  'password',
  'callback-number-of-record',
  'sent-to-address-of-record',
  'customer-recited',
]);

export const byTelephone = rule<UseAsked>({
  cite: '47 CFR 64.2010(b)',
  duty: 'Call detail by telephone: only after a password, to the address of record, by calling the number of record, or the items that the customer recites',
  effective: { from },
  holds: ({ use }) => opensCallDetail.has(use.authentication),
});

export const online = rule<UseAsked>({
  cite: '47 CFR 64.2010(c)',
  duty: 'Online access only through a password that no biographical or account information prompts',
  // Not modelled: small entities had until 2008-06-08. They too are answered by the rule from its first day.
  effective: { from },
  holds: ({ use }) => use.authentication === 'password',
});

export const inStore = rule<UseAsked>({
  cite: '47 CFR 64.2010(d)',
  duty: 'In a store only to a customer with a valid photo ID that matches the account',
  effective: { from },
  holds: ({ use }) => use.authentication === 'photo-id',
});

export type PasswordSetting = {
  readonly authenticatedWithout: 'biographical-and-account-data' | 'neither-known';
  readonly backupPrompts: 'own-secret' | 'biographical-or-account-data' | 'unknown';
};

export const passwordsAndBackup = rule<PasswordSetting>({
  cite: '47 CFR 64.2010(e)',
  duty: 'A password is set, and a lost one replaced, without prompting for biographical or account information',
  effective: { from },
  holds: ({ authenticatedWithout, backupPrompts }) =>
    authenticatedWithout === 'biographical-and-account-data' && backupPrompts === 'own-secret',
});

/** Where the notice of a changed account went, and what it told. Times in epoch ms. */
export type ChangeNotice = {
  readonly changedAt: number;
  readonly noticedAt: number | 'never';
  readonly sentTo: 'telephone-number-of-record' | 'address-of-record' | 'new-contact' | 'unknown';
  readonly reveals: 'nothing' | 'the-change' | 'unknown';
  readonly during: 'start-of-service' | 'service';
};

export const accountChangeNotice = rule<ChangeNotice>({
  cite: '47 CFR 64.2010(f)',
  duty: 'Tell the customer at once, at the contact of record before the change, that an account was changed, not how',
  effective: { from },
  // "Immediately" has no number: how late is too late is the carrier's own measure.
  holds: ({ changedAt, noticedAt, sentTo, reveals, during }) =>
    during === 'start-of-service' ||
    (noticedAt !== 'never' &&
      noticedAt >= changedAt &&
      (sentTo === 'telephone-number-of-record' || sentTo === 'address-of-record') &&
      reveals === 'nothing'),
});

export const businessContract = rule<UseAsked>({
  cite: '47 CFR 64.2010(g)',
  duty: 'A business with its own account representative may agree by contract on another way, if the contract speaks of CPNI',
  effective: { from },
  holds: ({ use }) => use.authentication === 'contract',
});

export type SimChange = {
  readonly authenticated: 'securely' | 'not' | 'unknown';
  readonly customerNotified: 'before-the-change' | 'not' | 'unknown';
};

export const simChange = rule<SimChange>({
  cite: '47 CFR 64.2010(h)',
  duty: 'Wireless carriers authenticate securely and notify the customer before a SIM is changed',
  effective: { adopted: '2023-11-15', from: 'delayed' },
  holds: ({ authenticated, customerNotified }) =>
    authenticated === 'securely' && customerNotified === 'before-the-change',
});

const notEncoded: readonly NotEncoded[] = [
  {
    cite: '47 CFR 64.2010(h)(9)',
    why: 'Says that compliance waits for a date: that is the setting of versions.ts.',
  },
];

/** Safeguards on the disclosure of CPNI, 47 CFR 64.2010. */
export const section642010: Section = {
  cite: '47 CFR 64.2010',
  rules: [
    authenticateFirst,
    byTelephone,
    online,
    inStore,
    passwordsAndBackup,
    accountChangeNotice,
    businessContract,
    simChange,
  ],
  notEncoded,
};
