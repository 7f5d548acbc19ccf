import type { Magasin } from "@/components/dossier/magasin";
import { toutEnvoyer } from "@/components/points/retour";

export const NON_ENREGISTRE =
  "Des modifications de cette page ne sont pas enregistrées : réglez-les, puis recommencez.";

/** The annexe is made from, and compared with, the dossier as it is stored. Why what is on screen is not it; null: it is. */
export const envoyerAvantAnnexe = async (
  magasin: Pick<Magasin, "enAttente" | "envoyerTout">,
): Promise<string | null> => ((await toutEnvoyer(magasin)) > 0 ? NON_ENREGISTRE : null);
