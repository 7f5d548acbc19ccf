import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifier } from "@/lib/domain/eligibilite";
import { regime } from "@/lib/domain/regimes";
import { versDossier } from "@/lib/schemas/lecture";
import { changerRegime } from "@/lib/server/dossiers/changer-regime";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { deposerDossier } from "@/lib/server/dossiers/deposer-dossier";
import { lireDestinations } from "@/lib/server/dossiers/lire-destinations";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import { lireNouveautes } from "@/lib/server/edition/lire-nouveautes";
import { listerPoints } from "@/lib/server/points/lister-points";
import { publierRegime } from "@/lib/server/regimes/publier-regime";
import { contenuDe, espaceDe, remplirSection } from "@/tests/outils/editer";
import { creerAgent, deposable, erreurDe, exemple, importer, inviter, JOUR_DEPOT, versionsVues } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let camille: Agent;
let redactrice: Agent;
let admin: Agent;
beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet", { prenom: "Camille" });
  redactrice = await creerAgent(base.client, "equipe_projet", { prenom: "Rose" });
  admin = await creerAgent(base.client, "administrateur");
});
afterAll(() => base.fermer());

async function nouveau(fichier = exemple("fpi-aura")): Promise<string> {
  const id = await importer(camille, fichier);
  await inviter(base.client, id, redactrice, "redacteur");
  return id;
}
const ATCF = { regime: "ATCF", numero: 1 } as const;
const AMORCAGE = { regime: "ATCF-AMORCAGE", numero: 1 } as const;
const revisionDe = async (id: string) => (await espaceDe(camille, id)).revision;
const demander = async (id: string, plus: object = {}) => ({
  dossierId: id,
  de: ATCF,
  vers: AMORCAGE,
  revisionVue: await revisionDe(id),
  ...plus,
});
const passer = async (id: string, plus: object = {}, agent = camille) =>
  changerRegime(agent, (await demander(id, plus)) as never, JOUR_DEPOT);

describe("changer de régime", () => {
  test("le dossier suit les règles choisies, son contenu ne change pas, un point garde l’avant", async () => {
    const id = await nouveau();
    const avant = await espaceDe(camille, id);
    expect([avant.etat, avant.fichier.regime]).toEqual(["en_montage", "ATCF"]);
    const fait = await passer(id);
    const apres = await espaceDe(camille, id);
    expect(fait).toEqual({ ...AMORCAGE, revision: avant.revision + 1 });
    expect(apres).toMatchObject({ etat: "brouillon", regimeNumero: 1, revision: avant.revision + 1 });
    expect(apres.jeu.code).toBe("ATCF-AMORCAGE");
    expect(apres.fichier).toEqual({ ...avant.fichier, regime: "ATCF-AMORCAGE" });
    const { verdict, coutTotal } = await base.client.dossier.findUniqueOrThrow({ where: { id } });
    const calcule = verifier(
      versDossier({ ...apres.fichier, dateDepot: "2024-03-15" }),
      { doublons: [], cfdAvecPlateau: new Set() },
      regime("ATCF-AMORCAGE"),
    );
    expect([verdict, coutTotal]).toEqual([calcule.verdict, calcule.coutTotal]);
    const [point] = (await listerPoints(camille, id))?.points ?? [];
    expect(point).toMatchObject({ revision: avant.revision });
    expect(point?.nom).toContain("Transformation de la carte, enveloppe d’amorçage");
    const garde = await base.client.pointSauvegarde.findFirstOrThrow({ where: { dossierId: id } });
    expect([garde.regime, garde.regimeNumero]).toEqual(["ATCF", 1]);
    const entree = await base.client.entreeJournal.findFirstOrThrow({
      where: { dossierId: id, action: "dossier.changer_regime" },
    });
    expect([entree.avant, entree.apres]).toEqual([
      { ...ATCF, etat: "en_montage" },
      { ...AMORCAGE, etat: "brouillon", verdict, point: garde.id },
    ]);
  });

  test("et retour : la lettre gardée rend son état au dossier", async () => {
    const id = await nouveau();
    await passer(id);
    await passer(id, { de: AMORCAGE, vers: ATCF });
    expect(await espaceDe(camille, id)).toMatchObject({ etat: "en_montage", fichier: { regime: "ATCF" } });
  });

  test("une page ouverte sous l’ancien régime l’apprend, à son battement comme à son enregistrement", async () => {
    const id = await nouveau();
    const depuis = await revisionDe(id);
    await passer(id);
    const client = randomUUID();
    const lues = await lireNouveautes(redactrice, { dossierId: id, depuis, client });
    expect(lues.regime).toEqual({ code: "ATCF-AMORCAGE", numero: 1 });
    const ecrit = await enregistrerModifications(
      redactrice,
      {
        ...{ dossierId: id, client, lecteur: redactrice.id, depuis },
        operations: [
          {
            id: randomUUID(),
            type: "champ",
            vue: depuis,
            adresse: "identite/acronyme",
            valeur: "NEUF",
            nature: "saisie",
          },
        ],
      },
      JOUR_DEPOT,
    );
    expect(ecrit).toMatchObject({ conflits: [], regime: { code: "ATCF-AMORCAGE", numero: 1 } });
    // Judged by the rules of today, whatever that page showed.
    expect(await espaceDe(camille, id)).toMatchObject({ etat: "brouillon", fichier: { acronyme: "NEUF" } });
  });

  test("un récapitulatif lu sous l’ancien régime ne se dépose pas sous le nouveau", async () => {
    const id = await nouveau(deposable(exemple("fpi-aura")));
    const vues = await versionsVues(camille, id);
    await passer(id);
    const refus = await erreurDe(deposerDossier(camille, { dossierId: id, versionsVues: vues }, JOUR_DEPOT));
    expect(refus.code).toBe("conflit");
  });
});

