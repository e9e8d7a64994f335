import { dayOfCivil } from '../../../law/calendar.ts';
import { dayOfIso } from '../dates.ts';
import type { OpenDocument } from '../document.ts';
import { type Statement, statementsOf } from './statements.ts';

export type PlanRole = 'voice-service-provider' | 'gateway' | 'intermediate';

/** A mitigation plan with the day by whose rules it is judged and the filer's place in the call path. */
export type PlanCase = {
  readonly document: OpenDocument;
  readonly statements: readonly Statement[];
  /** The statements and the lines that stand as headings but may give a fact: a number, a role. */
  readonly facts: readonly Statement[];
  readonly filed: number;
  readonly role: PlanRole;
};

/** First days on which each set of rules bound a filing (catalogue 0.3). */
export const since = {
  /** 47 CFR 64.6304(a): the extension ended for small providers without facilities of their own. */
  extensionEndedWithoutFacilities: dayOfCivil(2022, 7, 1),
  extensionEnded: dayOfCivil(2023, 7, 1),
  /** 47 CFR 64.6305(b): gateway providers answer tracebacks within 24 hours. */
  gatewayTraceback24: dayOfCivil(2023, 1, 11),
  /** 47 CFR 64.1200(n)(1): 24 hours for every provider. */
  traceback24: dayOfCivil(2024, 1, 8),
  /** 47 CFR 64.6305(d): the contents of FCC 23-18. */
  contents2024: dayOfCivil(2024, 2, 26),
  /** 47 CFR 64.6301(b): third parties sign only with the provider's own certificate. */
  ownCertificate: dayOfCivil(2025, 9, 18),
  /** 47 CFR 64.1200(o). */
  doNotOriginate: dayOfCivil(2025, 12, 15),
  /** 47 CFR 64.1200(k): SIP code 603+. */
  sip603: dayOfCivil(2026, 3, 25),
} as const;

const claims = (kind: string): RegExp =>
  new RegExp(`\\b(?:is|are|as|role|acts?|operates|files)\\b[^.]{0,60}\\b${kind}\\b`, 'i');
const denies = (kind: string): RegExp => new RegExp(`\\b(?:not|neither|nor|no)\\b[^.,;]{0,40}\\b${kind}\\b`, 'i');

const roleIn = (document: OpenDocument): PlanRole => {
  const is = (kind: string): boolean =>
    document.units.some(
      (unit) => claims(kind).test(unit.text) && !denies(kind).test(unit.text) && !/\brequir/i.test(unit.text),
    );
  if (is('(?:originating )?voice service provider')) return 'voice-service-provider';
  if (is('gateway provider')) return 'gateway';
  return is('intermediate provider') ? 'intermediate' : 'voice-service-provider';
};

/** Opens a plan for its checks. `filed` is YYYY-MM-DD. */
export const openPlan = (document: OpenDocument, filed: string, role: PlanRole | null): PlanCase => {
  const facts = statementsOf(document);
  return {
    document,
    statements: facts.filter((each) => each.kind !== 'heading'),
    facts,
    filed: dayOfIso(filed) ?? 0,
    role: role ?? roleIn(document),
  };
};
