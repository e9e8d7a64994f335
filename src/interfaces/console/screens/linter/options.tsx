import { SimpleGrid, TextInput } from '@mantine/core';
import type { InputOf } from '../../../client/types.ts';
import { MaybeDate, OneOf } from '../../parts/fields.tsx';
import { words } from './words.ts';

export type Options = {
  readonly kind: keyof typeof words.kinds;
  readonly year: string;
  readonly filed: string;
  readonly role: keyof typeof words.roles;
};

export const unknown: Options = { kind: 'guess', year: '', filed: '', role: 'read' };

/** The same as the operation takes it; what is empty is not asked. */
export const asksOf = ({ kind, year, filed, role }: Options): InputOf<'lint.text'> => ({
  ...(kind === 'guess' ? {} : { kind }),
  ...(year === '' ? {} : { year: Number(year) }),
  ...(filed === '' ? {} : { filed }),
  ...(role === 'read' ? {} : { role }),
});

type Props = { readonly of: Options; readonly put: (some: Partial<Options>) => void };

/** What a person knows of the filing; whatever is left open is read from its text. */
export const OptionFields = ({ of, put }: Props) => (
  <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} mb="sm">
    <OneOf label={words.kind} of={words.kinds} value={of.kind} onChange={(kind) => put({ kind })} />
    <TextInput
      label={words.year}
      inputMode="numeric"
      pattern="\d{4}"
      title={words.yearForm}
      value={of.year}
      onChange={(event) => put({ year: event.currentTarget.value })}
    />
    <MaybeDate label={words.filed} value={of.filed} onChange={(filed) => put({ filed })} />
    <OneOf label={words.role} of={words.roles} value={of.role} onChange={(role) => put({ role })} />
  </SimpleGrid>
);
