import { type OpenDocument, placeIn } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { explainsCalls } from './calls.ts';
import { explainsLostPasswords, explainsPasswords } from './passwords.ts';
import { explainsOnline } from './portals.ts';
import { prompts, provenGuessably } from './prompts.ts';

const store =
  /\b(?:retail|walk-?in|storefronts?|brick-and-mortar|company-owned|physical|in|our|its|no|any|a|at|the|own(?:s|ed)?|operat\w+|such)[\s-]+stores?\b|\bstores\b(?! (?:cpni|customer|call|data|all|records|information|the|it|such|its|any|passwords?)\b)|\bretail (?:location|outlet|office|premises|site|presence|shop|space|counter|establishment|environment|facilit)\w*|\bretail\b(?! (?:customers?|services?|rates?|end|basis|voice|business|telecom\w*|voip|subscri\w*|and wholesale|provider))|\bwalk-?ins?\b|\bin[- ]person\b|\bkiosks?\b|\bphoto[- ]?(?:id|identification)|\bphotographic\b|\bover the counter\b|\blobby\b|\bshops?\b|\bphysical (?:location|office)s?|\bface[- ]to[- ]face|\bcustomer-facing (?:location|premises|office)s?|\b(?:visits?|comes? (?:to|into)|appears? (?:at|in)) (?:an? |our |the |its |any )?(?:\w+ )?(?:office|location|premises)/i;
const business =
  /\b(?:business|enterprise|commercial|corporate)\b.{0,200}\b(?:account (?:representative|manager)|dedicated|contract|agreement)\b|\b(?:dedicated|account) (?:account )?(?:representative|manager)\b/i;

const gap = (document: OpenDocument): readonly Finding[] => {
  const findings: Finding[] = [];
  if (!explainsCalls(document))
    findings.push(
      finding(
        '000-10',
        null,
        'The statement does not explain how callers are authenticated before call detail is disclosed by telephone (password, address of record or call to the number of record).',
      ),
    );
  if (!explainsOnline(document))
    findings.push(
      finding(
        '000-11',
        null,
        'The statement does not explain how customers are authenticated for online access to CPNI, nor say that there is none.',
      ),
    );
  if (!explainsPasswords(document))
    findings.push(
      finding(
        '000-12',
        null,
        'The statement does not explain how passwords are established and what happens when one is lost.',
      ),
    );
  else if (!explainsLostPasswords(document))
    findings.push(
      finding(
        '2010(e)-lost',
        null,
        'The statement does not explain what happens when a customer has lost the password.',
      ),
    );
  return findings;
};

const places = (document: OpenDocument, gaps: number): readonly Finding[] => {
  const hasStore = document.units.some((unit) => unit.kind !== 'heading' && store.test(unit.text));
  const hasBusiness = document.units.some((unit) => business.test(unit.text));
  if (hasStore) return [];
  if (gaps > 0 && !hasBusiness)
    return [
      finding(
        '000-14',
        null,
        'Access in stores and the arrangement for business customers are neither described nor disclaimed.',
      ),
    ];
  if (gaps > 0)
    return [finding('000-14', null, 'Access to CPNI in retail stores is neither described nor disclaimed.')];
  return [
    finding(
      '001-24',
      null,
      'Access to CPNI in retail stores is neither described nor disclaimed. If there are no stores, say so.',
    ),
  ];
};

const details = (document: OpenDocument): readonly Finding[] => {
  const narrow = document.units
    .map((unit) => placeIn(document, unit, /\b(?<it>the party initially identified)\b/i))
    .find((place) => place !== null);
  const misplaced = document.units.find(
    (unit) =>
      /\btraining\b/i.test(unit.heading) &&
      /\b(?:telephone|phone|calls?)\b/i.test(unit.text) &&
      /\bcpni\b/i.test(unit.text) &&
      /\b(?:prohibit|releas)/i.test(unit.text),
  );
  return [
    ...(narrow
      ? [
          finding(
            '001-21',
            narrow,
            `"${narrow.quote}" narrows the call-back to one person and shuts out other authorized users.`,
          ),
        ]
      : []),
    ...(misplaced
      ? [
          finding(
            '004-19',
            placeIn(document, misplaced, /\S.*$/),
            'The rule for calls stands under training; give authentication a section of its own.',
          ),
        ]
      : []),
  ];
};

/** Authentication by telephone, online, in stores, and passwords (47 CFR 64.2010(a) to (e), (g)). */
export const authentication = (document: OpenDocument): readonly Finding[] => {
  const gaps = gap(document);
  return [
    ...gaps,
    ...places(document, gaps.length),
    ...prompts(document),
    ...provenGuessably(document),
    ...details(document),
  ];
};
