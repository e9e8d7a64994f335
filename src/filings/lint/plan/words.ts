/** Words that several checks of a plan share. */

/** Those who get service from the filer. */
export const customer =
  /\b(?:customers?|subscribers?|end[- ]users?|clients?|applicants?|tenants?|(?:business )?members?\b(?! of)|accounts?|sign[- ]?ups?)\b/i;

/** Those who hand the filer calls, or might: upstream providers. */
export const otherProvider =
  /\b(?:upstream|wholesale|carriers?|resellers?|peers?|interconnect\w*|(?:other|another|any|each|every|no|such|those|immediate|foreign|originating|connecting|sending|new|voice(?: service)?|service|partner) (?:voice )?(?:service )?providers?|providers? (?:that|who|whose|from (?:which|whom)|upstream)|trunk partners?|interconnection partners?)\b/i;

/** What is done to know somebody. */
export const vets =
  /\b(?:verif\w*|check\w*|confirm\w*|know[- ]your|know(?:s|ing)?\b|kyc|due diligence|validat\w*|vet(?:s|ted|ting)?|review\w*|screen\w*|examin\w*|compar\w*|look(?:s|ed|ing)? (?:\w+ ){0,4}up|interview\w*|investigat\w*|approv\w*|collect\w*|obtain\w*|identif\w*|proof|prov(?:e|es|ed|ing)|questionnaire|references?|ascertain\w*|licen[cs]e|listed|listing|robocall mitigation database|rmd)\b/i;

/** The register of 47 CFR 64.6305. */
export const database = /\brobocall mitigation database\b|\brmd\b|\bdatabase\b/i;

export const negated = /\b(?:no|not|never|none|neither|nor|nobody|n't|without)\b|n't\b/i;

/** What the caller ID framework is called. */
export const framework = /\bstir\b|\bshaken\b|\bcaller[- ]id(?:entification)? authentication\b/i;

/** What the rules ask of everybody is told, not what this filer has done. */
export const recital =
  /\bwhether\b|\bcongress\b|\badopted rules\b|\b(?:fcc|commission|rules?|act|orders?)\b[^.]{0,40}\brequir\w+\b[^.]{0,40}\b(?:that|providers?|carriers?|all|each|every)\b|\bproviders? (?:must|shall|are required)\b/i;
