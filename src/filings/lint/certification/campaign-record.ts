import { type OpenDocument, placeIn, type Unit } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import type { CertificationCase } from './case.ts';

const record =
  /\b(?:records?|logs?|logged|register\w*|document\w*|track\w*|files?|ledger|keeps?|kept|maintain\w*|entr(?:y|ies)|write[sn]? down|journal|archive\w*)\b/i;
const campaign =
  /\bcampaigns?\b|\b(?:sales|marketing) (?:efforts?|programs?|activit\w*|projects?|initiatives?|drives?)\b/i;
const description =
  /\bdescri\w*|\bnature\b|\bsummary\b|\bpurpose\b|\bwhat (?:it|each|the campaign) was\b|\babout\b|\boutlin\w*/i;
const specific =
  /\bcpni\b.{0,60}\b(?:used|drawn|involved|relied|accessed)|\b(?:specific|which|what|kind|type|item|element|class|categor)\w*\b.{0,40}\bcpni\b|\bcpni\b/i;
const products = /\b(?:products?|services?|offers?|offerings?|offered|plans?|sold)\b/i;
const affiliates =
  /\baffiliat\w*|\bsister compan|\bparent\b|\bsubsidiar\w*|\brelated compan|\bgroup compan|\bcommon ownership/i;
const outsiders =
  /\bthird[- ]part\w*|\bdisclos\w*|\bpartners?\b|\bcontractors?\b|\bvendors?\b|\boutside (?:compan|part|firm)\w*|\bpermitted? (?:to )?access|\bprovided to\b|\bgiven to\b|\bshared? with\b|\banyone else\b|\banother company\b/i;
const noAffiliates =
  /\b(?:no|not|without|never|nor|neither)\b.{0,50}\b(?:affiliat\w*|subsidiar\w*)|\baffiliates?:? (?:none|n\/a)\b/i;
const noDisclosure =
  /\b(?:not|never|no|nor|neither)\b.{0,60}\b(?:disclos\w*|shar\w*|provid\w*|give[ns]?|handed?|transfer\w*|pass\w*|access)\b.{0,60}\b(?:third[- ]part\w*|outside\w*|partners?|anyone|other compan\w*|contractors?|vendors?)|\bno (?:third part\w*|outsider|outside (?:party|company)|vendor|partner)\b.{0,60}\b(?:access|receiv\w*|see[ns]?|given|obtain\w*|has)/i;

/** Disclosures that are recorded in a sentence of their own, not in the one about campaigns. */
const disclosed =
  /\b(?:disclos\w*|provid\w*|shar(?:ed|ing)|access)\b.{0,40}\b(?:third[- ]part\w*|outsid\w*|partners?|contractors?|vendors?)/i;

/** A denial for marketing alone, or with an exception, leaves other disclosures to be recorded. */
const limited =
  /\bfor (?:their |any |its |such |purposes of )*market|\bmarketing\b|\bunless\b|\bwithout\b|\bexcept\b|\babsent\b|\bonly\b/i;

const passage = (document: OpenDocument, units: readonly Unit[]): string =>
  document.units
    .filter(
      (unit) =>
        unit.kind !== 'heading' &&
        units.some(
          (each) =>
            unit.index - each.index >= 0 &&
            unit.index - each.index <= (unit.block === each.block || unit.item ? 4 : 2) &&
            unit.heading === each.heading,
        ),
    )
    .map((unit) => unit.text)
    .join(' ');

/** What the record of campaigns holds: description, CPNI used, offers, affiliates' campaigns, disclosures, one year (47 CFR 64.2009(c)). */
export const campaignRecord = ({ document, practice }: CertificationCase): readonly Finding[] => {
  const units = document.units.filter(
    (unit) =>
      unit.kind !== 'heading' &&
      record.test(unit.text) &&
      campaign.test(unit.text) &&
      !/\b(?:supervis\w* (?:approv|review)|training)\b/i.test(unit.text),
  );
  const [first] = units;
  if (practice.marketing === 'denied' && !practice.solicits)
    return document.units.some((unit) => campaign.test(unit.text))
      ? []
      : [
          finding(
            '2009(c)-idle',
            null,
            'Nothing is said of a record of campaigns. If none uses CPNI, say that there are none.',
          ),
        ];
  if (!first)
    return (practice.solicits || practice.marketing !== 'unsaid') && practice.denial === null
      ? [
          finding(
            '2009(c)-absent',
            null,
            'The statement does not say that campaigns using CPNI are recorded: description, CPNI used, products and services offered, kept one year.',
          ),
        ]
      : [];
  const text = passage(document, units);
  const whole = document.units.map((unit) => unit.text);
  const place = document.units
    .filter((unit) => units.includes(unit))
    .map(
      (unit) =>
        placeIn(document, unit, /\b(?<it>marketing campaigns that use the CPNI)\b/i) ??
        placeIn(document, unit, /\b(?<it>record of all sales and marketing campaigns)\b/i) ??
        placeIn(document, unit, /\b(?<it>[\w' ]{0,40}campaigns?\b[\w' ]{0,30})/i),
    )
    .find((each) => each !== null);
  const content = [
    ...(description.test(text) ? [] : ['a description of the campaign']),
    ...(specific.test(text) ? [] : ['the specific CPNI used']),
    ...(products.test(text.replace(campaign, '')) ? [] : ['the products and services offered']),
  ];
  const others = [
    ...(affiliates.test(text) || whole.some((each) => noAffiliates.test(each)) ? [] : ["affiliates' campaigns"]),
    ...(outsiders.test(text) ||
    whole.some(
      (each) => (noDisclosure.test(each) && !limited.test(each)) || (record.test(each) && disclosed.test(each)),
    )
      ? []
      : ['disclosures of CPNI to third parties']),
  ];
  return [
    ...(content.length > 0
      ? [finding('2009(c)-content', place ?? null, `The record of campaigns lacks ${content.join(' and ')}.`)]
      : []),
    ...(others.length > 0
      ? [
          finding(
            '000-23',
            place ?? null,
            `The record "${place?.quote.trim() ?? ''}" leaves out ${others.join(' and ')}. Name them, or say that there are none.`,
          ),
        ]
      : []),
  ];
};
