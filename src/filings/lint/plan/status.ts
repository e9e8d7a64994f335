import { inContext, placeIn, type Unit, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { type PlanCase, since } from './case.ts';

const stir = /\bstir\b|\bshaken\b|\bcaller[- ]id authentication\b|64\.6301/i;
const recital =
  /\b(?:requires?|required|must|whether|adopted rules|congress|obligat\w+ (?:all|every|each)|certify, by)\b/i;
const definite =
  /\b(?:full(?:y)?|complete(?:ly)?|partial(?:ly)?)\b[^.]{0,60}\b(?:implement\w*|deploy\w*|stir|shaken|sign\w*)|\b(?:implement\w*|deploy\w*|stir\/shaken)\b[^.]{0,80}\b(?:full(?:y)?|complete(?:ly|d)?|partial(?:ly)?|throughout|entire|in its entirety|all (?:of )?(?:its|our|the) ip|across)\b|\b(?:has|have) (?:implemented|deployed) stir|\bstir\/shaken (?:is|has been) (?:implemented|deployed|in (?:place|service|operation|production))|\b(?:has|have) not implemented (?:any )?stir|\bno (?:stir\/shaken|implementation)\b|\bsigns? (?:all|every|each)\b[^.]{0,60}\bcalls?\b/i;
const underWay =
  /\b(?<it>(?:has|have) not (?:yet )?completed(?: that process| the process| (?:its |the )?(?:implementation|deployment))?|(?:is|are) (?:diligently |actively |currently )?(?:pursuing|in the process of|working (?:on|toward)|implementing|deploying)|in progress|under ?way|expects? to (?:implement|complete))\b/i;

const speaksOf = (unit: Unit): boolean =>
  stir.test(inContext(unit)) && unit.kind !== 'heading' && !recital.test(unit.text);

/** The plan must state one of: full, partial, none (47 CFR 64.6305(d)(1)). */
export const status = ({ document, filed }: PlanCase): readonly Finding[] => {
  const about = document.units.filter(speaksOf);
  const open = about.find((unit) => underWay.test(unit.text));
  const stated = about.some((unit) => definite.test(unit.text) && !underWay.test(unit.text));
  if (stated) return [];
  if (!open)
    return [
      finding(
        'P1',
        null,
        'The plan does not state whether STIR/SHAKEN is implemented in full, in part or not at all. State exactly one.',
      ),
    ];
  const place =
    placeIn(document, open, /\b(?<it>(?:has|have) not (?:yet )?completed(?: that process)?)\b/i) ??
    placeIn(document, open, underWay);
  const findings = [
    finding(
      '002-03',
      place,
      `"${place?.quote ?? ''}" is no status. State exactly one: full, partial or no implementation.`,
    ),
  ];
  if (filed >= since.extensionEnded)
    findings.push(
      finding(
        'P1-stale',
        place,
        `"${place?.quote ?? ''}" tells of a deployment under way after every extension for small providers ended (2023-06-30). Bring the status up to date.`,
      ),
    );
  return findings;
};

const ended =
  /\b(?:ended|expired|expir\w+|no longer|former(?:ly)?|lapsed|does not (?:claim|rely)|not (?:claim\w*|rel(?:y|ying)|subject|seek\w*)|no extension|none)\b/i;
const claimed =
  /\b(?<it>two-year extension|small[- ](?:voice[- ]service[- ])?provider (?:extension|exemption)|extension[^.]{0,60}\bsmall (?:voice service )?provider)\b/i;
const smallProvider = /\bextension\b[^.]{0,80}\bsmall\b|\bsmall\b[^.]{0,80}\bextension\b/i;
const withoutFacilities =
  /\bucaas\b|\bresell\w*|\bover-the-top\b|\bnon-facilities|\bsoftware\b|\bwithout (?:its )?own (?:facilities|network)/i;

/** A claim to the extension for small providers that has ended (47 CFR 64.6304(a)). */
export const extension = ({ document, filed }: PlanCase): readonly Finding[] => {
  const bare = unitsWith(document, withoutFacilities).length > 0;
  if (filed < since.extensionEndedWithoutFacilities || (filed < since.extensionEnded && !bare)) return [];
  const units = document.units.filter(
    (unit) => (claimed.test(unit.text) || smallProvider.test(unit.text)) && !ended.test(unit.text),
  );
  const unit = units.find((each) => claimed.test(each.text)) ?? units[0];
  if (!unit) return [];
  const place = placeIn(document, unit, claimed) ?? placeIn(document, unit, /\bextension\b/i);
  return [
    finding(
      '002-01',
      place,
      `"${place?.quote ?? ''}": the extension for small providers ended on 2022-06-30 for those without facilities of their own and on 2023-06-30 for all others.`,
    ),
  ];
};

const others =
  /\b(?<it>(?:(?:downstream|underlying|wholesale|upstream|terminating|vendor|partner|third[- ]party|other|outside)\s+)+(?:carriers?|providers?|vendors?|partners?|compan(?:y|ies))?\s*(?:are|is|will|may|do|does)?\s*(?:currently\s+)?(?:attest\w*|sign(?:s|ing)?|authenticat\w+))\b/i;
const passive =
  /\b(?<it>(?:calls?|traffic)[^.]{0,40}\b(?:are|is) (?:signed|attested|authenticated) by\b[^.]{0,30}\b(?:carriers?|providers?|vendors?|partners?|third part\w+))\b/i;
const ownCertificate =
  /\b(?:its|our|with|using|under)\b[^.]{0,40}\b(?:own )?(?:certificate|spc token|token|service provider code)|\bown (?:certificate|token)/i;

/** Calls signed by others with their certificates (47 CFR 64.6301(b)). */
export const thirdPartySigning = ({ document, filed }: PlanCase): readonly Finding[] => {
  if (filed < since.ownCertificate) return [];
  return document.units.flatMap((unit) => {
    const place = placeIn(document, unit, others) ?? placeIn(document, unit, passive);
    const near = `${document.units[unit.index - 1]?.text ?? ''} ${unit.text} ${document.units[unit.index + 1]?.text ?? ''}`;
    if (
      !place ||
      !/\bcalls?\b|\btraffic\b/i.test(unit.text) ||
      ownCertificate.test(near) ||
      /\b(?:not|no|never|nor|neither)\b/i.test(unit.text) ||
      /\breceiv\w*|\bverif\w*/i.test(place.quote)
    )
      return [];
    return [
      finding(
        '002-04',
        place,
        `"${place.quote}": since 2025-09-18 a third party may sign only with the provider's own certificate, under a written agreement.`,
      ),
    ];
  });
};
