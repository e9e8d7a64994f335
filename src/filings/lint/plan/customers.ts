import { placeIn } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { type PlanCase, since } from './case.ts';
import type { Statement } from './statements.ts';
import { customer, otherProvider, vets } from './words.ts';

const renewing =
  /\brenew\w*|\b(?:existing|current|continuing|returning|established) (?:\w+ )?(?:customers?|subscribers?|accounts?|clients?|members?)\b|\bre-?(?:verif|check|validat|confirm|screen|vet|examin|qualif|certif|assess|interview)\w*|\b(?:annually|yearly|every (?:\w+ )?(?:years?|months)|each (?:\w+ )?(?:year|anniversary)|once a year|periodic\w*|anniversar\w+|twelve months|12 months|(?:each|every|any) extension|(?:is|are) extended)\b/i;
const again =
  /\b(?:same|again|anew|afresh|over|repeat\w*|updat\w*|refresh\w*|steps?|present|visit\w*|before|both|prior to|produce|show\w*|goes? through|gone through|apply|applies)\b/i;
const bargain = /\b(?:contracts?|agreements?|service orders?|memberships?|subscriptions?|lines?|identity)\b/i;

/** What is asked of a customer, where no word of checking stands. */
const papers = /\b(?:tax|ein|incorporation|license|photo|identification|visit\w*|papers|registration|questionnaire)\b/i;

const renewalTold = (each: Statement): boolean =>
  renewing.test(each.said) &&
  (customer.test(each.said) || (bargain.test(each.text) && customer.test(each.passage))) &&
  (vets.test(each.said) || (again.test(each.text) && (vets.test(each.passage) || papers.test(each.passage)))) &&
  !otherProvider.test(each.said.replace(customer, ' ')) &&
  !/\b(?:training|certificate|token|plan is reviewed)\b/i.test(each.text);

/** Knowing new and renewing customers (47 CFR 64.1200(n)(4)), asked of who has any. */
export const renewingCustomers = ({ document, statements, filed, role }: PlanCase): readonly Finding[] => {
  if (filed < since.contents2024 || role !== 'voice-service-provider' || statements.some(renewalTold)) return [];
  const only =
    document.units
      .map((unit) => placeIn(document, unit, /\bprospective customers\b|\bnew customers\b/i))
      .find((place) => place !== null) ?? null;
  return [
    finding(
      '002-11',
      only,
      `The know-your-customer steps ${only ? `speak of "${only.quote}" only` : 'are not described'}; they must cover new and renewing customers.`,
    ),
  ];
};
