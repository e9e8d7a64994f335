import type { AllOf } from '../text.ts';
import type { Words } from './words.ts';

// folded text: no accents, n for ñ
const guarded = /\b(prote\w+|confidencial\w*|privacidad|privad[oa]s?|resguard\w*)\b/;
const no =
  /\b(neg(ar|arse|ativa|o|ado)|niega|niegue|rechaz\w+|recus\w+|desaprob\w+|denega\w+|diga (que )?no|decir (que )?no|"no"|oponerse|optar por no|retir\w+|restring\w+|exclu\w+)\b/;
const yes = /\b(aprob\w+|aprueb\w+|autoriz\w+|acept\w+|consent\w+|consient\w+|permiso|de acuerdo|si)\b/;
const toAgree =
  /\b(para|si) (usted )?(dar\b.{0,20}\b(permiso|aprobacion|consentimiento)|autoriz\w+|acept\w+|aprob\w+|consent\w+|esta de acuerdo|decir que si)/;
const mayDo = /\b(derecho|puede|podra|libre de|opcion)\b/;
const anyTime = /\b(en cualquier momento|cuando (lo )?(quiera|desee)|en todo momento)\b/;
const service = /\b(servicios?|plan(es)?)\b/;
const phone = /(?:\+?1[-. ]?)?\(?\b[2-9]\d{2}\)?[-. ]\d{3}[-. ]\d{4}\b/;
const site = /\bhttps?:\/\/\S+|\bwww\.\S+|\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|net|org|us|example|coop|io|tel)(\/\S*)?\b/;
const post = /\b(p\. ?o\. box|apartado( postal)?|apdo\.?) \d+|\bfranqueo pagado\b|\b(calle|avenida) [a-z0-9 ]+\d/;
const act =
  /\b(llam\w+|marque|respond\w+|contest\w+|visit\w+|vaya|escrib\w+|env[ii]\w+|mande|devuelv\w+|diga|elija|use|entre|firme)\b/;
const untilYou = /\b(hasta que|a menos que|mientras)\b.{0,40}\b(usted|revoque|cambie|retire|limite|diga|indique)\b/;
const using = /\b(us(ar|o|os|arla|aremos|ara)|utiliz\w+|quer\w+|desea\w*|compart\w+|fin|para)\b/;
const decision =
  /\b(decision|eleccion|respuesta|(aprobacion|consentimiento|permiso|si)\b.{0,40}\b(o|y|ni)\b.{0,25}\b(negativa|rechazo|denegacion|no))\b/;

const anyUse: readonly AllOf[] = [[using, /\b(para|fines?|con el fin)\b/, /\b(informacion|cpni|registros?|datos)\b/]];

