import { htmlText } from '../../../carriers/mailbox/html-text.ts';
import { headerOf, type Mail } from '../../../carriers/mailbox/mail.ts';
import { isPassing } from './delivery-status.ts';

export type FreeForm = { readonly outcome: 'hard' | 'soft' | 'delayed' | 'unreadable'; readonly status: string | null };

const daemons =
  /^(?:mailer-daemon|postmaster|mail-?daemon|bounce[sd]?|mdaemon|mail\.?system|microsoftexchange\w*)[@+-]/;

const subjects =
  /^(?:(?:re|fwd?): ?)?(?:undeliver(?:able|ed)|(?:mail )?delivery (?:status notification|failed|failure|has failed|delayed|report|problem|error)|returned mail|failure notice|mail delivery (?:failed|system|error|problem)|delivery notification|mail failure|message (?:status|delivery (?:failure|delayed))|nondeliverable|non[- ]delivery|warning: (?:message|could not send)|no se (?:puede|pudo) entregar|no entregado|error de entrega|correo devuelto|mensaje no entregado|notificaci[oó]n de (?:estado de )?entrega|undelivered mail|rejected:|address not found|mensaje bloqueado|message blocked)/i;

const openings =
  /(?:qmail-send program|created automatically by (?:the )?mail (?:delivery|system)|mail system at host|could not be delivered to (?:one or more|the following)|delivery (?:has failed )?to (?:these|the following) recipients|permanent fatal errors|wasn'?t delivered to|was(?:n'?t| not) (?:be )?delivered (?:to|because)|unable to deliver (?:your|the) message|couldn'?t be delivered|undeliverable (?:message|mail)|no se (?:ha podido|pudo|puede) entregar|no se ha entregado|se ha producido un error en la entrega)/i;

const delayed =
  /will (?:be retried|keep trying|continue to (?:try|attempt)|retry)|no action is required|not yet been (?:delivered|able)|warning message only|do not need to (?:resend|re-?send)|delivery (?:has been |is |to .{0,80} )?delayed|se seguir[aá] intentando|se ha retrasado|delivery attempts will continue|you do not need to do anything/i;

const full =
  /(?:mailbox|inbox|buz[oó]n|bandeja).{0,60}\b(?:is full|full|lleno|llena|exceeded|quota|excede)|over ?quota|quota (?:exceeded|has been)|exceeded (?:its|the|their|his|storage) (?:storage|quota|mailbox)|insufficient (?:system )?storage|out of storage|excedi(?:do|ó) (?:la|su) (?:cuota|capacidad)|cuota (?:excedida|superada)|disk quota/i;
const passing =
  /temporar(?:y|ily)|try(?:ing)? again later|timed? ?out|connection refused|greylist|deferred|retry timeout|could not connect|intentar(?:lo)? m[aá]s tarde|unrouteable domain temporarily/i;
const gone =
  /user unknown|unknown user|doesn'?t have an? |no such user|no mailbox|does(?:n'?t| not) exist|not found|unknown (?:address|recipient|or illegal alias)|recipient (?:rejected|unknown)|invalid recipient|account (?:is |has been )?(?:disabled|inactive|closed|suspended)|unrouteable address|mailbox (?:unavailable|disabled|not found)|not our customer|no existe|desconocid[oa]|inexistente|host (?:or domain name )?not found|name or service not known|delivery (?:has )?failed (?:permanently)?|permanent (?:fatal )?(?:error|failure)|not listed in|blocked|rejected|denied/i;

const headOf = (mail: Mail): string => {
  const text = mail.text === '' ? htmlText(mail.html.slice(0, 200_000)) : mail.text;
  // below these the returned letter begins; its words are ours
  return (
    text
      .slice(0, 20_000)
      .split(
        /-{2,12} ?(?:below this line|this is a copy|original message|mensaje original|returned message|forwarded message|the (?:header|body) of|unsent message|message header)|^(?:return-path|received|dkim-signature): /im,
      )[0] ?? ''
  );
};

/** Whether a mail server wrote this, whatever its form. */
const fromServer = (mail: Mail, head: string): boolean => {
  const empty = headerOf(mail, 'return-path') === '<>';
  const failed = mail.headers.some(({ name }) => name === 'x-failed-recipients');
  const daemon = daemons.test(mail.from);
  return (
    failed ||
    ((daemon || empty) && (subjects.test(mail.subject) || openings.test(head))) ||
    (daemon && openings.test(head))
  );
};

const outcomeOf = (head: string, enhanced: string | null, reply: string | null): FreeForm['outcome'] => {
  if (delayed.test(head)) return 'delayed';
  if (full.test(head)) return 'soft';
  if (enhanced !== null) return isPassing(enhanced) ? 'soft' : 'hard';
  if (reply !== null) return reply.startsWith('4') ? 'soft' : 'hard';
  if (gone.test(head)) return 'hard';
  return passing.test(head) ? 'soft' : 'unreadable';
};

/** Reads a returned message that has no machine-readable part, as qmail, Exim, old Exchange and web mail write them; null for others. */
export const freeFormBounce = (mail: Mail): FreeForm | null => {
  const head = headOf(mail);
  if (!fromServer(mail, head)) return null;
  const enhanced = /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(head)?.[1] ?? null;
  const reply = /(?<![\d.\w])([45]\d\d)(?=[ :-](?!\d))/.exec(head)?.[1] ?? null;
  return { outcome: outcomeOf(head, enhanced, reply), status: enhanced };
};
