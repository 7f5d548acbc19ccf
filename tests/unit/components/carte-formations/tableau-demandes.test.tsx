// @vitest-environment jsdom
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { TableauDemandes } from "@/components/carte-formations/demandes/tableau-demandes";
import type { LigneDemandes } from "@/lib/schemas/carte-demandes";
import { lireFiltresCarte } from "@/lib/schemas/carte-filtres";

const LIGNE: LigneDemandes = {
  ...{ numero: "T1", uai: "0690001A", etablissement: "Lycée d’essai", commune: "Lyon", regionAcademique: "01" },
  ...{ cfd: "40025519", formation: "Réseaux", diplome: "BAC PRO", rentree: 2025, type: "transfert" },
  ...{ statut: "demande validée", coloration: null, quadrant: null, places: 4, dossiers: [] },
  ...{ scolaireActuelle: 24, scolaireFuture: 19, scolaireColoreeActuelle: 0, scolaireColoreeFuture: 0 },
  ...{ apprentissageActuelle: 0, apprentissageFuture: 5 },
  ...{ apprentissageColoreeActuelle: 0, apprentissageColoreeFuture: 3 },
  constat: {
    ...{ rentree: 2025, scolaire: 21, scolaireColoree: 0, apprentissage: 1, apprentissageColoree: 1 },
    ...{ motif: "pas_de_contrat", precision: null },
  },
};

const voir = (parametres: Record<string, string>, ligne = LIGNE) => {
  const html = renderToStaticMarkup(
    <TableauDemandes valeurs={lireFiltresCarte(parametres)} lignes={[ligne]} titre="Demandes" avecRegion={false} />,
  );
  const page = document.createElement("div");
  page.innerHTML = html;
  const textes = (quoi: string) =>
    [...page.querySelectorAll(quoi)].map((c) => c.textContent?.replace(/, trier.*/, "") ?? "");
  const noms = textes("thead th");
  return Object.fromEntries(textes("tbody tr > *").map((texte, i) => [noms[i], texte]));
};

test("un chiffre constaté montre le prévu, le constaté voie par voie, et ce qui est compté", () => {
  const vue = voir({ methode: "orion-2025", base: "constate", compte: "transformees" });
  expect(vue["Places prévues"]).toBe("24 → 24scolaire 24 → 19apprentissage 0 → 5dont colorées 0 → 3");
  expect(vue["Places constatées"]).toBe("24 → 22scolaire 24 → 21apprentissage 0 → 1dont colorées 0 → 1");
  expect(vue.Transformées).toBe("4");
  expect(vue).not.toHaveProperty("Motif");
});

test("promises et non ouvertes : les deux côtés, ce qui manque et pourquoi", () => {
  const toutes = { Promises: "24", Ouvertes: "22", Manquantes: "4", Motif: "Pas de contrat signé" };
  expect(voir({ compte: "ecart" })).toMatchObject(toutes);
  expect(voir({ compte: "ecart", voie: "apprentissage" })).toMatchObject({ Promises: "5", Ouvertes: "1" });
  const colorees = { "Colorées promises": "3", "Colorées ouvertes": "1" };
  expect(voir({ compte: "ecart_colorees" })).toMatchObject(colorees);
});

test("une base prévue garde sa seule colonne de places", () => {
  const vue = voir({ methode: "orion-2025", base: "valide", compte: "transformees" }, { ...LIGNE, constat: null });
  expect(vue.Places).toBe("24 → 24dont colorées 0 → 3");
  expect(Object.keys(vue).filter((n) => /constat|prévues|Motif/.test(n))).toEqual([]);
});
