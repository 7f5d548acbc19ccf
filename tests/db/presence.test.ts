import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { balayerPresences } from "@/lib/server/atelier/balayer-presences";
import { lireBattement } from "@/lib/server/atelier/lire-battement";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import { lireNouveautes } from "@/lib/server/edition/lire-nouveautes";
import { INACTIVITE_MAX_MS, lireBail, ouvrirBail } from "@/lib/server/session/bail";
import { creerAgent, erreurDe, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let camille: Agent;
let alex: Agent;
let region: Agent;
let id: string;
const DEBUT = new Date("2026-03-02T09:00:00Z").getTime();
const apres = (secondes: number) => new Date(DEBUT + secondes * 1_000);

beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet", { prenom: "Camille" });
  alex = await creerAgent(base.client, "equipe_projet", { prenom: "Alex" });
  region = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
}, 60_000);
afterAll(() => base.fermer());
beforeEach(async () => {
  id = await importer(camille, exemple("fpi-aura"));
  await inviter(base.client, id, alex, "lecteur");
});

const PAGES = { camille: randomUUID(), alex: randomUUID(), autre: randomUUID() };
const battre = (
  agent: Agent,
  client: string,
  secondes: number,
  suite: Partial<{
    section: "budget" | "identite" | null;
    adresse: string | null;
    depart: boolean;
    depuis: number;
  }> = {},
) =>
  lireBattement(
    agent,
    id,
    { client, lecteur: agent.id, depuis: 0, section: "identite", adresse: null, ...suite },
    apres(secondes),
  );

describe("qui est là", () => {
  test("chacun voit l’autre, sa section et le champ où il écrit, jamais soi-même", async () => {
    expect(
      (await battre(camille, PAGES.camille, 0, { section: "budget", adresse: "budget/budget/a/montant" })).presents,
    ).toEqual([]);
    const { presents } = await battre(alex, PAGES.alex, 1);
    expect(presents).toEqual([
      {
        ...{ id: camille.id, nom: camille.nom, section: "budget", adresse: "budget/budget/a/montant" },
        vueLe: apres(0).toISOString(),
      },
    ]);
    expect((await battre(camille, PAGES.camille, 2)).presents).toMatchObject([{ id: alex.id, section: "identite" }]);
  });

  test("deux pages d’une même personne comptent pour une, celle où elle écrit d’abord", async () => {
    await battre(camille, PAGES.camille, 0, { section: "budget", adresse: "budget/budget/a/montant" });
    await battre(camille, PAGES.autre, 1, { section: "identite" });
    expect((await battre(alex, PAGES.alex, 2)).presents).toMatchObject([{ id: camille.id, section: "budget" }]);
  });

  test("sans signe depuis quinze secondes on n’est plus là, et la ligne disparaît au battement suivant", async () => {
    await battre(camille, PAGES.camille, 0);
    expect((await battre(alex, PAGES.alex, 15)).presents).toHaveLength(1);
    expect((await battre(alex, PAGES.alex, 16)).presents).toEqual([]);
    expect(await base.client.presence.count({ where: { dossierId: id } })).toBe(1);
    // Back after a long absence: its own row is written, not swept.
    await battre(alex, PAGES.alex, 100);
    expect((await battre(camille, PAGES.camille, 101)).presents).toMatchObject([{ id: alex.id }]);
  });

  test("un départ se voit tout de suite, et ne fait partir que sa propre page", async () => {
    await battre(camille, PAGES.camille, 0);
    await battre(alex, PAGES.camille, 1, { depart: true });
    expect((await battre(alex, PAGES.alex, 1)).presents).toHaveLength(1);
    await battre(camille, PAGES.camille, 2, { depart: true });
    expect((await battre(alex, PAGES.alex, 3)).presents).toEqual([]);
  });

  test("l’identifiant de page d’un autre ne permet ni de le déplacer ni de se faire passer pour lui", async () => {
    await battre(camille, PAGES.camille, 0, { section: "budget" });
    await battre(alex, PAGES.camille, 1, { section: "identite" });
    const lignes = await base.client.presence.findMany({ where: { dossierId: id } });
    expect(lignes).toMatchObject([{ utilisateurId: camille.id, section: "budget", vueLe: apres(0) }]);
  });

  test("qui lit sans être de l’équipe suit les nouveautés, sans être vu ni voir, ni savoir qu’on discute", async () => {
    await battre(camille, PAGES.camille, 0);
    const vu = await battre(region, PAGES.autre, 1);
    expect(vu.presents).toEqual([]);
    expect(vu.commentaires).toBeNull();
    expect(vu.nouveautes.sections.identite).toBeDefined();
    expect((await battre(camille, PAGES.camille, 2)).presents).toEqual([]);
    const dehors = await creerAgent(base.client, "equipe_projet");
    expect((await erreurDe(battre(dehors, randomUUID(), 3))).code).toBe("introuvable");
  });

  test("retirée de l’équipe, une personne n’est plus montrée, même si sa page est encore ouverte", async () => {
    await battre(alex, PAGES.alex, 0);
    await base.client.membreDossier.deleteMany({ where: { dossierId: id, utilisateurId: alex.id } });
    expect((await battre(camille, PAGES.camille, 1)).presents).toEqual([]);
    expect((await erreurDe(battre(alex, PAGES.alex, 2))).code).toBe("introuvable");
  });

  test("la tâche du jour balaie ce que le dernier parti a laissé", async () => {
    await battre(camille, PAGES.camille, 0);
    await balayerPresences(apres(10));
    expect(await base.client.presence.count({ where: { dossierId: id } })).toBe(1);
    expect(await balayerPresences(apres(60))).toBeGreaterThan(0);
    expect(await base.client.presence.count({ where: { dossierId: id } })).toBe(0);
  });
});

describe("les nouveautés", () => {
  test("dans le calme comme après une écriture, le battement dit la même chose que la lecture complète", async () => {
    const { revision } = await base.client.dossier.findUniqueOrThrow({ where: { id } });
    const calme = await battre(alex, PAGES.alex, 0, { depuis: revision });
    expect(calme.nouveautes).toEqual(
      await lireNouveautes(alex, { dossierId: id, depuis: revision, client: PAGES.alex }),
    );
    const suite = await enregistrerModifications(
      camille,
      {
        ...{ dossierId: id, client: PAGES.camille, lecteur: camille.id, depuis: revision },
        operations: [
          {
            ...{ id: randomUUID(), type: "champ", nature: "saisie", adresse: "identite/acronyme" },
            ...{ valeur: "NEUF", vue: revision },
          },
        ],
      },
      JOUR_DEPOT,
    );
    expect({ ...suite, sections: 0 }).toMatchObject({ refus: [], conflits: [] });
    const apresCoup = await battre(alex, PAGES.alex, 1, { depuis: revision });
    expect(apresCoup.nouveautes.changements).toMatchObject([{ adresse: "identite/acronyme", valeur: "NEUF" }]);
    expect(apresCoup.nouveautes.revision).toBe(revision + 1);
  });
});

describe("la session", () => {
  test("une page laissée ouverte ne prolonge pas une session que personne n’utilise", async () => {
    const ouverte = apres(0);
    const jeton = await ouvrirBail(camille.id, { action: "session.ouvrir_persona", methode: "persona" }, ouverte);
    for (let minutes = 2; minutes < 120; minutes += 2)
      expect(await lireBail(jeton, apres(minutes * 60), "machine")).not.toBeNull();
    expect(await lireBail(jeton, new Date(ouverte.getTime() + INACTIVITE_MAX_MS), "machine")).toBeNull();
  });
});
