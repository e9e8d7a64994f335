import { inContext, type OpenDocument, placeIn, type Unit, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { type PlanCase, since } from './case.ts';

const renewing =
  /\brenew\w*|\bexisting customers?\b|\bre-?verif\w*|\bre-?(?:check|validat|confirm|screen|review)\w*|\b(?:annually|every year|each year|periodic\w*)\b[^.]{0,60}\bcustomers?\b|\bcurrent customers?\b/i;
const customer = /\bcustomers?\b|\bsubscribers?\b|\bend users?\b|\bclients?\b/i;
const kyc =
  /\bverif\w*|\bknow[- ]your[- ]customer|\bkyc\b|\bcheck\w*|\bdue diligence\b|\bvalidat\w*|\breview\w*|\bconfirm\w*|\bupdat\w*|\bsame\b|\bcollect\w*|\bobtain\w*|\bscreen\w*|\bvet\w*/i;

const renewingMissing = ({ document, filed, role }: PlanCase): readonly Finding[] => {
  if (filed < since.contents2024 || role !== 'voice-service-provider') return [];
  if (
    document.units.some(
      (unit) => renewing.test(unit.text) && customer.test(inContext(unit)) && kyc.test(inContext(unit)),
    )
  )
    return [];
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

const upstream =
  /\bupstream\b|\bwholesale\b|\bcarrier[- ]customers?\b|\b(?:other|another|immediate|interconnect\w*|peer)\s+(?:voice service |service |telecommunications )?(?:providers?|carriers?)\b|\bproviders? (?:that|who|from (?:which|whom)) (?:we|it|send|sends|hand|hands|deliver)/i;
const knows =
  /\bverif\w*|\bcheck\w*|\bconfirm\w*|\bmitigation database\b|\brmd\b|\bvet\w*|\baccepts?\b|\brefus\w*|\breject\w*|\brequir\w*|\bknow\w*|\breview\w*|\bmonitor\w*/i;
const noUpstream =
  /\b(?:no|not|never|nor|neither|none)\b[^.]{0,80}\b(?:upstream|wholesale|from (?:any )?other (?:providers?|carriers?)|traffic (?:of|from) (?:any )?(?:other|another))\b/i;
const conditional =
  /\b(?<it>(?:in the event|if|should)\s+[\w' ]{0,40}?(?:provides?|offers?|sells?|accepts?|begins?|were to|ever)\s+(?:any\s+|to\s+)?(?:wholesale|upstream|carrier|traffic)?)/i;

const upstreamMissing = ({ document, filed, role }: PlanCase): readonly Finding[] => {
  const about = unitsWith(document, upstream).filter(
    (unit) => unit.kind !== 'heading' && !/\btraceback\b/i.test(unit.text),
  );
  const hedged = about.map((unit) => placeIn(document, unit, conditional)).find((place) => place !== null);
  const told = about.some(
    (unit) =>
      (knows.test(unit.text) && placeIn(document, unit, conditional) === null) ||
      (noUpstream.test(unit.text) && placeIn(document, unit, conditional) === null),
  );
  if (told) return [];
  if (hedged)
    return [
      finding(
        '002-12',
        hedged,
        `"${hedged.quote}" makes the procedure for upstream providers conditional. Say that there are none now, or what is done.`,
      ),
    ];
  if (filed < since.contents2024) return [];
  const what =
    role === 'voice-service-provider'
      ? 'The plan does not say how upstream providers are known, nor that there are none.'
      : 'The plan does not say how the upstream providers whose traffic is carried are known.';
  return [finding('P4', null, what)];
};

const analytics = /\banalytic\w*|\bmonitor\w*|\bdetect\w*|\banaly[sz]\w*|\bscor(?:e|es|ing)\b|\balert\w*/i;
const traffic = /\bcalls?\b|\btraffic\b|\brobocalls?\b|\bpatterns?\b/i;
const vague =
  /\b(?<it>various (?:\w+ (?:and \w+ )?)?(?:systems|tools|methods|measures|processes)|(?:industry[- ]standard|appropriate|suitable) (?:\w+ )?(?:systems|tools|analytics|monitoring))\b/i;
const concrete =
  /\b\d+(?:\.\d+)?\s*(?:%|percent|calls?|seconds|minutes|attempts|per)\b|\b(?:ten|fifteen|twenty|thirty|forty|fifty|sixty|six|five|hundred|thousand)\b[^.]{0,20}\b(?:calls?|seconds|percent|attempts|minutes)\b|\b(?:short[- ]duration|answer[- ]seizure|asr\b|acd\b|average (?:call )?(?:length|duration)|completion rate|answer rate|neighbou?r spoof|sequential|invalid numbers?|unallocated|honeypot|call ratio)/i;
const vendor =
  /\b(?:vendors?|third[- ]part(?:y|ies)|supplied by|provided by|operated by|licensed from|service (?:of|from)|product (?:of|from)|from [A-Z]\w+|by [A-Z]\w+|in-house|own (?:software|system|tools?|platform|engine)|developed (?:by|in)|itself|its own|our own|using [A-Z]\w+|(?:platform|system|software|tools?|engine|module|product|service),? (?:of )?[A-Z]\w+|\b[A-Z]\w+,? (?:Inc|LLC|Corp|Ltd)\b|no (?:outside|third|external|vendor))/;

const analyticsMissing = ({ document, filed }: PlanCase): readonly Finding[] => {
  const message = document.units
    .map((unit) => placeIn(document, unit, /\bmessage delivery rate\b/i))
    .find((place) => place !== null);
  const clarity = message
    ? [finding('002-16', message, `"${message.quote}" is a measure of messages; say how voice calls are measured.`)]
    : [];
  if (filed < since.contents2024) return clarity;
  const about = document.units.filter(
    (unit) =>
      unit.kind !== 'heading' &&
      analytics.test(inContext(unit)) &&
      traffic.test(inContext(unit)) &&
      !/\btraceback\b/i.test(unit.text),
  );
  const described = about.filter(
    (unit) => concrete.test(unit.text) || concrete.test(document.units[unit.index + 1]?.text ?? ''),
  );
  if (described.length === 0) {
    const place = document.units.map((unit) => placeIn(document, unit, vague)).find((each) => each !== null) ?? null;
    return [
      finding(
        '002-13',
        place,
        `${place ? `"${place.quote}" does not describe` : 'The plan does not describe'} the analytics used to find and stop illegal traffic: what is measured, with which limits, by whose system (vendors by name).`,
      ),
      ...clarity,
    ];
  }
  const whose = about.some(
    (unit) =>
      vendor.test(unit.text) ||
      vendor.test(document.units[unit.index + 1]?.text ?? '') ||
      vendor.test(document.units[unit.index - 1]?.text ?? ''),
  );
  return whose
    ? clarity
    : [
        finding(
          'P5-vendor',
          null,
          'The plan does not say whose analytics system is used: name third-party vendors, or say that it is its own.',
        ),
        ...clarity,
      ];
};

const dno = /\bdo[- ]not[- ]originate\b|\bdno\b/i;
const notice = /\b603\s*\+|\b603\b|\b60[78]\b/;

const blockingMissing = ({ document, filed }: PlanCase): readonly Finding[] => {
  const missing = [
    ...(filed < since.doNotOriginate || unitsWith(document, dno).length > 0
      ? []
      : ['blocking of calls from numbers on a reasonable do-not-originate list']),
    ...(filed < since.sip603 || unitsWith(document, notice).length > 0
      ? []
      : ['SIP code 603+ as the notice of analytics blocking']),
  ];
  return missing.length === 0 ? [] : [finding('002-28', null, `The plan does not mention ${missing.join(' nor ')}.`)];
};

const efforts: readonly (readonly [
  '002-05' | '002-14' | '002-15' | '002-19' | '002-29' | '002-30' | '002-31',
  RegExp,
  string,
])[] = [
  [
    '002-05',
    /\b(?<it>most of|many of|some of)\s+(?:[A-Z][\w']*|our|its)\s+(?:\w+\s+)?(?:carriers?|providers?|customers?|calls?|vendors?)/i,
    'is no quantity; list them or give the number',
  ],
  [
    '002-14',
    /\b(?<it>commercially reasonable|best[- ]efforts?|to the extent (?:practicable|feasible)|wherever possible)\b/i,
    'is a vague standard; say what is done',
  ],
  [
    '002-15',
    /\b(?<it>as appropriate, verified|verif\w+,? (?:as|where|when|if) (?:appropriate|necessary|needed|possible)|(?:where|when|if) (?:appropriate|practicable),? verif\w+)\b/i,
    'leaves verification to discretion; say when and against which source',
  ],
  [
    '002-19',
    /\b(?<it>calls coming into its network)\b/i,
    'speaks of incoming calls; the duty concerns calls that are originated',
  ],
  ['002-29', /\b(?<it>likely to be associated)\b/i, 'gives no threshold'],
  ['002-30', /\b(?<it>that customers' traffic)\b/i, 'should read "that customer\'s"'],
  ['002-31', /\b(?<it>one warning)\b(?![^.]*\b(?:within|days|months|year)\b)/i, 'gives no time window or reset'],
];

const unspecific = (document: OpenDocument): readonly Finding[] =>
  document.units.flatMap((unit: Unit) =>
    efforts.flatMap(([row, pattern, says]) => {
      const place = placeIn(document, unit, pattern);
      return place ? [finding(row, place, `"${place.quote}" ${says}.`)] : [];
    }),
  );

/** What the provider does against illegal calls (47 CFR 64.6305(d)(2)(ii), 64.1200(k), (n), (o)). */
export const practices = (plan: PlanCase): readonly Finding[] => [
  ...renewingMissing(plan),
  ...upstreamMissing(plan),
  ...analyticsMissing(plan),
  ...blockingMissing(plan),
  ...unspecific(plan.document),
];
