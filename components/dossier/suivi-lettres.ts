/** The register of letters comes from the server with the page; what the dossier says of them comes with the beats. */
import type { Magasin } from "./magasin";
import type { EtatSaisie } from "./magasin/types";

const engagements = (contenu: EtatSaisie<"partenaires">["contenu"]): string =>
  JSON.stringify(contenu.partenaires.map((p) => [p.id, p.lettreEngagement ?? null]));

/**
 * Asks for the page to be read again once someone else's write touched a partner's commitment: a signed file recorded or withdrawn
 * writes there. What was typed here is not news. Gives what ends it.
 */
export function suivreLettres(magasin: Pick<Magasin, "lire" | "souscrire">, relire: () => void): () => void {
  let dernier = magasin.lire("partenaires");
  return magasin.souscrire(() => {
    const present = magasin.lire("partenaires");
    const avant = dernier;
    dernier = present;
    if (present.enregistre === avant.enregistre) return;
    const neufs = engagements(present.enregistre);
    if (neufs !== engagements(avant.enregistre) && neufs !== engagements(avant.contenu)) relire();
  });
}
