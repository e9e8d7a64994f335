import { inContext, type OpenDocument, type Unit, unitsWith } from '../document.ts';
import { online, password, release } from './access-words.ts';
import { isChangeNotice } from './change-notice.ts';

const onlineProof =
  /\b(?:passwords?|passcodes?|passphrases?|(?:authenticat|verif|identif)\w*.{0,60}\b(?:by|using|against|through|with|without|via)|log[- ]?ins?|log(?:s|ged|ging)? (?:in|on)|credentials?|pin|one-time|two-factor|multi-?factor|passkeys?|user ?(?:name|id)|identity (?:by|with)|one-time code|activation code)\b/i;
const refused =
  /\b(?:no|not|never|neither|nor|without)\b.{0,40}\b(?:offer\w*|provid\w*|giv\w*|allow\w*|permit\w*|mak\w+|hav\w+|has|maintain\w*|operat\w*|support\w*|available|accessible|reach\w*|view\w*|see|access\w*|exist\w*)\b.{0,60}\b(?:online|on-line|web|internet|portal|app)\b|\bno (?:online|on-line|web|internet|customer)(?:-based)? (?:access|portal|account|viewing|site)|\b(?:online|on-line|web|internet|portal)\b.{0,60}\b(?:(?:is|are|was) (?:not|never|neither) (?:offered|available|provided|given|possible|supported|allowed)|does not exist|no (?:access|cpni)|: none)\b|\b(?:no|not)\b.{0,20}\b(?:online|portal)\b/i;
const notAccess =
  /\bopt\w*-?\s?(?:out|in)\b|\bbreach|\bpretext|\bdata brokers?\b|\bcomplaints?\b|\breporting\b|\bsecret service\b|\bfbi\b/i;

const isAboutAccess = (unit: Unit): boolean =>
  unit.kind !== 'heading' && online.test(inContext(unit)) && !isChangeNotice(unit) && !notAccess.test(unit.text);

/** Whether it is said that there is no online access to CPNI. */
export const refusesOnline = (document: OpenDocument): boolean =>
  unitsWith(document, refused).some((unit) => !notAccess.test(unit.text));

/** Whether it is explained how customers prove themselves online, or said that there is no online access to CPNI. */
export const explainsOnline = (document: OpenDocument): boolean =>
  refusesOnline(document) ||
  document.units.some((unit) => {
    if (!isAboutAccess(unit)) return false;
    return onlineProof.test(unit.text) && (release.test(inContext(unit)) || password.test(unit.text));
  });

/** The sentence that opens CPNI online to whoever has a password, or undefined. */
export const passwordOnline = (document: OpenDocument): Unit | undefined =>
  document.units.find((unit) => isAboutAccess(unit) && password.test(unit.text));
