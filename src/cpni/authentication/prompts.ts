import { lettersKey } from '../customers/normalise.ts';

/** What a back-up question must not ask for, 64.2010(e) with 64.2003: what others can read in records, on a bill or in a life. */
export type AsksFor =
  | 'family'
  | 'birth'
  | 'identity-number'
  | 'address'
  | 'contact'
  | 'account'
  | 'call-or-service'
  | 'payment'
  | 'life-history';

// words as lettersKey writes them: small letters without accents, one space between; English, then Spanish
const askedFor: readonly (readonly [AsksFor, RegExp])[] = [
  [
    'family',
    /\b(maiden|mothers?|fathers?|mom|moms|dads?|mum|parents?|grand\w*|siblings?|brothers?|sisters?|spouses?|husbands?|wife|wifes|sons?|daughters?|child|children|childs|kids?|uncles?|aunts?|cousins?|nephews?|nieces?|middle name|last name|surname|family name|nickname)\b|\b(solter[ao]|madres?|padres?|mama|papa|abuel\w*|herman[ao]s?|espos[ao]s?|marido|mujer|hij[ao]s?|ti[ao]s?|prim[ao]s?|sobrin[ao]s?|suegr[ao]s?|apellidos?|segundo nombre|apodo)\b/,
  ],
  [
    'birth',
    /\b(born|birth\w*|date of birth|dob|how old|your age|zodiac|star sign|anniversary)\b|\b(nac\w*|cumple\w*|natalicio|que edad|su edad|tu edad|cuantos anos|signo zodiacal|zodiaco|aniversario)\b/,
  ],
  [
    'identity-number',
    /\b(ssn|social security|last four|last 4|four digits|tax(payer)? (id|number)|itin|ein|drivers? licen[cs]e|driving licen[cs]e|licen[cs]e (plate|number)|passport|id (card|number)|identity (card|number)|national id|military id|student id|employee (id|number)|medicare|medicaid)\b|\b(seguro social|ultimos cuatro|ultimos 4|cuatro (ultimos )?(digitos|cifras)|licencia|pasaporte|cedula|curp|rfc|nif|dni|matricula|placa|numero de (identidad|identificacion|empleado|estudiante))\b/,
  ],
  [
    'address',
    /\b(address|street|avenue|road|zip|postal code|postcode|house number|apartment|city|cities|town|county|state|country|neighbou?rhood|live|lived|living|grew up|grow up|hometown|moved)\b|\b(direccion|domicilio|calle|avenida|codigo postal|numero de casa|apartamento|departamento|ciudad|pueblo|condado|estado|pais|barrio|colonia|viv\w*|crecio|creciste|crecimos|creci|mudo|mudaste)\b/,
  ],
  [
    'contact',
    /\b(phone|phones|telephone|cell|cellphone|mobile|fax|number of record|e mail|email|emails)\b|\b(telefonos?|celular|movil|correo|numero (de )?(tel|cel)\w*)\b/,
  ],
  [
    'account',
    /\b(account|customer (id|number)|client (id|number)|login|user ?name|pin|password|passcode|contract number|member(ship)? (id|number))\b|\b(cuenta|numero de (cliente|contrato|socio)|usuario|contrasena|clave|nip)\b/,
  ],
  [
    'payment',
    /\b(bills?|billed|billing|invoices?|amount|paid|pay|payments?|charges?|balance|credit card|debit card|card number|bank|routing|cost)\b|\b(facturas?|importe|monto|pag\w*|cargos?|saldo|tarjeta|banco|bancari[ao]|recibo|cobr\w*)\b/,
  ],
  [
    'call-or-service',
    /\b(calls?|called|caller|calling|dial\w*|plan|voicemail|service|services|(phone |your )lines?|feature|features|carrier|provider|minutes|data usage)\b|\b(llamadas?|llam(o|aste|aron|ado)|marc(o|aste|ado)|plan|buzon|servicios?|(su|tu|mi) lineas?|proveedor|minutos)\b/,
  ],
  [
    'life-history',
    /\b(first|school|schools|teacher|teachers|college|university|mascot|pet|pets|dog|dogs|cat|cats|job|jobs|boss|employer|employed|work|worked|occupation|profession|married|marry|wedding|honeymoon|met your|best friend|childhood|car|cars|vehicle|church|religion|graduat\w*|degree|hospital|vacation)\b|\b(primer[ao]?|escuelas?|colegios?|maestr[ao]s?|profesor\w*|universidad|mascotas?|perr[ao]s?|gat[ao]s?|trabaj\w*|empleos?|empleador|jef[ae]|profesion|ocupacion|cas(o|aste|ada|ado|aron)|boda|luna de miel|conoci\w*|mejor amig[ao]|infancia|ninez|coche|carro|auto|automovil|vehiculo|iglesia|religion|gradu\w*|titulo|hospital|vacaciones)\b/,
  ],
];

export type PromptFault =
  | { readonly why: 'too-short' | 'holds-the-answer' }
  | { readonly why: 'asks-for'; readonly what: AsksFor };

/**
 * Why a question that a customer wrote for himself cannot serve, or null: it asks for biographical or account information, in English
 * or Spanish, or it says its own answer. It errs to the strict side: a question refused costs another one (doubt D-9).
 */
export const promptFault = (prompt: string, answer: string): PromptFault | null => {
  const words = lettersKey(prompt) ?? '';
  if (words.length < 10 || !words.includes(' ')) return { why: 'too-short' };
  const said = lettersKey(answer) ?? '';
  if (said !== '' && ` ${words} `.includes(` ${said} `)) return { why: 'holds-the-answer' };
  const [what] = askedFor.find(([, pattern]) => pattern.test(words)) ?? [];
  return what === undefined ? null : { why: 'asks-for', what };
};

/** Questions that rest on nothing but the customer's own choice; also what is shown where there is no account. */
export const suggestedPrompts: Readonly<Record<'en' | 'es', readonly string[]>> = {
  en: [
    'Which word did you choose for a rainy morning?',
    'What do you say when a door will not open?',
    'Which made-up animal would you draw?',
    'What would you name a boat of paper?',
    'Which two colors do you never wear together?',
    'What is your favorite line of a song?',
  ],
  es: [
    '¿Qué palabra eligió para una mañana de lluvia?',
    '¿Qué dice usted cuando una puerta no abre?',
    '¿Qué animal inventado dibujaría?',
    '¿Cómo llamaría a un barco de papel?',
    '¿Qué dos colores no combina nunca?',
    '¿Cuál es su verso favorito de una canción?',
  ],
};

/** An answer as it is hashed and compared: letters and digits, without case, accents and marks. */
export const answerKey = (answer: string): string => lettersKey(answer) ?? '';
