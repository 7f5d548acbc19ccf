/**
 * Signing out, told to every page that this browser has open. One person signs out of all of them at once: their session is
 * one, and so is the device that others may use next. No React in here.
 */

/** In this page: told by the sign-out button once the person has confirmed. */
export const DECONNEXION = "rigel:deconnexion";
/** In this page: the person signed out in another one. */
export const SORTIE_AILLEURS = "rigel:sortie-ailleurs";
/** Before the question of the sign-out button: who listens adds to `detail.gardees` what would be lost. */
export const AVANT_SORTIE = "rigel:avant-sortie";
export type AvantSortie = { gardees: number };

/** Between pages: name of the channel, and of the entry written where a browser has no channels. */
const CANAL = "rigel:sortie";

type Lieu = {
  stockage: () => Storage;
  canal: () => Pick<BroadcastChannel, "postMessage" | "addEventListener" | "close"> | null;
  /** `storage` events, which tell the other pages only. */
  ecouter: (geste: (e: Pick<StorageEvent, "key" | "newValue">) => void) => () => void;
};

export const lieuDuNavigateur: Lieu = {
  stockage: () => window.localStorage,
  canal: () => (typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CANAL)),
  ecouter: (geste) => {
    window.addEventListener("storage", geste);
    return () => window.removeEventListener("storage", geste);
  },
};

/** To the other pages of this person; both ways, since either may be missing. */
export function annoncerSortie(personne: string, lieu: Lieu = lieuDuNavigateur): void {
  try {
    const canal = lieu.canal();
    canal?.postMessage(personne);
    canal?.close();
  } catch {
    // Refused in this context: the storage tells it.
  }
  try {
    const stockage = lieu.stockage();
    stockage.setItem(CANAL, personne);
    stockage.removeItem(CANAL);
  } catch {
    // A browser that refuses to write has kept nothing to forget.
  }
}

/** `geste`: this person has signed out in another page. Told once, whichever way it comes. */
export function ecouterSorties(personne: string, geste: () => void, lieu: Lieu = lieuDuNavigateur): () => void {
  let dit = false;
  const entendre = (vise: unknown) => {
    if (vise !== personne || dit) return;
    dit = true;
    geste();
  };
  let canal: ReturnType<Lieu["canal"]> = null;
  try {
    canal = lieu.canal();
    canal?.addEventListener("message", (e) => entendre((e as MessageEvent<unknown>).data));
  } catch {
    // The storage tells it.
  }
  const cesser = lieu.ecouter((e) => {
    if (e.key === CANAL) entendre(e.newValue);
  });
  return () => {
    canal?.close();
    cesser();
  };
}
