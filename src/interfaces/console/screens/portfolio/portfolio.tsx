import { useState } from 'react';
import { HeadedPage } from '../../parts/page.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { Compare } from './compare.tsx';
import { Confirmations } from './confirmations.tsx';
import { Season } from './season.tsx';
import { words } from './words.ts';

/** Every carrier that the person is counsel of: the season, the statements compared, the confirmations. */
export const Portfolio = () => {
  const [at, setAt] = useState('season');
  return (
    <HeadedPage title={words.portfolio} lead={words.says} aside={null}>
      <Rooms
        at={at}
        onGo={setAt}
        of={[
          { name: 'season', label: words.season, show: () => <Season /> },
          { name: 'compare', label: words.compare, show: () => <Compare /> },
          { name: 'confirmations', label: words.confirmations, show: () => <Confirmations /> },
        ]}
      />
    </HeadedPage>
  );
};
