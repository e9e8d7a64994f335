type Holder = { readonly id: string; readonly carrierId: string };

let holder: Holder | null = null;

// all that was read leaves the page's memory with it
const loadAnew = (): void => location.assign('/console');

// the tabs of a browser share one cookie, and none of them sees it change
const others = new BroadcastChannel('compline');
others.onmessage = loadAnew;

/** Who this page belongs to: one person at one carrier, until it is loaded anew. */
export const tab = {
  /** The carrier of this page; null before anybody is in. */
  carrier: (): string | null => holder?.carrierId ?? null,
  /** Takes whom the server names; where that is another than before, the page is loaded anew. */
  heldBy(next: Holder): void {
    if (holder !== null && (holder.id !== next.id || holder.carrierId !== next.carrierId)) loadAnew();
    holder ??= next;
  },
  /** The cookie is another now: this page, and every other, begins anew. */
  leave(): void {
    others.postMessage('changed');
    loadAnew();
  },
  /** Somebody came in here: what other tabs show is of whoever was in before. */
  entered(): void {
    others.postMessage('changed');
  },
};
