import { type OpenDocument, placeIn, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';

const speaks = /\b(?:I|my|me|undersigned)\b/;
const officerWord =
  /\b(?:corporate |company |executive |duly (?:authorized|appointed|elected) |authorized )?officers?\b/i;
const titles =
  /\b(?:president|vice[- ]president|chief [a-z]+(?: [a-z]+)? officer|c[eftoi]o|cco|clo|secretary|treasurer|comptroller|controller|managing (?:member|partner|director)|general (?:partner|manager|counsel)|(?:sole )?(?:member|manager|owner|proprietor|principal|partner)|co-?owner|founder|chair(?:man|woman|person)?|executive director|director of [a-z ]+|director)\b/i;
const titleLabel =
  /^(?:his |her |officer'?s? |signatory'?s? )?(?:title|position|office)(?: of (?:the )?(?:signatory|officer))?\s*:\s*\S*[A-Za-z]/i;
const stranger =
  /\b(?:I|undersigned)\b.{0,60}\b(?:am|is|as|being)\s+(?:an?\s+|the\s+)?(?<it>(?:outside |regulatory |legal |tax |third-party )*(?:counsel|attorney|consultant|filing agent|advisor|accountant|paralegal|employee))\b(?!.{0,60}\bofficer\b)/i;
const agent =
  /\bas (?:an? |the )?(?:authorized |duly authorized )?agents?\b|\bagent of the (?:carrier|company)|\bacting as.{0,30}agent|\bits agent\b|\bagent (?:for|of|on behalf of)\b/i;

/** The one who signs is an officer with name and title, acting as the carrier's agent (catalogue C1, C9). */
export const officer = (document: OpenDocument): readonly Finding[] => {
  const findings: Finding[] = [];
  const outsider = document.units.map((unit) => placeIn(document, unit, stranger)).find((place) => place !== null);
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
