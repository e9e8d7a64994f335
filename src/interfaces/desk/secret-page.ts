import { framed } from '../choice/frame.ts';
import { html } from '../choice/html.ts';
import { codeField, type Sets } from '../choice/proof-pages.ts';
import { type SecretFault, secretFields, type TypedBefore } from '../choice/secret-pages.ts';
import { wordsIn } from '../choice/words/words.ts';
import { filled } from '../ivr/words/script.ts';
import type { PromptStage } from './stage.ts';
import { pageWords } from './words.ts';

type Language = 'en' | 'es';
type Tried = { readonly fault: SecretFault; readonly before: TypedBefore };

const done = ({ serves }: PromptStage, language: Language): string =>
  serves === 'new-password' ? wordsIn[language].secretSavedPassword : wordsIn[language].secretSavedBackup;

const titleOf = (language: Language, { stage, serves }: PromptStage): string => {
  const words = wordsIn[language];
  if (stage === 'set') return words.secretSavedTitle;
  return serves === 'new-password' ? words.secretPasswordTitle : words.secretBackupTitle;
};

/** The page on which a customer at the desk sets a password or a back-up question by the code that came to him; plain HTML, no script. */
export const secretPage = (language: Language, path: string, place: PromptStage, { fault, before }: Tried): string => {
  const [words, own] = [wordsIn[language], pageWords[language]];
  const { stage, carrier, demo, serves } = place;
  const title = titleOf(language, place);
  const sets: Sets = serves === 'new-password' ? 'password' : 'backup';
  const told = stage === 'set' ? done(place, language) : stage === 'locked' ? words.oneTimeLocked : own.over;
  const content =
    stage === 'set' || stage === 'locked' || stage === 'over'
      ? html`<h1>${title}</h1><p class="status" role="status">${told}</p>`
      : html`<h1>${title}</h1><p>${filled(own.askSecret, { carrier })}</p>
<form method="post" action="${path}"><input type="hidden" name="language" value="${language}">
${codeField(words, fault.at === 'code' ? fault.says : '')}
${secretFields(words, sets, fault, before)}
<p><button type="submit">${words.secretSave}</button></p></form>`;
  return framed({ language, title, carrier, demo, path, content });
};
