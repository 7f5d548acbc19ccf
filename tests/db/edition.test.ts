import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contenuDeSection } from "@/lib/schemas/contenus";
import type { Operation } from "@/lib/schemas/edition";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import { lireHistoriqueChamp } from "@/lib/server/edition/lire-historique-champ";
import { creerAgent, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let camille: Agent;
let alex: Agent;
let id: string;
const PAGE_CAMILLE = randomUUID();
const PAGE_ALEX = randomUUID();

beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet", { prenom: "Camille" });
  alex = await creerAgent(base.client, "equipe_projet", { prenom: "Alex" });
});
afterAll(() => base.fermer());
beforeEach(async () => {
  id = await importer(camille, exemple("fpi-aura"));
  await inviter(base.client, id, alex, "redacteur");
});

const espace = async () => {
  const lu = await chargerEspace(camille, id);
  if (lu === null) throw new Error("Dossier introuvable");
  return lu;
};
const champ = (adresse: string, valeur: unknown, vue = 0): Operation => ({
  id: randomUUID(),
  type: "champ",
  nature: "saisie",
  adresse,
  valeur,
  vue,
});
const enregistrer = (agent: Agent, client: string, ...operations: Operation[]) =>
  enregistrerModifications(
    agent,
    { dossierId: id, client, lecteur: agent.id, depuis: operations[0]?.vue ?? 0, operations },
    JOUR_DEPOT,
  );

describe("deux personnes", () => {
  test("deux champs différents : les deux sont écrits, personne n’est interrompu", async () => {
    await enregistrer(camille, PAGE_CAMILLE, champ("identite/acronyme", "FPI 2"));
    const suite = await enregistrer(alex, PAGE_ALEX, champ("identite/dureeMois", "48"));
    expect(suite.conflits).toEqual([]);
    expect(suite.changements).toMatchObject([
      { adresse: "identite/acronyme", valeur: "FPI 2", par: { id: camille.id } },
    ]);
    expect((await espace()).fichier).toMatchObject({ acronyme: "FPI 2", dureeMois: 48 });
  });

  test("le même champ : rien n’est écrasé, les deux valeurs sont dans son histoire", async () => {
    await enregistrer(camille, PAGE_CAMILLE, champ("identite/acronyme", "CAMILLE"));
    const suite = await enregistrer(alex, PAGE_ALEX, champ("identite/acronyme", "ALEX"));
    expect(suite.acceptees).toEqual([]);
    expect(suite.conflits).toMatchObject([
      { adresse: "identite/acronyme", leur: "CAMILLE", par: { id: camille.id }, retiree: false },
    ]);
    expect((await espace()).fichier.acronyme).toBe("CAMILLE");
    const histoire = await lireHistoriqueChamp(camille, { dossierId: id, adresse: "identite/acronyme" });
    expect(histoire).toMatchObject([
      { nature: "conflit", apres: "ALEX", par: { id: alex.id } },
      { nature: "saisie", avant: "FPI AURA", apres: "CAMILLE", par: { id: camille.id } },
    ]);
  });

  test("une modification envoyée deux fois n’est écrite qu’une fois, même si quelqu’un a écrit entre-temps", async () => {
    const premiere = champ("identite/acronyme", "UN");
    const { revision } = await enregistrer(camille, PAGE_CAMILLE, premiere);
    await enregistrer(alex, PAGE_ALEX, champ("identite/acronyme", "DEUX", revision));
    const rejouee = await enregistrer(camille, PAGE_CAMILLE, premiere);
    expect(rejouee).toMatchObject({ acceptees: [premiere.id], conflits: [] });
    expect((await espace()).fichier.acronyme).toBe("DEUX");
  });

  test("une valeur impossible est refusée seule, les autres passent", async () => {
    const faux = champ("identite/dureeMois", "trente");
    const juste = champ("identite/acronyme", "JUSTE");
    const suite = await enregistrer(camille, PAGE_CAMILLE, faux, juste);
    expect(suite.acceptees).toEqual([juste.id]);
    expect(suite.refus).toMatchObject([{ operation: faux.id, message: expect.stringContaining("mois") }]);
    expect((await espace()).fichier).toMatchObject({ acronyme: "JUSTE", dureeMois: 36 });
  });

  test("une ligne retirée par l’un pendant que l’autre y écrit", async () => {
    const { fichier, cles } = await espace();
    const [ligne] = contenuDeSection(fichier, "budget", cles).budget;
    const adresse = `budget/budget/${ligne?.cle}`;
    const retrait: Operation = { id: randomUUID(), type: "retrait", nature: "saisie", adresse, vue: 0 };
    await enregistrer(camille, PAGE_CAMILLE, retrait);
    const suite = await enregistrer(alex, PAGE_ALEX, champ(`${adresse}/montant`, "12.00"));
    expect(suite.conflits).toMatchObject([{ retiree: true, par: { id: camille.id } }]);
    expect((await espace()).fichier.budget).toHaveLength((fichier.budget?.length ?? 0) - 1);
  });
});
