/** A dossier at the size the portal promises to follow: 2,400 budget lines. Deterministic. */
import { readFileSync } from "node:fs";
import { centimes, ecrireMontant } from "@/lib/domain/argent";
import { POSTES, POSTES_NON_ELIGIBLES, type Poste } from "@/lib/domain/nomenclatures";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";

const PARTENAIRES = 60;
const ANNEES = [2024, 2025, 2026, 2027, 2028];
const ELIGIBLES = POSTES.codes.filter((p) => !POSTES_NON_ELIGIBLES.includes(p as Poste)) as Poste[];

export const LIGNES = PARTENAIRES * ELIGIBLES.length * ANNEES.length;

/** A budget of so many lines, five a row: partners × posts first, then the same again under other labels. */
export function budgetDe(partenaires: readonly { id?: string | null | undefined }[], lignes: number): Budget {
  const postes = POSTES.codes as readonly Poste[];
  return Array.from({ length: lignes }, (_, i) => {
    const rangee = Math.floor(i / ANNEES.length);
    const place = rangee % (partenaires.length * postes.length);
    const tranche = Math.floor(rangee / (partenaires.length * postes.length));
    return {
      partenaire: partenaires[Math.floor(place / postes.length)]?.id as string,
      poste: postes[place % postes.length] as Poste,
      annee: ANNEES[i % ANNEES.length] as number,
      montant: ecrireMontant(centimes(BigInt(500_000 + i * 1_301))),
      ...(tranche > 0 && { libelle: `Tranche ${tranche + 1} (exemple)` }),
    };
  });
}
type Budget = NonNullable<DossierFichier["budget"]>;

/** 60 partners × 11 posts × 5 years: the grid at the size the portal promises. */
export function dossierPleineGrille(lignes = PARTENAIRES * POSTES.codes.length * ANNEES.length): DossierFichier {
  const dossier = grosDossier();
  return { ...dossier, budget: budgetDe(dossier.partenaires ?? [], lignes) };
}

export function grosDossier(): DossierFichier {
  const modele = JSON.parse(readFileSync("prisma/seed/exemples/fpi-aura.json", "utf8")) as DossierFichier;
  const ajoutes = Array.from({ length: PARTENAIRES - (modele.partenaires?.length ?? 0) }, (_, i) => ({
    id: `ajout-${i}`,
    nom: `Lycée ajouté ${i} (exemple)`,
    nature: "eple" as const,
    categorie: "formation" as const,
  }));
  const partenaires = [...(modele.partenaires ?? []), ...ajoutes];
  const budget = partenaires.flatMap((p, i) =>
    ELIGIBLES.flatMap((poste, j) =>
      ANNEES.map((annee, k) => ({
        partenaire: p.id as string,
        poste,
        annee,
        montant: ecrireMontant(centimes(BigInt(500_000 + i * 1_301 + j * 733 + k * 97))),
        libelle: `Ligne ${i}-${j}-${k} (exemple)`,
      })),
    ),
  );
  return { ...modele, dureeMois: 60, partenaires, budget };
}
