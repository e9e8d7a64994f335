import { refuse } from '../../kernel/problem.ts';
import type { NoticeContent } from './record.ts';
import type { findVersion } from './store.ts';

type Version = Awaited<ReturnType<typeof findVersion>>;

const set = (values: readonly string[]): string => [...values].sort().join('\n');
const names = ({ entities }: Pick<NoticeContent, 'entities'>): string =>
  set(entities.map(({ recipient, name }) => `${recipient} ${name}`));

/** The first field in which a paper form differs from the version that it is to be on paper; null when it is the same notice. */
const differing = (form: NoticeContent, version: NoticeContent): string | null => {
  const same: Readonly<Record<string, boolean>> = {
    kind: form.kind === version.kind,
    language: form.language === version.language,
    waitDays: form.waitDays === version.waitDays,
    cpni: set(form.cpni) === set(version.cpni),
    recipients: set(form.recipients) === set(version.recipients),
    purposes: set(form.purposes) === set(version.purposes),
    entities: names(form) === names(version),
  };
  return Object.keys(same).find((field) => same[field] === false) ?? null;
};

/** Refuses a paper form that is another notice than the version named; the database holds the same. */
export const demandSameNotice = (form: NoticeContent, version: Version): void => {
  if (version.formOf !== null)
    refuse('invalid-input', "'formOf' is itself a paper form.", 'Name the e-mail version in the same language.');
  if (!form.methods.every((method) => method === 'mail' || method === 'bill-insert'))
    refuse('invalid-input', "'methods' of a paper form are 'mail' and 'bill-insert'.", 'Leave the other methods out.');
  const field = differing(form, version);
  if (field !== null)
    refuse(
      'invalid-input',
      `'${field}' differs from that of the version in 'formOf': a paper form covers the same.`,
      `Give '${field}' as that version has it, or draft a notice of its own.`,
    );
};
