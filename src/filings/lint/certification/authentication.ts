import { inContext, type OpenDocument, placeIn, type Unit, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';

const phone = /\b(?:telephone|phone|call(?:s|er|ers|ing|ed)?|calls? in|inbound|dial\w*|voice)\b/i;
const phoneProof =
  /\b(?:passwords?|passcodes?|passphrases?|pin|pins|secret (?:word|code|phrase)|security code|one-time code|call(?:s|ed|ing)?[- ]?back|(?:address|number|telephone)s? of record|authenticat\w*|verif(?:y|ies|ied|ication)|(?:own|on[- ]file|registered|listed) (?:number|address)|number (?:we have )?on (?:file|record)|address (?:we have )?on (?:file|record))\b/i;
const release =
  /\b(?:cpni|call[- ]detail|call (?:records?|history|logs?)|account (?:information|details)|records?|information|details|disclos\w*|releas\w*|discuss\w*|reveal\w*|speak\w*|read(?:s|ing)?|given|give|gives)\b/i;
const phoneRefused =
  /\b(?:not|never|no)\b[^.]{0,60}\b(?:call[- ]detail|cpni|call (?:records?|history))\b[^.]{0,80}\b(?:by|over|on|via|through) (?:the )?(?:tele)?phone\b|\b(?:tele)?phone\b[^.]{0,60}\b(?:not|never|no)\b[^.]{0,60}\b(?:call[- ]detail|cpni|disclos|releas)/i;

const online =
  /\b(?:online|on-line|web(?:site|-?based| ?portal| page)?|internet|portals?|customer (?:site|area)|dashboard|mobile app(?:lication)?|apps?|log[- ]?ins?|log(?:s|ged|ging)? (?:in|on))\b/i;
const onlineProof =
  /\b(?:passwords?|passcodes?|passphrases?|authenticat\w*|log[- ]?ins?|log(?:s|ged|ging)? (?:in|on)|credentials?|pin|one-time|two-factor|multi-?factor|passkeys?|user ?(?:name|id)|identity)\b/i;
const onlineRefused =
  /\b(?:not?|never|none|neither|without|nor)\b[^.]{0,60}\b(?:online|on-line|web|internet|portal|app)\b|\b(?:online|on-line|web|internet|portal)\b[^.]{0,60}\b(?:not (?:offered|available|provided|given|possible|supported)|no (?:access|cpni)|never)\b/i;

const established =
  /\b(?:establish\w*|creat\w*|choos\w*|chose|sets?(?: up)?|setting|assign\w*|issu\w*|enrol\w*|regist\w*|initial|first|new|generat\w*|pick\w*|select\w*|activat\w*)\b/i;
const backup =
  /\b(?:back-?\s?up|lost|loses?|losing|forgot\w*|forgets?|misplac\w*|reset\w*|recover\w*|alternat\w+|replac\w*|cannot (?:provide|recall|remember)|can't (?:recall|remember)|fails? to (?:provide|recall)|new password|shared secret|secret question)\b/i;
const password = /\b(?:passwords?|passcodes?|passphrases?|pins?|credentials?)\b/i;

/** Facts that outsiders can find, which neither prompt for a password nor prove who calls (RABI and account information). */
const guessable =
  /\breadily[- ]available\b|\bbiographical\b|\baccount information\b|\baccount (?:number|details|data)\b|\bsocial security\b|\bmother's maiden\b|\bdate of birth\b|\bbirth ?dates?\b|\b(?:personal|identifying|background|biographic) (?:facts?|details?|data|information)\b|\b(?:publicly|easily|readily|commonly) (?:available|known|found|obtain\w*|obtainable|accessible|discover\w*|guess\w*)|\bguess\w*|\blook(?:ed)? up\b|\blife (?:facts|history|details)\b|\bprinted on (?:a|the|its|his|any) (?:bill|invoice)|\bfacts\b[^.]{0,40}\b(?:find|found|know|known|learn)/i;
const excluded =
  /\b(?:not?|never|without|neither|nor|rather than|instead of|none|cannot|forbid\w*|prohibit\w*|bars?|avoid\w*|independent of|other than|refus\w*|reject\w*|exclud\w*|no)\b|n't/i;

const excludesGuessable = (unit: Unit): boolean => guessable.test(unit.text) && excluded.test(unit.text);

/** Sentences about notices of account changes name passwords and online accounts without explaining either. */
const changed = /\b(?:notif|alert)\w*\b[^.]*\bchang\w*|\bchang\w*\b[^.]*\b(?:notif|alert)\w*/i;

const explained = (document: OpenDocument, topic: RegExp, proof: RegExp): boolean =>
  document.units.some((unit) => {
    if (unit.kind === 'heading') return false;
    const context = inContext(unit);
    if (changed.test(unit.text)) return false;
    return topic.test(context) && proof.test(unit.text) && (release.test(context) || password.test(unit.text));
  });

const listedProof = /\b(?:address|number) of record\b|\bpassword\b|\bcall(?:s|ed|ing)?[- ]?back\b/i;

/** The means may stand in a list below the sentence that speaks of calls. */
const explainedInList = (document: OpenDocument): boolean =>
  document.units.some(
    (unit) =>
      phone.test(unit.text) &&
      /\b(?:cpni|call[- ]detail)\b/i.test(unit.text) &&
      document.units
        .slice(unit.index + 1, unit.index + 5)
        .some((each) => listedProof.test(each.text) && !online.test(each.text)),
  );

const passwordsExplained = (document: OpenDocument): boolean =>
  document.units.some((unit) => {
    const text = unit.text.replace(/\bpre-?\s?establish\w*|\bpreset\b/gi, '');
    return (
      unit.kind !== 'heading' &&
      password.test(inContext(unit)) &&
      (established.test(text) || backup.test(text)) &&
      (password.test(text) || backup.test(text)) &&
      !/\b(?:must|may) establish\b.*\bcustomer list\b/i.test(text)
    );
  });

const noPasswords = (document: OpenDocument): boolean =>
  unitsWith(
    document,
    /\b(?:not|never|no)\b[^.]{0,30}\b(?:use|offer|issue|rely|accept|employ)?\w*\b[^.]{0,20}\bpasswords?\b/i,
  ).length > 0;

const store =
  /\b(?:retail|walk-?in|storefronts?|brick-and-mortar|company-owned|physical|in|our|its|no|any|a|at|the|own(?:s|ed)?|operat\w+|such)[\s-]+stores?\b|\bstores\b(?! (?:cpni|customer|call|data|all|records|information|the|it|such|its|any|passwords?)\b)|\bretail (?:location|outlet|office|premises|site|presence|shop|space|counter|establishment|environment|facilit)\w*|\bretail\b(?! (?:customers?|services?|rates?|end|basis|voice|business|telecom\w*|voip|subscri\w*|and wholesale|provider))|\bwalk-?ins?\b|\bin[- ]person\b|\bkiosks?\b|\bphoto[- ]?(?:id|identification)|\bphotographic\b|\bover the counter\b|\blobby\b|\bshops?\b|\bphysical (?:location|office)s?|\bface[- ]to[- ]face|\bcustomer-facing (?:location|premises|office)s?|\b(?:visits?|comes? (?:to|into)|appears? (?:at|in)) (?:an? |our |the |its |any )?(?:\w+ )?(?:office|location|premises)/i;
const business =
  /\b(?:business|enterprise|commercial|corporate)\b[^.]{0,200}\b(?:account (?:representative|manager)|dedicated|contract|agreement)\b|\b(?:dedicated|account) (?:account )?(?:representative|manager)\b/i;

const gap = (document: OpenDocument): readonly Finding[] => {
  const findings: Finding[] = [];
  if (
    !explained(document, phone, phoneProof) &&
    !explainedInList(document) &&
    unitsWith(document, phoneRefused).length === 0
  )
    findings.push(
      finding(
        '000-10',
        null,
        'The statement does not explain how callers are authenticated before call detail is disclosed by telephone (password, address of record or call to the number of record).',
      ),
    );
  if (!explained(document, online, onlineProof) && unitsWith(document, onlineRefused).length === 0)
    findings.push(
      finding(
        '000-11',
        null,
        'The statement does not explain how customers are authenticated for online access to CPNI, nor say that there is none.',
      ),
    );
  if (!passwordsExplained(document) && !noPasswords(document))
    findings.push(
      finding(
        '000-12',
        null,
        'The statement does not explain how passwords are established and what happens when one is lost.',
      ),
    );
  return findings;
};

const places = (document: OpenDocument, gaps: number): readonly Finding[] => {
  const hasStore = document.units.some((unit) => store.test(unit.text));
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

const section = (document: OpenDocument, unit: Unit): readonly Unit[] =>
  document.units.filter(
    (each) => each.kind !== 'heading' && each.heading === unit.heading && Math.abs(each.index - unit.index) <= 6,
  );

const prompts = (document: OpenDocument): readonly Finding[] => {
  const onPhone = document.units.find(
    (unit) =>
      unit.kind !== 'heading' &&
      password.test(unit.text) &&
      !online.test(inContext(unit)) &&
      section(document, unit).some((each) => phone.test(each.text)),
  );
  const general = document.units.some(
    (unit) =>
      excludesGuessable(unit) &&
      (phone.test(unit.text) ||
        (/\b(?:prompt\w*|hint\w*|ask\w*)\b/i.test(unit.text) && password.test(unit.text) && !online.test(unit.text))),
  );
  const findings: Finding[] = [];
  if (onPhone && !general && !section(document, onPhone).some(excludesGuessable))
    findings.push(
      finding(
        '001-23',
        placeIn(
          document,
          onPhone,
          /\bpre-?\s?established a password\b|\b(?:[\w-]+ ){0,2}pass(?:word|code|phrase)s?\b|\bpins?\b/i,
        ),
        'It is not said that the password for calls is never prompted by readily available biographical or account information.',
      ),
    );
  const onWeb = document.units.find(
    (unit) =>
      unit.kind !== 'heading' && online.test(inContext(unit)) && password.test(unit.text) && !changed.test(unit.text),
  );
  if (onWeb && !document.units.some(excludesGuessable))
    findings.push(
      finding(
        '2010-online-prompt',
        placeIn(document, onWeb, /\bpass(?:word|code|phrase)s?\b|\bpins?\b|\bcredentials?\b/i),
        'It is not said that online access is opened without readily available biographical or account information.',
      ),
    );
  return findings;
};

const provenByGuess =
  /(?:authenticat|verif|identif|confirm)\w*[^.;]{0,80}\b(?<it>(?:last four (?:digits )?(?:of )?[^.;]{0,20})?(?:social security(?: number)?|ssn|date of birth|mother's maiden name|billing zip(?: code)?|zip code))\b/i;

const provenGuessably = (document: OpenDocument): readonly Finding[] =>
  unitsWith(document, provenByGuess, /\b(?:call(?:er|s)?|customer|subscriber)\b/i)
    .filter((unit) => !excluded.test(unit.text))
    .map((unit) => {
      const place = placeIn(document, unit, provenByGuess);
      return finding(
        '2010-guessable',
        place,
        `"${place?.quote ?? ''}" is readily available biographical information; it may not open call detail. Use a password, the address or the number of record.`,
      );
    });

const details = (document: OpenDocument): readonly Finding[] => {
  const narrow = document.units
    .map((unit) => placeIn(document, unit, /\b(?<it>the party initially identified)\b/i))
    .find((place) => place !== null);
  const misplaced = document.units.find(
    (unit) =>
      /\btraining\b/i.test(unit.heading) &&
      phone.test(unit.text) &&
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
