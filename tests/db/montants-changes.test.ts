import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ecrireAdresse } from "@/lib/domain/edition/adresses";
import type { Operation } from "@/lib/schemas/edition";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import { enregistrerPart } from "@/lib/server/edition/enregistrer-part";
import { chargerEspacePart } from "@/lib/server/participation/charger-espace-part";
import { lirePagePart } from "@/lib/server/participation/lire-page-part";
import { contenuDe } from "../outils/editer";
import { creerAgent, exemple, importer, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let camille: Agent;
let contact: Agent;
let id: string;

beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet");
  id = await importer(camille, exemple("fpi-aura"));
  contact = await creerAgent(base.client, "partenaire", { dossierId: id, partenaire: "branche" });
});
afterAll(() => base.fermer());

const op = (cle: string, nom: string, valeur: unknown): Operation => ({
  ...{ id: randomUUID(), nature: "saisie", vue: 0, type: "champ", valeur },
  adresse: ecrireAdresse("financement", "financements", cle, nom),
});
const changes = async () => (await lirePagePart(contact, id, "branche", JOUR_DEPOT))?.changes;
/** As a page that has just read the dossier. */
const lot = async (operations: Operation[]) => {
  const { revision } = await base.client.dossier.findUniqueOrThrow({ where: { id } });
  return { client: randomUUID(), depuis: revision, operations: operations.map((o) => ({ ...o, vue: revision })) };
};

test("un montant changé par l’équipe après l’engagement du partenaire est à confirmer, jusqu’à ce qu’il s’engage de nouveau", async () => {
  const lignes = (await contenuDe(camille, id, "financement")).financements;
  const cle = lignes.find((f) => f.partenaire === "branche")?.cle as string;
  const cleDePage = (await chargerEspacePart(contact, id, "branche", JOUR_DEPOT))?.cles.financements?.[0] as string;
  const equipe = async (...operations: Operation[]) =>
    enregistrerModifications(camille, { ...(await lot(operations)), dossierId: id, lecteur: camille.id }, JOUR_DEPOT);
  const partenaire = async (...operations: Operation[]) =>
    enregistrerPart(
      contact,
      { ...(await lot(operations)), dossierId: id, partenaire: "branche", lecteur: contact.id },
      JOUR_DEPOT,
    );
  await partenaire(op(cleDePage, "engage", false));
  await partenaire(op(cleDePage, "engage", true));
  expect(await changes()).toEqual([]);

  await equipe(op(cle, "montant", "4100000.00"));
  await equipe(op(cle, "montant", "4200000.00"));
  expect(await changes()).toEqual([{ cle: cleDePage, avant: "4000000.00", apres: "4200000.00" }]);

  // Given again, it is dated after the amount.
  await partenaire(op(cleDePage, "engage", false));
  expect(await changes()).toEqual([]);
  await partenaire(op(cleDePage, "engage", true));
  expect(await changes()).toEqual([]);

  // Its own amount it knows; back to what it pledged, there is nothing to say.
  await partenaire(op(cleDePage, "montant", "4300000.00"));
  expect(await changes()).toEqual([]);
});
