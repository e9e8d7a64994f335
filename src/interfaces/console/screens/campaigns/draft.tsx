import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { InputOf } from '../../../client/types.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Classes, type CpniClass } from '../../parts/cpni.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Line, Lines, OneOf } from '../../parts/fields.tsx';
import { words } from './words.ts';

type Fields = {
  readonly name: string;
  readonly description: string;
  readonly cpni: readonly CpniClass[];
  readonly products: string;
  readonly offerKind: keyof typeof words.offerKinds;
  readonly offerCategory: keyof typeof words.categories;
  readonly language: keyof typeof words.languages;
  readonly channel: keyof typeof words.channels;
  readonly script: string;
};

const blank: Fields = {
  ...{ name: '', description: '', cpni: [], products: '', script: '' },
  ...{ offerKind: 'communications-related', offerCategory: 'none', language: 'all', channel: 'mail' },
};

const contentOf = ({ language, ...fields }: Fields): InputOf<'campaigns.draft'> => ({
  ...fields,
  cpni: [...fields.cpni],
  products: fields.products.split('\n').filter((line) => line.trim() !== ''),
  offerCategory: fields.offerCategory === 'none' ? null : fields.offerCategory,
  // for another company there is the operation; the agreement behind it is looked at there
  ...{ recipient: 'self', recipientName: null, agreement: false, affiliateId: null },
  audience: { language: language === 'all' ? null : language, subscribes: [] },
});

type PartProps = { readonly of: Fields; readonly put: (some: Partial<Fields>) => void };

const What = ({ of, put }: PartProps) => (
  <>
    <Line label={words.name} value={of.name} onChange={(name) => put({ name })} />
    <Lines label={words.description} value={of.description} onChange={(description) => put({ description })} />
    <Classes label={words.cpni} value={of.cpni} onChange={(cpni) => put({ cpni })} />
    <Lines label={words.products} value={of.products} onChange={(products) => put({ products })} />
  </>
);

const How = ({ of, put }: PartProps) => (
  <>
    <OneOf
      label={words.offerKind}
      of={words.offerKinds}
      value={of.offerKind}
      onChange={(offerKind) => put({ offerKind })}
    />
    <OneOf
      label={words.offerCategory}
      of={words.categories}
      value={of.offerCategory}
      onChange={(offerCategory) => put({ offerCategory })}
    />
    <OneOf label={words.language} of={words.languages} value={of.language} onChange={(language) => put({ language })} />
    <OneOf label={words.channel} of={words.channels} value={of.channel} onChange={(channel) => put({ channel })} />
    <Lines label={words.script} value={of.script} onChange={(script) => put({ script })} />
  </>
);

/** Describes a campaign of the carrier's own: all of it is what another person approves. */
export const Draft = ({ onClose }: { readonly onClose: () => void }) => {
  const navigate = useNavigate();
  const [fields, setFields] = useState(blank);
  const put = (some: Partial<Fields>): void => setFields({ ...fields, ...some });
  return (
    <Dialog title={words.draftOne} onClose={onClose}>
      <ActFormThen
        act="campaigns.draft"
        input={() => contentOf(fields)}
        button={words.draftOne}
        done={words.drafted}
        onDone={({ id }) => void navigate({ to: '/campaigns/$campaignId', params: { campaignId: id } })}
      >
        <What of={fields} put={put} />
        <How of={fields} put={put} />
      </ActFormThen>
    </Dialog>
  );
};