/** Spanish: the same demands on structure; whether it reads well a person says. */
export const spanish: Words = {
  right: [[/\bderechos?\b/, guarded]],
  duty: [[/\b(deber|obligacion|obligad[oa]s?|responsabilidad|debe(mos)?|exige|requiere)\b/, guarded]],
  federalLaw: [
    [
      /\b(ley(es)?|reglas|normas|estatuto) federal(es)?\b|\bley de comunicaciones\b/,
      /\b(derecho|deber|oblig\w+|exige|requiere|debe(mos)?)\b/,
    ],
  ],
  term: /\bcpni\b|\binformacion de red de propiedad (exclusiva )?del cliente\b/,
  definition: [
    [
      /\b(cpni|informacion de red|esta informacion|estos registros|este registro)\b/,
      /\b(incluye\w*|significa|consiste\w*|abarca\w*|comprende\w*|tales como|es decir|por ejemplo)\b/,
    ],
  ],
  looksBack: /^(esa|esta|dicha) informacion\b|^la ley (la|los) llama\b/,
  continues: /^(tambien|ademas|esta|estos|-|\*|•|·)/,
  classes: {
    'call-detail':
      /\bnumeros? (a los )?(que|a que) (usted )?(llama|marca)|\bllamadas? que (usted )?(hace|recibe)|\b(hora|duracion|fecha|destino)\b.{0,30}\bllamadas?\b|\b(registros?|detalles?) de (sus )?llamadas|\ba quien(es)? llama/,
    'services-subscribed': /\bservicios?\b.{0,30}\b(contratad\w+|contrata|suscri\w+|tiene|compra|recibe)\b/,
    usage: /\b(cuanto|cantidad|uso que|utiliza|minutos|frecuencia)\b/,
    billing: /\b(factur\w+|cargos?|cobr\w+|lo que paga)\b/,
    location: /\bubicacion|\blugar desde|\bdonde (esta|usa)/,
    'technical-configuration': /\btecnic[ao]s?\b|\bconfigura\w+/,
  },
  purposes: {
    market: [
      [
        /\b(ofrec\w+|mercadeo|vender\w*|promo\w+|publicidad|suger\w+|recomend\w+|inform\w+le)\b/,
        /\b(servicios?|productos?|planes?|ofertas?)\b/,
        using,
      ],
    ],
    sell: [[/\b(vend\w+|venta)\b/, /\b(informacion|cpni|registros?|datos)\b/]],
    provide: [[/\b(prest|brind|proporcion)\w+\b/, service]],
    bill: [[/\bfactur\w+\b/, service]],
    protect: [[/\b(proteger|fraude)\b/]],
    'legal-process': [[/\b(tribunal|citacion|orden judicial|autoridad\w*)\b/]],
    port: [[/\b(port|transfer)\w+\b/, /\bnumero\b/]],
    'customer-request': anyUse,
    'inbound-help': anyUse,
    emergency: [[/\bemergencias?\b/]],
    'track-competitors': anyUse,
    other: anyUse,
  },
  sharing: /\b(compart\w+|divulg\w+|entreg\w+|revel\w+|daremos|transfer\w+|recibira\w*)\b/,
  notSharing: /\b(no|nunca|nadie|sin)\b/,
  unnamed:
    /\b(socios( comerciales)?|terceros|otras (empresas|companias|compania)|(nuestras )?(afiliadas|filiales|subsidiarias)|proveedores|contratistas|agentes)\b/,
  refuse: [[mayDo, no]],
  withdraw: [
    [/\b(retir\w+|revoc\w+|revoque|cambi\w+ de (opinion|decision|idea)|cancel\w+|restring\w+|neg(ar|arse))\b/, anyTime],
  ],
  stepsToDeny: [
    [act, no, phone],
    [act, no, site],
    [act, no, post],
    [/\brespond\w+\b/, no],
  ],
  silenceGrants: [
    [
      /\b(no (tiene|necesita|hace falta)[^.]{0,20}hacer|no haga nada|no hace nada|no recib\w+|sin respuesta|a menos que|silencio)/,
      /\b(supon\w+|entender\w+|considerar\w+|consider\w+|aprob\w+|acuerdo|autoriz\w+|acept\w+)\b/,
    ],
  ],
  stepsToGrant: [
    [toAgree, act, phone],
    [toAgree, act, site],
    [toAgree, /\b(diga|firme|marque|respond\w+|escrib\w+|devuelva)\b/],
  ],
  channels: {
    phone: [[/\b(llam\w+|marque|telefono)\b/, phone]],
    web: [[site]],
    'email-reply': [[/\b(respond\w+|contest\w+)\b/, /\b(correo|mensaje|e-?mail)\b/]],
    mail: [[/\b(escrib\w+|envi\w+|mande|devuelv\w+)\b/, post]],
  },
  serviceUnaffected: [
    [
      /\b(no|ni|nunca)\b.{0,40}\b(afecta\w*|cambia\w*|altera\w*|modifica\w*|interrump\w*|reduc\w*|limita\w*|influ\w*)\b/,
      service,
      /\b(negativa|rechazo|decision|eleccion|negarse|rechaz\w+|respuesta)\b/,
    ],
    [/\b(sigu\w+|permanec\w+|qued\w+|continu\w+)\b.{0,30}\b(igual\w*|sin cambios?|iguales)\b/, service],
  ],
  serviceAffected: [
    [/\b(puede|podria|va a|podra)\b (afectar|limitar|reducir|interrumpir|suspender|cancelar)\b/, service],
    [/^(?!.*\b(no|ni|nunca)\b.{0,40}\bafectara\b).*\bafectara\b/, service],
  ],
  loaded: [
    [
      no,
      /\b(perdera|se perdera|lamentable\w*|desgraciad\w+|mejores (ofertas|precios)|exclusiv\w+|ahorr\w+|penal\w+|peor)\b/,
    ],
  ],
  misleading:
    /\b(debe (aceptar|autorizar|aprobar)|esta obligado a (aceptar|autorizar)|para evitar (la )?(interrupcion|suspension|desconexion)|ultimo aviso|su cuenta (sera|puede ser)|no puede (negarse|rechazar))\b/,
  reward: [[yes, /\b(descuentos?|ahorr\w+|regalos?|premios?|bonos?|creditos?|mas barat\w+)\b/]],
  freeze: [
    [/\bcongel\w+\b/],
    [
      /\b(bloque|cerr|impid)\w*\b/,
      /\b(terceros|otras (empresas|companias)|otros proveedores)\b/,
      /\b(recomend|suger|aconsej|debe|pida\w*|convien)\w*\b/,
    ],
  ],
  duration: [
    [decision, /\b(valid[ao]s?|vigente\w*|vigor|vale|efecto|mantien\w+)\b/, untilYou],
    [
      /\b(aprobacion|consentimiento|permiso)\b/,
      /\b(negativa|rechazo|denegacion)\b/,
      /\b(valid[ao]s?|vigente\w*|vigor|vale|efecto|mantien\w+)\b/,
      untilYou,
    ],
  ],
  ends: [
    [
      /\b(aprobacion|negativa|decision|eleccion|consentimiento|rechazo)\b/,
      /\b(valid[ao]s?|vence\w*|caduca\w*|vigente|vale)\b/,
      /\b(por|durante|despues de|en) (\d+|un|una|dos|tres|cinco|seis|diez|doce) (dias?|semanas?|meses|mes|anos?)\b/,
    ],
  ],
  earlierNo: [
    [
      /\b(ya|antes|anteriormente|previamente)\b/,
      /\b(nego|rechazo|dijo que no|opto por no|excluyo)\b/,
      /\b(no (tiene|necesita|debe|hace falta)|sigue (valid\w+|vigente))\b/,
    ],
  ],
  request: {
    'opt-out': [
      [/\b(si no|a menos que|dentro de)\b/, /\b(supon\w+|entender\w+|considerar\w+|acuerdo|aprob\w+|autoriz\w+)\b/],
      [/\b(pid\w+|solicit\w+|querem\w+)\b/, /\b(permiso|aprobacion|consentimiento|autorizacion)\b/],
    ],
    'opt-in': [
      [
        /\b(podemos|nos (autoriza|permite)|le pedimos|solicitamos|para (autorizar|aceptar|aprobar))\b/,
        /\b(compart\w+|us\w+|consentimiento|permiso|aprob\w+|autoriz\w+|informacion)\b/,
      ],
    ],
  },
  days: /\b(\d{1,4}|treinta(?: y (?:uno|un|dos|tres|cuatro|cinco))?|cuarenta(?: y cinco)?|sesenta|noventa|quince|diez|catorce|veinte|siete|cinco)(?: \(\d{1,4}\))? dias?\b(?! de la semana| por semana)/g,
  numbers: {
    cinco: 5,
    siete: 7,
    diez: 10,
    catorce: 14,
    quince: 15,
    veinte: 20,
    treinta: 30,
    'treinta y un': 31,
    'treinta y uno': 31,
    'treinta y dos': 32,
    'treinta y tres': 33,
    'treinta y cuatro': 34,
    'treinta y cinco': 35,
    cuarenta: 40,
    'cuarenta y cinco': 45,
    sesenta: 60,
    noventa: 90,
  },
  notCalendarDays: /\bdias (habiles|laborables)\b/,
  waiting: /\b(respuesta|responder|esper\w+|supon\w+|si no|a menos que|silencio|considerar\w+|negarse)\b/,
  free: [[/\b(gratis|gratuit[ao]s?|sin (costo|cargo|coste)( adicional| alguno)?)\b/]],
  always: [[/\b(24 horas|veinticuatro horas|dia y noche|a cualquier hora|a toda hora)\b/]],
  doNotReply: /\bno (responda|conteste)\b/,
  subjectNames:
    /\bcpni\b|\bpropiedad del cliente\b|\bregistros? (telefonicos?|de (sus )?llamadas)\b|\b(privacidad|informacion)\b.{0,40}\b(decision|decisiones|eleccion|elecciones|opcion|opciones|derechos?|decir que no)\b|\b(decision|decisiones|eleccion|elecciones|opcion|opciones|derechos?|como ([a-z ]+ )?usa(mos)?)\b.{0,40}\b(privacidad|informacion)\b/,
  subjectPromotes:
    /\b(gratis|gratuit[oa]s?|ahorr\w+|ofertas?|gane|gano|ganador\w*|exclusiv\w+|bono|bonificacion|recompensas?|premios?|regalos?|descuentos?|rebajas?|promocion(es)?|tiempo limitado|solo hoy|actue (ya|ahora)|aproveche|apresurese|mejore su|felicidades|felicitaciones|especial(es)?|oportunidad)\b|%|!|¡|^(re|rv|rb|fwd?):/,
  subjectWords:
    /\b(avisos?|registros?|decision(es)?|eleccion(es)?|privacidad|derechos?|informacion|sobre|cuenta|correo)\b/g,
  smallWords: /\b(el|la|los|las|de|que|usted|su|sus|y|en|para|no|es|por|con|una|un|nosotros|si|como|puede)\b/g,
};
