/** What a team writes before filing: a justification for each gap that only asks for one. */
import { verifier } from "@/lib/domain/eligibilite";
import { versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";

/** Known only once in the portal, beside the other dossiers. */
const JUGEES_PAR_LE_PORTAIL = new Set(["COH_DOUBLON"]);

export function avecJustifications(fichier: DossierFichier): DossierFichier {
  const aJustifier = verifier(versDossier(fichier)).constats.filter(
    (c) => c.severite === "a_justifier" && c.verdict !== "conforme" && !JUGEES_PAR_LE_PORTAIL.has(c.code),
  );
  if (aJustifier.length === 0) return fichier;
  return {
    ...fichier,
    justifications: Object.fromEntries(
      aJustifier.map((c) => [c.code, `Texte d’exemple. Écart assumé par l’équipe : ${c.titre.toLowerCase()}.`]),
    ),
  };
}
