import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { usePages } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { More } from '../../parts/more.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { useMay } from '../../session/session.ts';
import { type Campaign, campaignState } from './states.ts';
import { words } from './words.ts';

/** All campaigns that used CPNI, and the way to draft one. */
export const Campaigns = () => {
  const campaigns = usePages('campaigns.list', {});
  const mayDraft = useMay('campaigns.draft');
  const navigate = useNavigate();
  return (
    <HeadedPage
      title={words.campaigns}
      lead={words.says}
      aside={
        mayDraft ? <Button onClick={() => void navigate({ to: '/campaigns/new' })}>{words.draftOne}</Button> : null
      }
    >
      <Answered of={campaigns}>
        {(items) => (
          <>
            <DataTable<Campaign>
              name={words.campaigns}
              rows={items}
              id={({ id }) => id}
              empty={words.none}
              columns={[
                {
                  label: words.name,
                  value: ({ name }) => name,
                  show: ({ id, name }) => (
                    <Link to="/campaigns/$campaignId" params={{ campaignId: id }} className="link">
                      {name}
                    </Link>
                  ),
                },
                {
                  label: words.state,
                  value: (row) => campaignState(row).words,
                  show: (row) => <Chip {...campaignState(row)} />,
                },
                plain<Campaign>(words.requester, ({ requester }) => requester),
                plain<Campaign>(words.approvedBy, ({ approvedBy }) => approvedBy ?? words.nobody),
              ]}
            />
            <More of={campaigns} />
          </>
        )}
      </Answered>
    </HeadedPage>
  );
};
