import { type OpenDocument, type Place, placeIn } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { type PlanCase, since } from './case.ts';
import type { Statement } from './statements.ts';
import { framework } from './words.ts';

const party =
  '(?:(?:downstream|underlying|wholesale|upstream|terminating|vendor|partner|third[- ]party|other|outside|host|hosting|platform|supplying|serving|signing)\\s+)+(?:voice |service |signing |network )*(?:carriers?|providers?|vendors?|partners?|compan(?:y|ies))?|(?:our|its|the|a|their) (?:carriers?|vendors?|suppliers?|hosts?|partners?)';
const signs =
  '(?:attest\\w*|sign(?:s|ed|ing)?|authenticat\\w+|appl(?:y|ies) (?:the |its |their )?(?:signatures?|attestation))';
const others = new RegExp(
  `\\b(?<it>(?:${party})(?:,[^,.;]{1,40},)?\\s*(?:are|is|will|may|do|does|both)?\\s*(?:currently\\s+|then\\s+)?${signs})\\b`,
  'i',
);
const passive =
  /\b(?<it>(?:calls?|traffic|signing|attestation|stir\/shaken|it|they)\b[^.;]{0,50}\b(?:signed|attested|authenticated|performed|handled|done|provided|applied|carried out) (?:for us |on our behalf |solely |only )?by\b[^.;]{0,30}\b(?:carriers?|providers?|vendors?|partners?|third part\w+|hosts?))\b/i;
const relies = new RegExp(
  `\\b(?<it>(?:rel(?:y|ies)|depends?) (?:up)?on (?:${party}|\\w+(?: \\w+){0,3})\\b[^.;]{0,30}\\b(?:to|for)\\b[^.;]{0,20}\\b(?:sign|attest|authenticat|stir)\\w*)`,
  'i',
);
const theirs =
  /\b(?<it>(?:(?:carrier|provider|vendor|partner|host|supplier|upstream|[A-Z][a-z]+)'s|their)(?: own)? (?:sti |stir\/shaken )?certificates?)\b/;
const certificate =
  '(?:(?:own|sti|stir/shaken|digital|signing|service provider code|spc)[ ,]+)*(?:certificates?|tokens?)';
const ours = new RegExp(
  `\\bour ${certificate}|(?<!\\b(?:carriers?|providers?|vendors?|partners?|hosts?)\\b[^.;]{0,20})\\b(?:has|have|hold|holds|held|holding|obtained|obtains|got|possesses|owns?|maintains?|acquired)\\b[^.;]{0,40}\\b(?:its|our|an?) ${certificate}|\\bcertificates?\\b[^.;]{0,25}\\b(?:issued|granted|assigned|belong\\w*) (?:to|in the name of) (?:us|the company|it)\\b|\\b(?:in|under) (?:our|its) own name\\b`,
  'i',
);
/** A filer that controls no network has no duty to sign, and so none to sign with its own certificate. */
const noDuty =
  /\b(?:no|not|lacks?|without)\b[^.;]{0,40}\bcontrol\b[^.;]{0,40}\bnetwork|\bcontrols? (?:none|no part) of the network|\b(?:without|no|not (?:have|under|subject to))\b[^.;]{0,30}\bimplementation obligation/i;

/** Somebody named who signs, or by whom calls are signed. */
const byName: readonly RegExp[] = [
  /\b(?<it>(?:calls?|traffic|signing|[Ss]ignatures?|[Aa]uthentication|[Aa]ttestation)\b[^.;]{0,60}\b(?:signed|attested|authenticated|performed|handled|done|provided|applied) (?:for us |on our behalf )?by (?<who>[A-Z]\w+))/,
  /\b(?<it>(?<who>[A-Z]\w+)(?: [A-Z]\w+){0,3},? (?:signs|attests|authenticates) (?:our|its|the Company's|all|each|every)\b)/,
];
const pronouns = new Set([
  'The',
  'It',
  'We',
  'Our',
  'Each',
  'Every',
  'All',
  'They',
  'This',
  'That',
  'Company',
  'Provider',
]);

/** How the filer calls itself: the first words of its name and of the short forms it defines. */
const ownNames = (document: OpenDocument): ReadonlySet<string> => {
  const company =
    /\b([A-Z][\w&-]+)(?: [A-Z&][\w&.-]*){0,5},? (?:Inc|LLC|L\.L\.C|Corp|Company|Cooperative|Association|Ltd|LP|Co)\b/.exec(
      document.raw,
    );
  const short = [...document.raw.matchAll(/\((?:the )?["“](?:the )?([A-Z][\w&-]*)/g)];
  return new Set([company?.[1] ?? '', ...short.map((match) => match[1] ?? '')].filter((name) => name !== ''));
};

/** What is denied, or told of calls that come in, is no signing for the filer. */
const denied = (each: Statement, quote: string): boolean => {
  const clause =
    each.text
      .slice(0, each.text.indexOf(quote) + quote.length)
      .split(/[,;]/)
      .at(-1) ?? '';
  return /\b(?:not|no|never|nor|neither|receiv\w*|verif\w*)\b/i.test(clause);
};

const signedByName = (document: OpenDocument, each: Statement, names: ReadonlySet<string>): Place | null =>
  byName
    .filter((pattern) => ![...names, ...pronouns].includes(pattern.exec(each.text)?.groups?.who ?? 'The'))
    .map((pattern) => placeIn(document, each, pattern))
    .find((place) => place !== null) ?? null;

const signedByOthers = (document: OpenDocument, each: Statement): Place | null =>
  [others, passive, relies, theirs]
    .map((pattern) => placeIn(document, each, pattern))
    .find((place) => place !== null) ?? null;

const speaksOfSigning = (each: Statement): boolean =>
  /\b(?:calls?|traffic|authenticat\w+|certificates?)\b/i.test(each.text) || framework.test(each.said);

/** Calls signed by others with their certificates (47 CFR 64.6301(b)). */
export const thirdPartySigning = ({ document, statements, filed }: PlanCase): readonly Finding[] => {
  if (filed < since.ownCertificate || statements.some((each) => noDuty.test(each.text))) return [];
  const names = ownNames(document);
  const possessive = new RegExp(`\\b(?:${['the Company', ...names].join('|')})(?: \\w+){0,3}'s? ${certificate}`);
  const byUs = (text: string): boolean => ours.test(text) || possessive.test(text);
  return statements.flatMap((each, at) => {
    const place = signedByOthers(document, each) ?? signedByName(document, each, names);
    const near = [statements[at - 1], each, statements[at + 1]].map((one) => one?.text ?? '');
    if (!place || !speaksOfSigning(each) || near.some(byUs) || denied(each, place.quote)) return [];
    return [
      finding(
        '002-04',
        place,
        `"${place.quote}": since 2025-09-18 a third party may sign only with the provider's own certificate, under a written agreement.`,
      ),
    ];
  });
};