describe("ce qui est refusé, sans rien écrire", () => {
  const intact = async (id: string) => {
    expect((await espaceDe(camille, id)).fichier.regime).toBe("ATCF");
    expect(await base.client.pointSauvegarde.count({ where: { dossierId: id } })).toBe(0);
  };

  test("le contenu a changé depuis la comparaison", async () => {
    const id = await nouveau();
    const demande = await demander(id);
    const identite = await contenuDe(camille, id, "identite");
    await remplirSection(redactrice, id, "identite", { ...identite, acronyme: "AUTRE" }, JOUR_DEPOT);
    expect(await erreurDe(changerRegime(camille, demande as never, JOUR_DEPOT))).toMatchObject({
      code: "conflit",
      message: expect.stringContaining("a changé"),
    });
    await intact(id);
  });

  test("deux fois la même confirmation : la seconde ne fait rien", async () => {
    const id = await nouveau();
    const demande = await demander(id);
    await changerRegime(camille, demande as never, JOUR_DEPOT);
    expect((await erreurDe(changerRegime(camille, demande as never, JOUR_DEPOT))).code).toBe("conflit");
    expect(await base.client.pointSauvegarde.count({ where: { dossierId: id } })).toBe(1);
  });

  test.each([
    ["un régime clos ce jour-là", { vers: { regime: "CMA-DISPO-S1", numero: 1 } }, "regle"],
    ["le régime qu’il a déjà", { vers: ATCF }, "regle"],
    ["un numéro qui n’est pas celui en vigueur", { vers: { regime: "ATCF-AMORCAGE", numero: 7 } }, "conflit"],
    ["un régime de départ qui n’est pas le sien", { de: AMORCAGE }, "conflit"],
  ])("%s", async (_, plus, code) => {
    const id = await nouveau();
    expect((await erreurDe(passer(id, plus))).code).toBe(code);
    await intact(id);
  });

  test("à qui rédige sans être responsable, et après le dépôt", async () => {
    const id = await nouveau();
    expect((await erreurDe(passer(id, {}, redactrice))).code).toBe("interdit");
    expect(await lireDestinations(redactrice, id, JOUR_DEPOT)).toBeNull();
    await base.client.dossier.update({ where: { id }, data: { etat: "depose" } });
    expect((await erreurDe(passer(id))).code).toBe("regle");
    expect(await lireDestinations(camille, id, JOUR_DEPOT)).toBeNull();
    await intact(id);
  });
});

test("un numéro plus récent du même régime, en vigueur : le dossier peut y passer", async () => {
  const id = await nouveau();
  const codes = async (le: Date) => (await lireDestinations(camille, id, le))?.jeux.map((j) => `${j.code} ${j.numero}`);
  expect(await codes(JOUR_DEPOT)).toEqual(["CMA-DIAG 1", "CMA-DISPO-S2 1", "ATCF-AMORCAGE 1"]);
  await publierRegime(
    admin,
    {
      ...{ code: "ATCF", base: 1, effetLe: "2024-04-01", motif: "Conseil seulement." },
      ...{ regles: [{ code: "APPRENANTS", severite: "conseil", raison: "Allègement." }], seuils: {} },
    },
    JOUR_DEPOT,
  );
  expect(await codes(JOUR_DEPOT)).not.toContain("ATCF 2");
  const EFFET = new Date("2024-04-02T08:00:00Z");
  expect(await codes(EFFET)).toContain("ATCF 2");
  const vers = { regime: "ATCF", numero: 2 };
  expect((await erreurDe(passer(id, { vers }))).code).toBe("regle");
  await changerRegime(camille, (await demander(id, { vers })) as never, EFFET);
  expect(await chargerEspace(camille, id, EFFET)).toMatchObject({ etat: "en_montage", regimeNumero: 2 });
});
