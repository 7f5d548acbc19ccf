/** Cover: who, what, under which rules, in which state, and what is attached. */
import { nomVerdictGlobal } from "@/lib/domain/ecriture";
import { nomRegion } from "@/lib/domain/nomenclatures";
import { regime } from "@/lib/domain/regimes";
import { NOM_DONNEES } from "../donnees";
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { chefDeFile, ecrireMention, jour, mois, texteOu } from "../lecture";
import { ecrireFaits } from "../tableau";
import { COULEURS, MARGES, PAGE, STYLES } from "../theme";

/** A very long title stays on the cover in a smaller size. */
const tailleDuTitre = (titre: string): number => (titre.length <= 60 ? 27 : titre.length <= 160 ? 20 : 14);

function blocMarque(f: Feuille, administration: string): void {
  const { doc, x } = f;
  const y = 50;
  f.decor(() => {
    doc.rect(x, y, 11, 11).fill(COULEURS.bleu);
    doc.rect(x + 11, y, 11, 11).fill("#EEEEEE");
    doc.rect(x + 22, y, 11, 11).fill(COULEURS.rouge);
  });
  f.y = y + 15;
  const marque = { graisse: "gras", taille: 13.5, couleur: COULEURS.texte } as const;
  const devise = { graisse: "italique", taille: 7.5, couleur: COULEURS.texte } as const;
  for (const ligne of ["RÉPUBLIQUE", "FRANÇAISE"]) {
    f.paragraphe(ligne, marque, { apres: -5.5 });
  }
  f.espace(9);
  f.paragraphe("Liberté\nÉgalité\nFraternité", devise, { apres: 6 });
  f.paragraphe(administration, { graisse: "moyen", taille: 9.5, couleur: COULEURS.texte }, { apres: 0, largeur: 300 });
}

export function ecrireGarde(f: Feuille, e: EntreePdf, empreinte: string): void {
  const { fichier, resultat } = e;
  const ensemble = e.regime ?? regime(resultat.regime, resultat.regimeNumero);
  f.nouvellePage();
  f.dans("Sect", () => {
    blocMarque(f, e.administration);
    f.y = Math.max(f.y + 30, 226);
    f.paragraphe(`Rigel · France 2030 · AMI CMA · ${ensemble.nom}`, {
      graisse: "gras",
      taille: 10.5,
      couleur: COULEURS.bleu,
    });
    const titre = texteOu(fichier.titre) ?? "Dossier sans titre";
    f.titre(
      1,
      titre,
      { graisse: "gras", taille: tailleDuTitre(titre), couleur: COULEURS.texte },
      { apres: 4, suite: 0 },
    );
    const sousTitre = { graisse: "normal", taille: 15, couleur: COULEURS.texte } as const;
    f.paragraphe(
      [texteOu(fichier.acronyme), "Dossier de projet"].filter((t) => t !== undefined).join(" · "),
      sousTitre,
      { apres: 12 },
    );
    f.reserver(200);
    f.fond(f.x, f.y, 48, 3, COULEURS.bleu);
    f.espace(20);
    const projet = [jour(fichier.debut), mois(fichier.dureeMois)].filter((t) => t !== undefined);
    ecrireFaits(
      f,
      [
        ["Région académique", fichier.regionAcademique ? nomRegion(fichier.regionAcademique) : undefined],
        ["Chef de file", chefDeFile(fichier)],
        ["Régime", `${resultat.regime}, jeu de règles n°\u00a0${resultat.regimeNumero}`],
        ["Début et durée", projet.length > 0 ? projet.join(", ") : undefined],
        ["Statut", { texte: ecrireMention(e.mention), style: STYLES.celluleGras }],
        [
          "Éligibilité calculée",
          {
            texte: nomVerdictGlobal(resultat.verdict),
            style: STYLES.celluleGras,
            verdict:
              resultat.verdict === "eligible"
                ? "conforme"
                : resultat.verdict === "non_eligible"
                  ? "non_conforme"
                  : "indetermine",
          },
        ],
      ],
      true,
    );
    const pied = PAGE.hauteur - MARGES.bas - 52;
    if (f.y < pied) f.y = pied;
    else f.reserver(60);
    f.filet(f.x, f.y, f.largeur, COULEURS.filet);
    f.espace(7);
    const note = { ...STYLES.discret, taille: 7.5 };
    f.bloc(
      [f.troncon("Données jointes à ce fichier\u202f: ", { ...note, graisse: "gras" }), f.troncon(NOM_DONNEES, note)],
      {
        apres: 1,
      },
    );
    f.paragraphe(`SHA-256\u202f: ${empreinte}`, note, { apres: 1 });
    f.paragraphe(
      "Document accessible (PDF/UA-1) et archivable (PDF/A-3a). Ses chiffres sont ceux des données jointes.",
      note,
      {
        apres: 0,
      },
    );
  });
}
