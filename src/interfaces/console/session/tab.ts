type Holder = { readonly id: string; readonly carrierId: string };

let holder: Holder | null = null;

// all that was read leaves the page's memory with it
const loadAnew = (): void => location.assign('/console');

const same = (one: Holder, other: Holder): boolean => one.id === other.id && one.carrierId === other.carrierId;

// the tabs of a browser share one cookie, and none of them sees it change: each tells the others whose it is, or that it is nobody's
const others = new BroadcastChannel('compline');
others.onmessage = ({ data }: MessageEvent<Holder | null>) => {
  if (data === null || holder === null || !same(holder, data)) loadAnew();
};

/** Who this page belongs to: one person at one carrier, until it is loaded anew. */
export const tab = {
  /** The carrier of this page; null before anybody is in. */
  carrier: (): string | null => holder?.carrierId ?? null,
  /** Takes whom the server names, however he came in; a page that shows somebody else is loaded anew. */
  heldBy(next: Holder): void {
    if (holder !== null && !same(holder, next)) loadAnew();
    if (holder === null) others.postMessage(next);
    holder ??= next;
  },
  /** The cookie is another now: this page, and every other, begins anew. */
  leave(): void {
    others.postMessage(null);
    loadAnew();
  },
};
