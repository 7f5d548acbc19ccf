/** The browser's locks, between the pages of one site: a page that lives holds its own, one that crashed lets it go. */
import type { Verrous } from "./types";

export function verrousDuNavigateur(): Verrous | null {
  if (typeof navigator === "undefined" || !navigator.locks) return null;
  const { locks } = navigator;
  return {
    tenir(nom) {
      let lacher: () => void = () => undefined;
      const tenu = new Promise<void>((fin) => {
        lacher = fin;
      });
      // Refused (page being closed): the page is then taken for one that is gone, which it is.
      locks.request(nom, () => tenu).catch(() => undefined);
      return lacher;
    },
    siLibre: (nom, geste) =>
      locks
        .request(nom, { ifAvailable: true }, (verrou) => {
          if (verrou) geste();
        })
        .then(() => undefined),
  };
}
