/** Partners with their commitment letters, and the campus linked to the project. */
import { accorder } from "@/lib/domain/ecriture";
import { CATEGORIES, NATURES } from "@/lib/domain/nomenclatures";
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { jour, montantNu, texteOu } from "../lecture";
import { ecrireTableau } from "../tableau";
import { NON_RENSEIGNE } from "../theme";

type Partenaire = NonNullable<EntreePdf["fichier"]["partenaires"]>[number];

const ecrireLettre = (p: Partenaire): string => {
  const l = p.lettreEngagement;
  if (l?.signeeLe == null && l?.montant == null) return "Aucune lettre";
  return l.signeeLe == null ? "Non signée" : `Signée le ${jour(l.signeeLe)}`;
};

const identifiants = (p: Partenaire): string =>
  [p.siret && `SIRET ${p.siret}`, p.uai && `UAI ${p.uai}`].filter((t) => t).join("\n") || NON_RENSEIGNE;

export function ecrirePartenaires(f: Feuille, { fichier }: EntreePdf): void {
  const partenaires = fichier.partenaires ?? [];
  if (partenaires.length === 0) f.absent();
  else
    ecrireTableau(f, {
      legende: `Partenaires du consortium (${accorder(partenaires.length, "partenaire")}), montants des lettres en euros`,
      colonnes: [
        { titre: "Partenaire", part: 0.34 },
        { titre: "Nature et catégorie", part: 0.28 },
        { titre: "Identifiants", part: 0.2 },
        { titre: "Lettre d’engagement", part: 0.18 },
        { titre: "Montant", droite: true },
      ],
      rangees: partenaires.map((p) => ({
        cases: [
          { texte: `${texteOu(p.nom) ?? NON_RENSEIGNE}${p.chefDeFile ? "\nChef de file" : ""}`, entete: true },
          [p.nature && NATURES.libelles[p.nature], p.categorie && CATEGORIES.libelles[p.categorie]]
            .filter((t) => t)
            .join("\n") || undefined,
          identifiants(p),
          ecrireLettre(p),
          montantNu(p.lettreEngagement?.montant) ?? "—",
        ],
      })),
    });
  const aides = partenaires.filter((p) => texteOu(p.aideEtat));
  if (aides.length > 0) {
    f.sousTitre("Base d’aide d’État des entreprises");
    ecrireTableau(f, {
      legende: "Fondement déclaré par entreprise",
      colonnes: [
        { titre: "Partenaire", part: 0.35 },
        { titre: "Base", part: 0.65 },
      ],
      rangees: aides.map((p) => ({ cases: [{ texte: texteOu(p.nom) ?? NON_RENSEIGNE, entete: true }, p.aideEtat] })),
    });
  }
  f.sousTitre("Campus des métiers et des qualifications");
  const campus = fichier.campus ?? [];
  if (campus.length === 0) {
    f.absent();
    return;
  }
  ecrireTableau(f, {
    legende: "Campus liés au projet",
    colonnes: [
      { titre: "Campus", part: 0.7 },
      { titre: "Label", part: 0.3 },
    ],
    rangees: campus.map((c) => ({
      cases: [
        { texte: texteOu(c.nom) ?? NON_RENSEIGNE, entete: true },
        c.excellence == null ? undefined : c.excellence ? "Excellence (CMQe)" : "CMQ",
      ],
    })),
  });
}
