import type { Words } from './words.ts';

export const spanish: Words = {
  idioms: [
    /\bno (?:se|entiendo|entendi|comprendo|recibi|he recibido|recuerdo|conozco|veo|puedo (?:abrir|ver|leer|entrar)|me queda claro)\b/,
    /\bno (?:hay|tengo|es|veo) (?:ningun )?(?:problema|inconveniente|objecion|duda)\b/,
    /\b(?:cuenta|factura|telefono|calle|apto) no\b/,
  ],
  turned: [
    /\bno (?:\w+ ){0,3}?(?:de baja|cancel\w+|desuscrib\w+|suspend\w+|elimin\w+|borr(?:ar|en|e)\w*|dejen|deje|dejar)\b/,
  ],
  commands: [
    /\bbaja\b/,
    /\bcancel(?:ar|en|e|ado|acion)\w*/,
    /\b(?:borr|elimin|quit|sac|remuev)(?:ar|en|e|a|o)(?:me|nos|n?os)?\b/,
    /\bdet(?:ener|engan|enga|engase)\b|\bpar(?:ar|en)\b|\bsuspend\w+/,
    /\bdej(?:en|e|a)(?:me|nos)? de\b/,
    /\bdes(?:us|ins|ubs|ubsc)crib\w+|\bdesuscrib\w+|\bdesinscrib\w+/,
    /\bexclu(?:ir|yan|ya)\w*/,
  ],
  no: [
    /\balto\b/,
    /\bbasta\b/,
    /\bnunca\b|\btampoco\b/,
    /\brechaz\w+/,
    /\b(?:de)?nieg[oa]\b|\b(?:de)?negar\b/,
    /\bme opongo\b/,
    /\brevoc\w+|\bretir(?:o|ar) mi\b/,
    /\bprohib\w+|\bdesautoriz\w+/,
  ],
  yes: [
    /\bacept(?:o|amos)\b/,
    /\bautoriz(?:o|amos)\b/,
    /\baprueb(?:o|amos)\b/,
    /\bde acuerdo\b|\badelante\b|\bpueden usar\b/,
    /\bdoy mi (?:consentimiento|permiso|autorizacion)\b|\bconsiento\b/,
    /\bno (?:hay|tengo|es|veo) (?:ningun )?(?:problema|inconveniente|objecion)\b/,
  ],
  weakYes: [/\bclaro\b|\besta bien\b/],
  complaint: [
    /\bquej(?:a|ar|arme|o)\b/,
    /\babogad[oa]s?\b|\bdemand(?:a|ar|are)\b|\bdenunci\w+|\bprocuraduria\b|\bfiscal\b/,
    /\bilegal\w*|\bviola(?:n|cion|ndo|ron)\b/,
    /\bacos\w+|\bfraude\b|\bestafa\w*|\brobo de identidad\b/,
  ],
  alone:
    /^(?:por favor )?(?:no|alto|baja|darme de baja|dar de baja|denme de baja|cancelar|cancelen|no autorizo|no acepto|no gracias|parar|no usar(?: mis datos)?)[\s.!]*$/,
};
