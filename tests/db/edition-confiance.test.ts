import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { demandeBattement } from "@/lib/schemas/atelier";
import { demandeModifications, type Operation } from "@/lib/schemas/edition";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import { lireNouveautes } from "@/lib/server/edition/lire-nouveautes";
import { creerAgent, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let camille: Agent;
let alex: Agent;
let id: string;

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

const champ = (valeur: unknown, autre: Partial<Operation> = {}): Operation =>
  ({
    id: randomUUID(),
    type: "champ",
    nature: "saisie",
    adresse: "identite/acronyme",
    valeur,
    vue: 0,
    ...autre,
  }) as Operation;
const enregistrer = (agent: Agent, client: string, operation: Operation) =>
  enregistrerModifications(
    agent,
    { dossierId: id, client, lecteur: agent.id, depuis: operation.vue, operations: [operation] },
    JOUR_DEPOT,
  );
const histoire = () => base.client.modificationChamp.count({ where: { dossierId: id } });

describe("ce qu’une page peut dire d’elle-même", () => {
  test("le nom de la page d’une autre personne ne fait pas passer par-dessus ce qu’elle a écrit", async () => {
    const page = randomUUID();
    await enregistrer(camille, page, champ("CAMILLE"));
    const suite = await enregistrer(alex, page, champ("ALEX"));
    expect(suite.conflits).toMatchObject([{ leur: "CAMILLE", par: { id: camille.id } }]);
    expect(suite.changements).toHaveLength(1);
  });

  test("le nom d’une modification d’une autre personne n’est pas une preuve : la sienne est jugée", async () => {
    const deCamille = champ("CAMILLE");
    const { revision } = await enregistrer(camille, randomUUID(), deCamille);
    const imitee = champ("ALEX", { id: deCamille.id, vue: revision });
    const suite = await enregistrer(alex, randomUUID(), imitee);
    expect(suite.anterieures).toEqual([]);
    expect(suite.acceptees).toEqual([imitee.id]);
    expect(await histoire()).toBe(2);
  });

  test("un champ d’une ligne que personne n’a jamais vue n’écrit rien, pas même dans l’historique", async () => {
    const suite = await enregistrer(
      alex,
      randomUUID(),
      champ("9".repeat(5_000), { adresse: "budget/budget/jamais/montant" }),
    );
    expect(suite.conflits).toMatchObject([{ retiree: true }]);
    expect(await histoire()).toBe(0);
  });

  test("deux modifications du même nom, ou une adresse de présence qui ne mène nulle part : refusées", () => {
    const operation = { ...champ("A"), adresse: "identite/titre" };
    const demande = { dossierId: id, client: randomUUID(), lecteur: camille.id, depuis: 0 };
    expect(
      demandeModifications.safeParse({ ...demande, operations: [operation, { ...champ("B"), id: operation.id }] })
        .success,
    ).toBe(false);
    const battement = { client: randomUUID(), depuis: 0, section: "identite" };
    for (const adresse of ["%", "identite", "identite/inconnu", "a/b"])
      expect(demandeBattement.safeParse({ ...battement, lecteur: camille.id, adresse }).success, adresse).toBe(false);
  });
});

test("qui lit le dossier sans son historique apprend qu’il a changé, pas ce qui a été essayé", async () => {
  const sgpi = await creerAgent(base.client, "evaluateur_sgpi");
  await base.client.dossier.update({ where: { id }, data: { etat: "complements_demandes" } });
  await enregistrer(camille, randomUUID(), champ("BROUILLON"));
  const demande = { dossierId: id, depuis: 0, client: randomUUID() };
  expect(await lireNouveautes(sgpi, demande)).toMatchObject({ recharger: true, changements: [], revision: 1 });
  expect((await lireNouveautes(alex, demande)).changements).toHaveLength(1);
});
