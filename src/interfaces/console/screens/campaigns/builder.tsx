import { Alert, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useAnswer, useAnswerAsWritten } from '../../ask.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Classes } from '../../parts/cpni.tsx';
import { Line, Lines, OneOf, SomeOf } from '../../parts/fields.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { blank, type Category, contentOf, type Fields, fieldsOf, reachOf } from './fields.ts';
import { Reach } from './reach.tsx';
import { Sender } from './sender.tsx';
import type { Campaign } from './states.ts';
import { words } from './words.ts';

export type PartProps = { readonly of: Fields; readonly put: (some: Partial<Fields>) => void };

const Card = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="card">
    <Title order={2} size="h4" mb="xs">
      {title}
    </Title>
    <Stack gap="sm">{children}</Stack>
  </section>
);

const { none: _none, ...categories } = words.categories;

const What = ({ of, put }: PartProps) => (
  <Card title={words.cards.what}>
    <Line label={words.name} value={of.name} onChange={(name) => put({ name })} />
    <Lines label={words.description} value={of.description} onChange={(description) => put({ description })} />
    <Lines label={words.products} value={of.products} onChange={(products) => put({ products })} />
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
  </Card>
);

const Whom = ({ of, put }: PartProps) => (
  <>
    <Card title={words.cards.cpni}>
      <Classes label={words.cpni} value={of.cpni} onChange={(cpni) => put({ cpni })} />
    </Card>
    <Card title={words.cards.who}>
      <OneOf
        label={words.language}
        of={words.languages}
        value={of.language}
        onChange={(language) => put({ language })}
      />
      <SomeOf<Category>
        label={words.subscribes}
        of={categories}
        value={of.subscribes}
        onChange={(subscribes) => put({ subscribes })}
      />
    </Card>
  </>
);

const How = ({ of, put }: PartProps) => (
  <>
    <Card title={words.cards.how}>
      <OneOf label={words.channel} of={words.channels} value={of.channel} onChange={(channel) => put({ channel })} />
      <Lines label={words.script} value={of.script} onChange={(script) => put({ script })} />
    </Card>
    <Card title={words.cards.sends}>
      <Sender of={of} put={put} />
    </Card>
  </>
);

const AsWritten = ({ fields }: StripProps) => {
  const of = reachOf(fields);
  const asked = useAnswerAsWritten('campaigns.reach', of);
  return <Answered of={asked}>{(reached) => <Reach of={of} campaignId={null} reached={reached} />}</Answered>;
};

type StripProps = { readonly fields: Fields };

const Strip = ({ fields }: StripProps) => {
  // asked when the hand rests
  const [settled] = useDebouncedValue(fields, 400);
  return (
    <aside className="card strip" aria-label={words.strip}>
      {settled.cpni.length === 0 ? <Text c="dimmed">{words.pickCpni}</Text> : <AsWritten fields={settled} />}
    </aside>
  );
};

const Form = ({ campaign }: { readonly campaign: Campaign | null }) => {
  const navigate = useNavigate();
  const hash = campaign?.contentHash ?? '';
  // what was typed stays, over whichever content it was typed
  const [typed, setTyped] = useState<{ readonly fields: Fields; readonly over: string } | null>(null);
  const fields = typed?.fields ?? (campaign === null ? blank : fieldsOf(campaign));
  const put = (some: Partial<Fields>): void => setTyped({ fields: { ...fields, ...some }, over: typed?.over ?? hash });
  const goTo = ({ id }: { readonly id: string }): void =>
    void navigate({ to: '/campaigns/$campaignId', params: { campaignId: id } });
  const cards = (
    <>
      {typed === null || typed.over === hash ? null : (
        <Alert color="yellow" role="status">
          {words.changedMeanwhile}
        </Alert>
      )}
      <What of={fields} put={put} />
      <Whom of={fields} put={put} />
      <How of={fields} put={put} />
    </>
  );
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
      {campaign === null ? (
        <ActFormThen
          act="campaigns.draft"
          input={() => contentOf(fields)}
          button={words.keepDraft}
          done={words.drafted}
          onDone={goTo}
        >
          {cards}
        </ActFormThen>
      ) : (
        <ActFormThen
          act="campaigns.edit"
          input={() => ({ ...contentOf(fields), campaignId: campaign.id })}
          button={words.keepChange}
          done={words.changed}
          onDone={goTo}
        >
          {cards}
        </ActFormThen>
      )}
      <Strip fields={fields} />
    </SimpleGrid>
  );
};

/** Describes a campaign in five cards; beside them whom it would reach, asked as it is written. */
export const NewCampaign = () => (
  <HeadedPage title={words.draftOne} lead={words.draftLead} aside={null}>
    <Form campaign={null} />
  </HeadedPage>
);

/** The same for one that is a draft, or whose approval then falls away. */
export const EditCampaign = () => {
  const { campaignId } = useParams({ from: '/campaigns/$campaignId/edit' });
  const campaign = useAnswer('campaigns.show', { campaignId });
  return (
    <Answered of={campaign}>
      {(data) => (
        <HeadedPage
          title={words.changeOne(data.name)}
          lead={data.state === 'approved' ? words.approvalFalls : words.draftLead}
          aside={null}
        >
          <Form key={campaignId} campaign={data} />
        </HeadedPage>
      )}
    </Answered>
  );
};
