// Everything we do, by name: HTTP, OpenAPI, client, command line and jobs are loops over this list.

import { checkDomains } from './carriers/mail/check-domains.ts';
import { remind } from './carriers/obligations/remind.ts';
import { sendLink } from './carriers/sign-in/links/send.ts';
import { tellChange } from './cpni/account-changes/tell.ts';
import { sendCode } from './cpni/authentication/send-code.ts';
import { probeChannels } from './cpni/choices/monitor/probe.ts';
import { mailCalls } from './cpni/desk/mail-calls.ts';
import { placeCallBack } from './cpni/desk/place.ts';
import { sendPrompt } from './cpni/desk/send-prompt.ts';
import { printPart } from './cpni/letters/print.ts';
import { poll } from './cpni/returns/poll.ts';
import { sendBatch } from './cpni/sendings/send.ts';
import { authenticationOperations } from './operations/authentication.ts';
import { callGateOperations } from './operations/call-gate.ts';
import { callRecordsOperations } from './operations/call-records.ts';
import { carrierOperations } from './operations/carrier.ts';
import { counselOperations } from './operations/counsel.ts';
import { customerLettersOperations } from './operations/customer-letters.ts';
import { customersOperations } from './operations/customers.ts';
import { decidingOperations } from './operations/deciding.ts';
import { deskOperations } from './operations/desk.ts';
import { fccNoticesOperations } from './operations/fcc-notices.ts';
import { filingsOperations } from './operations/filings.ts';
import { incidentsOperations } from './operations/incidents.ts';
import { investigationsOperations } from './operations/investigations.ts';
import { lawfulProcessOperations } from './operations/lawful-process.ts';
import { noticesOperations } from './operations/notices.ts';
import { numbersOperations } from './operations/numbers.ts';
import { onboardingOperations } from './operations/onboarding.ts';
import { tracedSources } from './operations/outside-signals.ts';
import { personnelOperations } from './operations/personnel.ts';
import { retentionOperations } from './operations/retention.ts';
import { staffOperations } from './operations/staff.ts';
import { strikesOperations } from './operations/strikes.ts';
import { thirdPartiesOperations } from './operations/third-parties.ts';
import { tracebacksOperations } from './operations/tracebacks.ts';
import { trafficOperations } from './operations/traffic.ts';
import { setCustomerLetters } from './robocall/customer-letters/print.ts';
import { tellLapse } from './robocall/onboarding/tell.ts';
import { tellOfStrike } from './robocall/strikes/tell.ts';
import { pollTracebackMail } from './robocall/tracebacks/mails/poll.ts';
import { checkTracebackMail } from './robocall/tracebacks/mails/sender.ts';
import { sendForward } from './robocall/tracebacks/send-forward.ts';
import { sendPage } from './robocall/tracebacks/send-page.ts';
import { scoreDay } from './robocall/traffic/days/nightly.ts';

export const operations = {
  ...decidingOperations,
  ...noticesOperations,
  ...customersOperations,
  ...deskOperations,
  ...authenticationOperations,
  ...incidentsOperations,
  ...thirdPartiesOperations,
  ...carrierOperations,
  ...staffOperations,
  ...counselOperations,
  ...personnelOperations,
  ...filingsOperations,
  ...retentionOperations,
  ...callGateOperations,
  ...numbersOperations,
  ...onboardingOperations,
  ...strikesOperations,
  ...customerLettersOperations,
  ...tracebacksOperations,
  ...callRecordsOperations,
  ...lawfulProcessOperations,
  ...trafficOperations,
  ...fccNoticesOperations,
  ...investigationsOperations,
} as const;

/** Work that reaches outside, by name: only jobs run it. */
export const outwardWork = {
  'mail.checkDomains': checkDomains,
  'clocks.remind': remind,
  'links.send': sendLink,
  'sendings.send': sendBatch,
  'letters.print': printPart,
  'returns.poll': poll,
  'channels.probe': probeChannels,
  'accountChanges.tell': tellChange,
  'desk.placeCall': placeCallBack,
  'desk.mailCalls': mailCalls,
  'desk.sendPrompt': sendPrompt,
  'online.sendCode': sendCode,
  'onboarding.tell': tellLapse,
  'strikes.tell': tellOfStrike,
  'customerLetters.set': setCustomerLetters,
  'traffic.scoreDay': scoreDay(tracedSources),
  'tracebackMails.poll': pollTracebackMail,
  'tracebackMails.check': checkTracebackMail,
  'traceForwards.send': sendForward,
  'tracebacks.page': sendPage,
} as const;

/** Whatever may be enqueued. */
export type WorkName = keyof typeof operations | keyof typeof outwardWork;

/** What recurs for every carrier: the name of an operation or of outward work, and minutes between. */
export const recurring: Readonly<Partial<Record<WorkName, number>>> = {
  'clocks.sweep': 15,
  'mail.checkDomains': 60,
  'returns.poll': 5,
  'tracebackMails.poll': 2,
  'channels.probe': 1,
  'accountChanges.watch': 5,
  'retention.watch': 1440,
  'renewals.prepare': 1440,
  'signing.credentials.pickUp': 1,
  'onboarding.watch': 5,
  'strikes.watch': 1,
  'tracebacks.watch': 5,
  'traffic.watch': 60,
  'providers.check': 1440,
  'mitigationPlans.watch': 60,
};
