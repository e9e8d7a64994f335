/** What the console is told of each operation that its sources name, written out in quotes. */
export const toldOf = (operations, sources) => {
  const areas = new Set(Object.keys(operations).map((name) => name.split('.')[0]));
  for (const [put, area] of sources.flatMap((text) => [...text.matchAll(/`(\w+)\.\$\{/g)]))
    if (areas.has(area)) throw new Error(`${put}…: write the names of operations out, only those are known here`);
  const named = ([name]) => sources.some((text) => text.includes(`'${name}'`) || text.includes(`"${name}"`));
  return Object.fromEntries(
    Object.entries(operations)
      .filter(named)
      .map(([name, { http, may, by }]) => [name, { http, may, by }]),
  );
};
