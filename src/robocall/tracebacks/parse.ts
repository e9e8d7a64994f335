import { instantRead } from './read-time.ts';

/** A field read in a request: the value, how sure the reading is, and the words it was read from. */
export type ReadField = {
  readonly value: string;
  /** `sure`: it stood under a label of its own; `likely`: it was found by its shape only. */
  readonly confidence: 'sure' | 'likely';
  readonly words: string;
};

export const fieldNames = [
  'reference',
  'hop',
  'campaign',
  'at',
  'calling',
  'called',
  'downstream',
  'requester',
  'respondAt',
] as const;
export type FieldName = (typeof fieldNames)[number];
export type ReadRequest = { readonly [N in FieldName]: ReadField | null };

const labels: { readonly [N in FieldName]: RegExp } = {
  reference: /^(?:traceback(?: request)?|trace|ticket|case|serial|reference|ref)\b(?:\s*(?:id|no\.?|number|#))?$/,
  hop: /^hop(?:\s*(?:number|no\.?|#))?$/,
  campaign: /^campaign(?:\s*name)?$/,
  at: /^(?:(?:call|event)?\s*(?:date\s*(?:\/|and|&)\s*time|timestamp|time|date)(?: of (?:the )?call)?|when|placed at|call placed)(?:\s*\(.*\))?$/,
  calling:
    /^(?:calling(?: (?:number|party|tn))?|caller(?: ?id)?(?: number)?|from(?: number)?|ani|cli|originating (?:number|tn)|a-number|source number)$/,
  called:
    /^(?:called(?: (?:number|party|tn))?|to(?: number)?|dialed(?: number)?|dialled(?: number)?|destination(?: number)?|dnis|terminating (?:number|tn)|b-number|recipient number)$/,
  downstream:
    /^(?:received from you by|downstream(?: provider)?|sent to|you sent (?:it|the call) to|handed to|next hop|asking provider)$/,
  requester: /^(?:requester|requested by|requesting (?:party|agency)|on behalf of|agency)$/,
  respondAt: /^(?:respond(?: at| here| to)?|response (?:link|url)|portal|answer at|link)$/,
};

// A mail is a stranger's: no expression may take longer than its text is long. They read text in which white space never runs on
// (`evenText`), and whatever else may repeat has a bound.

// a shape found anywhere, for requests that are written in sentences
const numberText = String.raw`(\+?1?[\s.-]{0,3}\(?\d{3}\)?[\s.-]{0,3}\d{3}[\s.-]{0,3}\d{4}|\+\d[\d\s.-]{6,18}\d)`;
const shapes: { readonly [N in FieldName]: readonly RegExp[] } = {
  reference: [
    /\b(?:traceback|trace|ticket|case|reference|ref)\s*(?:request)?\s*(?:id|no\.?|number|#)?\s*#?\s*([A-Z-]{0,40}\d[\w-]{0,99})/i,
  ],
  hop: [/\bhop\s*#?\s*(\d+)/i],
  campaign: [/\bcampaign\s+(?:named |called )?["“]?([\w-]{1,200})["”]?/i],
  at: [
    /(\d{4}-\d\d-\d\d[T ].{0,60})/,
    /\b(?:on|at)\s+((?:[A-Z][a-z]{2,8}\s+\d{1,2},?\s+\d{4}|\d{1,2}\/\d{1,2}\/\d{4}).{0,60})/,
  ],
  calling: [
    new RegExp(
      `\\b(?:from|calling(?: number)?|caller(?: id)?|ani|showed|showing)\\s+(?:is\\s+|number\\s+)?${numberText}`,
      'i',
    ),
  ],
  called: [
    new RegExp(`\\b(?:to|called(?: number)?|reached|dialed|dialled)\\s+(?:is\\s+|number\\s+)?${numberText}`, 'i'),
  ],
  downstream: [
    /\b(?:handed|sent|passed) (?:it |the call )?to ([A-Z][\w&.,' -]{0,100}?(?:LLC|Inc\.?|Corp\.?|Ltd\.?|Telecom))/,
  ],
  requester: [],
  respondAt: [/(https?:\/\/[^\s<>"]{1,290}[^\s<>".,;)])/],
};

/** Longer than this is no field: who confirms it may not write more either. */
const longest = 300;

const telephone = /^\+?[\d\s().-]{7,24}$/;

/** What a value must look like to be taken for the field; null where it does not. */
const fitting = (name: FieldName, text: string): string | null => {
  const value = text.trim().replace(/^["“<]|[">”]$/g, '');
  if (value === '' || value.length > longest) return null;
  if (name === 'at') return instantRead(value) === null ? null : value;
  if (name === 'calling' || name === 'called') {
    const bare = value.replace(/\s*\(?(?:dnc|wireless|landline|spoofed).*$/i, '').trim();
    return telephone.test(bare) ? bare : null;
  }
  if (name === 'hop') return /^\d+/.exec(value)?.[0] ?? null;
  if (name === 'reference') return /^#?[\w-]*\d[\w-]*$/.test(value) ? value.replace(/^#/, '') : null;
  if (name === 'respondAt') return /https?:\/\/\S+/.exec(value)?.[0] ?? null;
  return value;
};

type Pair = { readonly label: string; readonly value: string; readonly words: string };

const lineEnds = /[\r\n\u2028\u2029]/;

/** The text with one line end or one space for each run of white space. */
const evenText = (text: string): string => text.replace(/\s+/g, (run) => (lineEnds.test(run) ? '\n' : ' '));

const pairsOf = (text: string): readonly Pair[] =>
  text
    .split(lineEnds)
    .flatMap((line) => line.split(/\s{4,}|\t|\s\|\s/))
    .flatMap((raw) => {
      const words = raw.replace(/^[\s>*•|-]+/, '').trim();
      const [, label = '', value = ''] = /^([^:=]{2,40}?)\s*(?::|=|\s–\s)\s*(.+)$/.exec(words) ?? [];
      return label === ''
        ? []
        : [{ label: label.replace(/\*/g, '').trim().toLowerCase(), value: value.replace(/\*/g, ''), words }];
    });

const readOne = (name: FieldName, pairs: readonly Pair[], text: string): ReadField | null => {
  for (const { label, value, words } of pairs) {
    const fit = labels[name].test(label) ? fitting(name, value) : null;
    if (fit !== null) return { value: fit, confidence: 'sure', words };
  }
  for (const shape of shapes[name]) {
    const met = shape.exec(text);
    const fit = met?.[1] === undefined ? null : fitting(name, met[1]);
    if (fit !== null) return { value: fit, confidence: 'likely', words: met?.[0].trim().slice(0, 200) ?? '' };
  }
  return null;
};

// the mail's own From and To are people's addresses: they never look like telephone numbers, so they are not taken for them
/** Reads a request out of the text of a mail: labels first, then shapes. What is not there is null; nothing is guessed. */
export const readRequest = (text: string): ReadRequest => {
  const pairs = pairsOf(text);
  const even = evenText(text);
  const one = (name: FieldName) => readOne(name, pairs, even);
  const sender = /^[ >]{0,5}From: ?([^@\n]{0,200}@.{0,90})$/im.exec(even);
  const from =
    sender?.[1] === undefined
      ? null
      : { value: sender[1].trim(), confidence: 'likely' as const, words: sender[0].trim() };
  return {
    reference: one('reference'),
    hop: one('hop'),
    campaign: one('campaign'),
    at: one('at'),
    calling: one('calling'),
    called: one('called'),
    downstream: one('downstream'),
    requester: one('requester') ?? from,
    respondAt: one('respondAt'),
  };
};
