import { filled, scripts, spelled } from './words/script.ts';

/** What `telephone.step` gives. */
export type Step = {
  readonly turn: string;
  readonly told: 'nothing' | 'not-understood' | 'not-found' | 'no-language';
  readonly carrier: string;
  readonly stage: 'language' | 'whose' | 'enter' | 'confirm' | 'saved' | 'over';
  readonly language: 'en' | 'es';
  readonly caller: string | null;
  readonly customerId: string | null;
  readonly versionId: string | null;
  readonly receipt: string | null;
};

/** What is said now, in which language, and how many keys are waited for; none ends the call. */
export type Speech = {
  readonly says: readonly { readonly language: 'en' | 'es'; readonly text: string }[];
  readonly keys: 'one' | 'many' | 'none';
  readonly turn: string;
};

const question = (step: Step, people: string): readonly string[] => {
  const words = scripts[step.language];
  const fill = (text: string) =>
    filled(text, {
      carrier: step.carrier,
      people: spelled(people),
      ending: spelled(step.caller?.slice(-2) ?? ''),
      spelled: spelled(step.receipt ?? ''),
    });
  switch (step.stage) {
    case 'language':
      return [];
    case 'whose':
      return [fill(words.whose)];
    case 'enter':
      return [fill(words.enter)];
    case 'confirm':
      return [fill(words.confirm), fill(words.yes)];
    case 'saved':
      return [fill(words.saved), fill(words.receipt)];
    case 'over':
      return [fill(words.over)];
  }
};

type Script = (typeof scripts)['en'];

/** The same in both languages, one after the other. */
const inBoth = (text: (script: Script) => string): Speech['says'] =>
  (['en', 'es'] as const).map((language) => ({ language, text: text(scripts[language]) }));

/** The speech of a step. Until the caller has chosen a language, both are spoken. */
export const speechOf = (step: Step, people: string): Speech => {
  const { stage, language, told, turn, carrier } = step;
  if (stage === 'language') {
    const says = inBoth((script) => `${filled(script.greeting, { carrier })} ${script.language}`);
    return { says, keys: 'one', turn };
  }
  if (told === 'no-language')
    return { says: inBoth(({ over }) => filled(over, { people: spelled(people) })), keys: 'none', turn };
  const first = told === 'nothing' ? [] : [scripts[language][told]];
  const says = [...first, ...question(step, people)].map((text) => ({ language, text }));
  return { says, keys: stage === 'enter' ? 'many' : stage === 'over' ? 'none' : 'one', turn };
};

/** That nothing was saved; one key tries the same question again. `chosen`: the caller's language, null before he has chosen one. */
export const failureOf = (chosen: 'en' | 'es' | null, turn: string, people: string): Speech => {
  const says = inBoth(({ failed }) => filled(failed, { people: spelled(people) }));
  return { says: chosen === null ? says : says.filter(({ language }) => language === chosen), keys: 'one', turn };
};
