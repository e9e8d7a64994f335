import { inContext, type OpenDocument, placeIn, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';

const speaks = /\b(?:I|my|me|undersigned)\b/;
const officerWord =
  /\b(?:corporate |company |executive |duly (?:authorized|appointed|elected) |authorized )?officers?\b/i;
const titles =
  /\b(?:president|vice[- ]president|chief [a-z]+(?: [a-z]+)? officer|c[eftoi]o|cco|clo|secretary|treasurer|comptroller|controller|managing (?:member|partner|director)|general (?:partner|manager|counsel)|(?:sole )?(?:member|manager|owner|proprietor|principal|partner)|co-?owner|founder|chair(?:man|woman|person)?|executive director|director of [a-z ]+|director)\b/i;
const titleLabel =
  /^(?:his |her |officer'?s? |signatory'?s? )?(?:title|position|office)(?: of (?:the )?(?:signatory|officer))?\s*:\s*\S*[A-Za-z]/i;
/** Those who file for a carrier without being its officers. A general counsel is one. */
const outsiders =
  '(?<!general )(?<!chief )(?:counsel|attorney|lawyer|consultant|filing agent|agent for filings|advis[eo]r|accountant|bookkeeper|paralegal|clerk|analyst|assistant|specialist|coordinator|contractor|vendor|employee)';
const describes = `(?:outside |external |regulatory |legal |tax |third-party |independent |part-time |office |administrative |compliance |retained |local |special |company's |company |carrier's |our |their )*`;
const stranger = new RegExp(
  `(?:\\b(?:I|undersigned|[Ss]he|[Hh]e)\\b.{0,80}\\b(?:am|is|as|being)|\\b[Aa]s|\\b(?:am|is|being))\\s+(?:(?:an?|the|its|their|our)\\s+)?(?<it>${describes}${outsiders})\\b(?!.{0,60}\\bofficer\\b)(?=.{0,80}\\b(?:of|to|for|at|by|whom?|who|certif\\w*|retained|hired)\\b)`,
);
const namedStranger = new RegExp(
  `\\b[A-Z][\\w.'-]+,? (?:[A-Z][\\w.'-]+,? )*(?:an?|the|its|their|our|the company's|the carrier's)\\s+(?<it>${describes}${outsiders})\\b`,
);
const certifies = /\b(?:certif\w*|attest\w*|state|declare|personal|sign\w*|undersigned)\b|\bI\b/;
const agent =
  /\bas (?:an? |the )?(?:authorized |duly authorized )?agents?\b|\bagent of the (?:carrier|company)|\bacting as.{0,30}agent|\bits agent\b|\bagent (?:for|of|on behalf of)\b/i;

/** The one who signs is an officer with name and title, acting as the carrier's agent (catalogue C1, C9). */
export const officer = (document: OpenDocument): readonly Finding[] => {
  const findings: Finding[] = [];
  const outsider = document.units
    .filter(
      (unit) =>
        certifies.test(inContext(unit)) &&
        !/\bpretext|\bdata broker|\bemployees?\b.{0,20}\b(?:who|must|are)\b|\bcomplain/i.test(unit.text),
    )
    .map(
      (unit) =>
        placeIn(document, unit, stranger) ??
        (/certif/i.test(unit.heading) ? placeIn(document, unit, namedStranger) : null),
    )
    .find((place) => place !== null);
  const claims = document.units.some(
    (unit) =>
      speaks.test(unit.text) &&
      officerWord.test(unit.text) &&
      /\b(?:certif|attest|declar|state|affirm|sign|am|undersigned|as)\b/i.test(unit.text),
  );
  const labelled = unitsWith(document, /^(?:[\w' ]{0,25}\s)?officer\b[^:]{0,30}:\s*\S*[A-Za-z]/i).length > 0;
  const titled =
    unitsWith(document, titleLabel).length > 0 ||
    document.units.some((unit) => titles.test(unit.text) && (unit.text.length < 120 || speaks.test(unit.text)));
  if (outsider)
    findings.push(
      finding(
        'C1-officer',
        outsider,
        `"${outsider.quote}" is no officer of the carrier. An officer must sign the certificate as its agent.`,
      ),
    );
  else if (!claims && !labelled && !titled)
    findings.push(
      finding(
        'C1-officer',
        null,
        'Nothing says that an officer of the company certifies. Name the officer and the title, and say "I am an officer of the company".',
      ),
    );
  else if (!titled)
    findings.push(
      finding('C1-title', null, 'The title of the officer is not given. Write name and title of the signatory.'),
    );
  if (unitsWith(document, agent, /\b(?:officer|certif|carrier|company|sign)/i).length === 0)
    findings.push(
      finding(
        '000-34',
        null,
        'The certificate does not say that the officer acts "as an agent of the carrier". The words of the rule are safest.',
      ),
    );
  return findings;
};
