import { Kbd, SimpleGrid, Title } from '@mantine/core';
import { words } from './words.ts';

export type Tile = keyof typeof words.tiles;

const tiles = ['calls', 'account', 'change', 'choice', 'report', 'offer'] as const satisfies readonly Tile[];

type Props = { readonly chosen: Tile; readonly onChoose: (tile: Tile) => void };

/** What the caller may want, by the keys 1 to 6; the chosen one says so in words to whoever hears it. */
export const Tiles = ({ chosen, onChoose }: Props) => (
  <section className="part">
    <Title order={2} size="h4" mb="xs">
      {words.wants}
    </Title>
    <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="xs" mb="md">
      {tiles.map((tile, i) => (
        <button
          key={tile}
          type="button"
          className="tile"
          data-key={String(i + 1)}
          data-press
          aria-pressed={tile === chosen}
          aria-keyshortcuts={String(i + 1)}
          onClick={() => onChoose(tile)}
        >
          <Kbd size="xs">{i + 1}</Kbd> {words.tiles[tile]}
          {tile === chosen ? <span aria-hidden="true"> ✓</span> : null}
        </button>
      ))}
    </SimpleGrid>
  </section>
);
