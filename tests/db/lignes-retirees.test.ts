import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lireA } from "@/lib/domain/edition/changements";
import type { Operation } from "@/lib/schemas/edition";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import { lireLignesRetirees } from "@/lib/server/edition/lire-lignes-retirees";
import { contenuDe } from "@/tests/outils/editer";
import { creerAgent, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let camille: Agent;
let alex: Agent;
let id: string;
const PAGE = randomUUID();
let revision = 0;

const enregistrer = async (agent: Agent, operation: Partial<Operation>) => {
  const fait = await enregistrerModifications(
    agent,
    {
      dossierId: id,
      client: PAGE,
      lecteur: agent.id,
      depuis: revision,
      operations: [{ id: randomUUID(), nature: "saisie", vue: revision, ...operation } as Operation],
    },
    JOUR_DEPOT,
  );
  revision = fait.revision;
  expect(fait.acceptees).toHaveLength(1);
};

beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet", { prenom: "Camille" });
  alex = await creerAgent(base.client, "equipe_projet", { prenom: "Alex" });
  id = await importer(camille, exemple("fpi-aura"));
  await inviter(base.client, id, alex, "redacteur");
});
afterAll(() => base.fermer());

describe("les lignes retirées d’un dossier", () => {
  test("une ligne retirée se retrouve telle qu’elle était ; remise, elle ne s’y trouve plus", async () => {
    expect(await lireLignesRetirees(camille, id)).toEqual([]);
    const { budget } = (await contenuDe(camille, id, "budget")) as { budget: { cle: string }[] };
    const [premiere, seconde] = budget.map((l) => `budget/budget/${l.cle}`) as [string, string];
    const avant = lireA({ budget }, premiere) as Record<string, unknown>;
    await enregistrer(alex, { type: "retrait", adresse: premiere });
    await enregistrer(camille, { type: "retrait", adresse: seconde });
    const lues = await lireLignesRetirees(camille, id);
    expect(lues?.map((l) => [l.adresse, l.par?.id])).toEqual([
      [seconde, camille.id],
      [premiere, alex.id],
    ]);
    expect(lues?.[1]?.ligne).toMatchObject({ poste: avant.poste, annee: avant.annee, montant: avant.montant });
    await enregistrer(camille, { type: "ajout", adresse: premiere, rang: 0, valeur: lues?.[1]?.ligne ?? {} });
    expect((await lireLignesRetirees(camille, id))?.map((l) => l.adresse)).toEqual([seconde]);
    // Taken out again, it is there again, once.
    await enregistrer(camille, { type: "retrait", adresse: premiere });
    expect((await lireLignesRetirees(camille, id))?.map((l) => l.adresse)).toEqual([premiere, seconde]);
  });

  test("n’existe pas pour qui n’y a pas droit", async () => {
    const autre = await creerAgent(base.client, "equipe_projet", { prenom: "Sacha" });
    expect(await lireLignesRetirees(autre, id)).toBeNull();
    expect(await lireLignesRetirees(camille, randomUUID())).toBeNull();
  });
});
