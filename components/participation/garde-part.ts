/**
 * What is typed in a part is kept on the device apart from what the same person may have typed in the dossier itself, or in
 * another part of it: the workspace of one would take over the edits of another, which it may not send. No React in here.
 */

/** The browser's storage with this part's own place in it; signing out still finds, and forgets, what is there. */
export function gardeDePart(stockage: Storage, dossierId: string, partenaire: string): Storage {
  const commun = `:${dossierId}:`;
  const sien = `:${dossierId}~${encodeURIComponent(partenaire)}:`;
  const vers = (cle: string): string => cle.replace(commun, sien);
  return {
    get length() {
      return stockage.length;
    },
    // An entry of the dossier, or of another part, is not there.
    key: (i) => {
      const cle = stockage.key(i);
      if (cle === null || cle.includes(commun)) return null;
      return cle.replace(sien, commun);
    },
    getItem: (cle) => stockage.getItem(vers(cle)),
    setItem: (cle, valeur) => stockage.setItem(vers(cle), valeur),
    removeItem: (cle) => stockage.removeItem(vers(cle)),
    clear: () => undefined,
  };
}
