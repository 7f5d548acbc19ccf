import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Operation } from "@/lib/schemas/edition";
import { AUTRE_PERSONNE } from "@/lib/schemas/reponse";
import { lireBattement } from "@/lib/server/atelier/lire-battement";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import { espaceDe } from "@/tests/outils/editer";
import { creerAgent, erreurDe, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let camille: Agent;
let alex: Agent;
let etranger: Agent;
let id: string;

beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet", { prenom: "Camille" });
  alex = await creerAgent(base.client, "equipe_projet", { prenom: "Alex" });
  etranger = await creerAgent(base.client, "equipe_projet", { prenom: "Sasha" });
}, 60_000);
afterAll(() => base.fermer());
beforeEach(async () => {
  id = await importer(camille, exemple("fpi-aura"));
  await inviter(base.client, id, alex, "redacteur");
});

const operation: Operation = {
  ...{ id: randomUUID(), type: "champ", nature: "saisie" },
  ...{ adresse: "identite/acronyme", valeur: "De Camille", vue: 0 },
};
/** The page that Camille opened, whoever is signed in now. */
const page = { client: randomUUID(), depuis: 0 };
const enregistrer = (agent: Agent, lecteur: Agent) =>
  enregistrerModifications(agent, { ...page, dossierId: id, lecteur: lecteur.id, operations: [operation] }, JOUR_DEPOT);

describe("une page ouverte par une personne, une autre connectée depuis", () => {
  test("n’écrit rien sous le nom de l’autre, et le dit", async () => {
    const avant = (await espaceDe(camille, id)).fichier.acronyme;
    const reponse = await erreurDe(enregistrer(alex, camille));
    expect(reponse).toMatchObject({ code: "session", fields: { [AUTRE_PERSONNE]: expect.any(String) } });
    expect(reponse.message).toContain("Une autre personne est connectée");
    expect((await espaceDe(camille, id)).fichier.acronyme).toBe(avant);
    expect(await base.client.modificationChamp.count({ where: { dossierId: id } })).toBe(0);
    // Back under her own name, the same batch passes.
    expect((await enregistrer(camille, camille)).acceptees).toEqual([operation.id]);
  });

  test("n’apprend rien du dossier, pas même s’il existe pour l’autre", async () => {
    const codes = await Promise.all(
      [alex, etranger].map(async (qui) => (await erreurDe(enregistrer(qui, camille))).code),
    );
    expect(codes).toEqual(["session", "session"]);
  });

  test("ni présences ni nouveautés de l’autre ne lui sont dites, et l’autre n’y passe pas pour présent", async () => {
    const demande = { ...page, lecteur: camille.id, section: "identite", adresse: null };
    const reponse = await erreurDe(lireBattement(alex, id, demande, JOUR_DEPOT));
    expect(reponse).toMatchObject({ code: "session", fields: { [AUTRE_PERSONNE]: expect.any(String) } });
    expect(await base.client.presence.count({ where: { dossierId: id } })).toBe(0);
    await lireBattement(camille, id, demande, JOUR_DEPOT);
    expect(await base.client.presence.count({ where: { dossierId: id } })).toBe(1);
  });
});
