import type { Magasin } from "@/components/dossier/magasin";
import type { Reponse } from "@/lib/schemas/reponse";

const PAS_ENCORE: Reponse<never> = {
  ok: false,
  error: {
    code: "regle",
    message: "Ce partenaire n’est pas encore enregistré : voyez l’état de l’enregistrement, puis recommencez.",
  },
};

/** What was just typed of a partner goes to the server before anything is asked there about it; null: it is there. */
export async function enregistrerPartenaire(
  magasin: Pick<Magasin, "envoyerTout" | "lire">,
  cle: string,
): Promise<Reponse<never> | null> {
  await magasin.envoyerTout();
  return magasin.lire("partenaires").enregistre.partenaires.some((p) => p.id === cle) ? null : PAS_ENCORE;
}
