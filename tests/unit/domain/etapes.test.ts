import { describe, expect, it } from "vitest";
import { completudes, sectionsDuDossier } from "@/lib/domain/completude";
import { verifier } from "@/lib/domain/eligibilite";
import { attenduDe, manquesDe } from "@/lib/domain/estimation";
import { estFinie, etapesDe, manquesComptes, prochaineEtape, STADES, voisines } from "@/lib/domain/etapes";
import { regime } from "@/lib/domain/regimes";
import { CODES_SECTION } from "@/lib/domain/sections";
import type { Contexte } from "@/lib/domain/verdict";
import { versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { exemple, fpi } from "@/tests/outils/dossiers";

const SEUL: Contexte = { doublons: [], cfdAvecPlateau: new Set() };
function stades(fichier: DossierFichier) {
  const dossier = versDossier(fichier);
  const resultat = verifier(dossier, SEUL);
  const attendu = attenduDe(regime(dossier.regime));
  return etapesDe(dossier, resultat, completudes(dossier, resultat), manquesDe(dossier, attendu), attendu);
}
const etape = (fichier: DossierFichier, section: string) =>
  stades(fichier)
    .flatMap((s) => s.etapes)
    .find((e) => e.section === section);

describe("étapes d’un dossier", () => {
  it("les stades contiennent chaque section une fois, dans l’ordre des sections", () => {
    expect(STADES.flatMap((s) => s.sections)).toEqual(CODES_SECTION);
  });

  it("un brouillon commence par l’identité", () => {
    expect(prochaineEtape(stades(exemple("brouillon-minimal"))).section).toBe("identite");
  });

  it("un dossier complet mène au dépôt", () => {
    const vus = stades(exemple("fpi-aura"));
    expect(vus.flatMap((s) => s.etapes).every(estFinie)).toBe(true);
    expect(prochaineEtape(vus)).toMatchObject({ section: "depot", etat: "pret" });
  });

  it("un point à traiter ramène à sa section et nomme son champ", () => {
    const fichier = fpi((d) => {
      d.dureeMois = 72;
    });
    expect(prochaineEtape(stades(fichier)).section).toBe("identite");
    const identite = etape(fichier, "identite");
    expect(identite?.etat).toBe("a_traiter");
    expect(identite?.constats.map((c) => c.code)).toEqual(["DUREE"]);
    expect(identite?.constats[0]?.champs[0]).toEqual({ section: "identite", id: "dureeMois" });
  });

  it("une réponse qui manque n’est pas dite deux fois, par sa règle et par elle-même", () => {
    const identite = etape(
      fpi((d) => {
        d.dureeMois = null;
      }),
      "identite",
    );
    expect(identite?.constats.map((c) => c.code)).toContain("DUREE");
    expect(identite?.manques.map((m) => m.champ.id)).not.toContain("dureeMois");
  });

  it("un diagnostic n’attend rien de la carte : l’étape est finie sans être commencée", () => {
    const fichier = { ...exemple("brouillon-minimal"), regime: "CMA-DIAG" as const };
    expect(etape(fichier, "transformations")?.etat).toBe("facultatif");
    expect(etape(fichier, "lettre")).toBeUndefined();
  });

  it("l’estimation ne compte que les sections qui ne sont pas finies", () => {
    const vus = stades(exemple("brouillon-minimal"));
    const attendu = attenduDe(regime(exemple("brouillon-minimal").regime));
    const manques = manquesDe(versDossier(exemple("brouillon-minimal")), attendu);
    expect(manquesComptes(vus, manques)).toEqual(manques);
    expect(manquesComptes(stades(exemple("fpi-aura")), manques)).toEqual([]);
  });

  it.each([true, false])(
    "de suivante en suivante on voit toutes les sections, et l’on revient (lettre : %s)",
    (lettre) => {
      const vues: string[] = ["identite"];
      for (let v = voisines("identite", lettre).suivante; v !== null; v = voisines(v.code, lettre).suivante) {
        expect(voisines(v.code, lettre).precedente?.code).toBe(vues.at(-1));
        vues.push(v.code);
      }
      expect(vues).toEqual(sectionsDuDossier(lettre).map((s) => s.code));
    },
  );
});
