import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import type { Agent } from "@/lib/server/droits";
import { creerAgent, exemple, importer } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

type Ligne = NonNullable<DossierFichier["transformations"]>[number];

let base: BaseDeTest;
let equipe: Agent;
let voisins: Agent;

beforeAll(async () => {
  base = await baseDeTest();
  equipe = await creerAgent(base.client, "equipe_projet");
  voisins = await creerAgent(base.client, "equipe_projet");
});
afterAll(() => base.fermer());
beforeEach(() => base.client.dossier.updateMany({ data: { etat: "abandonne" } }));

const PLACES: Ligne = {
  uai: "0699999U",
  cfd: "40025519",
  rentree: 2025,
  type: "ouverture_nette",
  scolaire: [0, 24],
  apprentissage: [0, 0],
};
const avec = (transformations: Ligne[], suite: Partial<DossierFichier> = {}): DossierFichier => ({
  ...exemple("fpi-aura"),
  titre: "Projet voisin",
  acronyme: "VOISIN",
  transformations,
  ...suite,
});
const contexte = async (agent: Agent, id: string) => (await chargerEspace(agent, id))?.contexte;

describe("les places demandées deux fois", () => {
  test("le nom de l’autre dossier n’est dit qu’à qui peut le voir", async () => {
    await importer(voisins, avec([PLACES]));
    const id = await importer(equipe, exemple("fpi-aura"));
    expect((await contexte(equipe, id))?.doublons).toEqual([{ transformation: 0, dossier: "un autre dossier" }]);
    const national = await creerAgent(base.client, "lecteur_national");
    expect((await contexte(national, id))?.doublons).toEqual([{ transformation: 0, dossier: "« VOISIN »" }]);
  });

  test.each<[string, Ligne, number]>([
    ["un autre établissement", { ...PLACES, uai: "0951099D" }, 0],
    ["une autre formation", { ...PLACES, cfd: "50025524" }, 0],
    ["une autre rentrée", { ...PLACES, rentree: 2026 }, 0],
    ["l’autre voie seulement", { ...PLACES, scolaire: [0, 0], apprentissage: [0, 12] }, 0],
    ["des places inchangées", { ...PLACES, scolaire: [24, 24] }, 0],
    ["un ajustement, qui ne transforme rien", { ...PLACES, type: "ajustement" }, 0],
    ["les mêmes places, déjà colorées", { ...PLACES, scolaireColoree: [0, 24] }, 1],
    ["des places pas encore chiffrées", { ...PLACES, scolaire: null, apprentissage: null }, 1],
    ["une fermeture des mêmes places", { ...PLACES, type: "fermeture", scolaire: [24, 0] }, 1],
  ])("%s", async (_, ligne, attendus) => {
    await importer(voisins, avec([ligne]));
    const id = await importer(equipe, avec([PLACES], { acronyme: "MIEN" }));
    expect((await contexte(equipe, id))?.doublons).toHaveLength(attendus);
  });

  test("un dossier abandonné ou refusé ne compte plus", async () => {
    const autre = await importer(voisins, avec([PLACES]));
    const id = await importer(equipe, avec([PLACES]));
    for (const etat of ["abandonne", "refuse"] as const) {
      await base.client.dossier.update({ where: { id: autre }, data: { etat } });
      expect((await contexte(equipe, id))?.doublons).toEqual([]);
    }
  });
});

describe("le coût par place de la filière", () => {
  test("coût éligible ÷ places créées des autres dossiers vivants d’une même filière, tous chiffrés : la médiane seule, et rien à moins de trois", async () => {
    const cout = (montant: string): Partial<DossierFichier> => ({
      budget: [
        { poste: "equipement", montant },
        { poste: "bati", montant: "500.00" },
      ],
    });
    await importer(voisins, avec([PLACES], cout("2400.00")));
    await importer(voisins, avec([{ ...PLACES, scolaire: [10, 12], apprentissage: [5, 4] }], cout("3.01")));
    const mien = await importer(equipe, avec([PLACES], { filieres: ["numerique", "industrie"] }));
    expect((await contexte(equipe, mien))?.coutMedianParPlace).toBeNull();
    await importer(voisins, avec([{ ...PLACES, apprentissage: null }], cout("9.00")));
    await importer(voisins, avec([{ ...PLACES, scolaire: [3, 3] }], cout("9.00")));
    await importer(voisins, avec([PLACES], { ...cout("9.00"), filieres: ["sante"] }));
    expect((await contexte(equipe, mien))?.coutMedianParPlace).toBeNull();
    await importer(voisins, avec([PLACES], cout("4800.00")));
    expect((await contexte(equipe, mien))?.coutMedianParPlace).toEqual({ montant: "100.00", nombre: 3 });
    await importer(voisins, avec([PLACES], cout("24.00")));
    expect((await contexte(equipe, mien))?.coutMedianParPlace).toEqual({ montant: "1.51", nombre: 4 });
  });
});

test("les formations qui demandent un plateau technique viennent du référentiel", async () => {
  const id = await importer(equipe, avec([PLACES, { ...PLACES, cfd: "ZZZ99999" }, { ...PLACES, cfd: "01022001" }]));
  expect((await contexte(equipe, id))?.cfdAvecPlateau).toContain("01022001");
  expect((await contexte(equipe, id))?.cfdAvecPlateau).not.toContain("ZZZ99999");
});
