import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ecrireMontant } from "@/lib/domain/argent";
import type { Geste } from "@/lib/domain/scenarios/gestes";
import { POINTS_MAX } from "@/lib/schemas/points";
import { demandeCreationScenario, SCENARIOS_MAX } from "@/lib/schemas/scenarios";
import { exporterDossier } from "@/lib/server/dossiers/exporter-dossier";
import { lireDestinations } from "@/lib/server/dossiers/lire-destinations";
import type { Agent } from "@/lib/server/droits";
import { creerPoint } from "@/lib/server/points/creer-point";
import { lirePoint } from "@/lib/server/points/lire-point";
import { apercevoirScenario } from "@/lib/server/scenarios/apercevoir-scenario";
import { appliquerScenario } from "@/lib/server/scenarios/appliquer-scenario";
import { creerScenario, dupliquerScenario } from "@/lib/server/scenarios/creer-scenario";
import { exporterScenarios } from "@/lib/server/scenarios/exporter-scenarios";
import { listerScenarios } from "@/lib/server/scenarios/lister-scenarios";
import { modifierScenario } from "@/lib/server/scenarios/modifier-scenario";
import { remettreScenario, retirerScenario } from "@/lib/server/scenarios/retirer-scenario";
import { contenuDe, espaceDe, remplirSection } from "@/tests/outils/editer";
import { creerAgent, erreurDe, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let camille: Agent;
let lectrice: Agent;
let region: Agent;
beforeAll(async () => {
  base = await baseDeTest();
  camille = await creerAgent(base.client, "equipe_projet", { prenom: "Camille" });
  lectrice = await creerAgent(base.client, "equipe_projet", { prenom: "Louise" });
  region = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
});
afterAll(() => base.fermer());

async function nouveau(): Promise<string> {
  const id = await importer(camille, exemple("fpi-aura"));
  await inviter(base.client, id, lectrice, "lecteur");
  return id;
}

const SANS_BRANCHE: Geste[] = [{ type: "retirer_partenaire", partenaire: "branche", repreneur: null }];
const MAXIMUM: Geste[] = [
  { type: "fixer_subvention", montant: "15400000.00" },
  { type: "fixer_apport", partenaire: "region", montant: "3722222.22", source: null },
];
let minute = 0;
const creer = async (dossierId: string, gestes: Geste[], nom = "Un essai") => {
  minute += 1;
  const instant = new Date(JOUR_DEPOT.getTime() + minute * 1_000);
  return (await creerScenario(camille, { dossierId, nom, gestes, revisionVue: 0 }, instant)).id;
};
const lister = async (id: string, voir: string[] | null = null, agent = camille) => {
  const vus = await listerScenarios(agent, id, voir, JOUR_DEPOT);
  if (vus === null) throw new Error("Scénarios non ouverts");
  return vus;
};
async function appliquer(dossierId: string, scenarioId: string, agent = camille) {
  const vu = await apercevoirScenario(camille, { dossierId, scenarioId }, JOUR_DEPOT);
  const demande = { dossierId, scenarioId, versionVue: vu.version, revisionVue: vu.revision, lecteur: agent.id };
  return appliquerScenario(agent, demande, JOUR_DEPOT);
}

/** Everything that a reader of the dossier could see of it, byte for byte. */
async function photo(id: string): Promise<string> {
  const { revision, fichier, cles, sections } = await espaceDe(camille, id, JOUR_DEPOT);
  const historique = await base.client.modificationChamp.count({ where: { dossierId: id } });
  return JSON.stringify({ revision, fichier, cles, sections, historique, export: await exporterDossier(camille, id) });
}

describe("un scénario", () => {
  test("se compare au plan, jugé par les règles du dossier", async () => {
    const id = await nouveau();
    await creer(id, SANS_BRANCHE, "Sans la branche");
    const { actuel, colonnes } = await lister(id);
    expect(actuel.chiffres).toMatchObject({
      resteACofinancer: 0n,
      verdict: (await lister(id)).actuel.chiffres.verdict,
    });
    expect(colonnes[0]?.chiffres.verdict).toBe("non_eligible");
    expect(ecrireMontant(colonnes[0]?.chiffres.resteACofinancer as never)).toBe("4000000.00");
    expect(colonnes[0]?.change.join(" ")).toMatch(/Il manque 4.000.000,00/);
  });

  test("ne touche jamais le dossier, quoi qu’on en fasse avant de l’appliquer", async () => {
    const id = await nouveau();
    const avant = await photo(id);
    const scenarioId = await creer(id, SANS_BRANCHE);
    await lister(id);
    await apercevoirScenario(camille, { dossierId: id, scenarioId }, JOUR_DEPOT);
    await modifierScenario(
      camille,
      { dossierId: id, scenarioId, versionVue: 0, nom: "Autre", gestes: MAXIMUM, revisionVue: 0 },
      JOUR_DEPOT,
    );
    const copie = await dupliquerScenario(camille, { dossierId: id, scenarioId, versionVue: 1 }, JOUR_DEPOT);
    await exporterScenarios(camille, id, null, JOUR_DEPOT);
    const retire = await retirerScenario(camille, { dossierId: id, scenarioId, versionVue: 1 }, JOUR_DEPOT);
    expect((await lister(id)).scenarios.map((s) => s.id)).toEqual([copie.id]);
    await remettreScenario(camille, { dossierId: id, scenarioId, versionVue: retire.version });
    expect((await lister(id)).scenarios).toHaveLength(2);
    expect(await photo(id)).toBe(avant);
  });

  test("trois colonnes au plus, celles que l’adresse demande, dans l’ordre où ils furent faits", async () => {
    const id = await nouveau();
    const ids: string[] = [];
    for (const nom of ["a", "b", "c", "d"]) ids.push(await creer(id, MAXIMUM, nom));
    expect((await lister(id)).colonnes.map((c) => c.id)).toEqual(ids.slice(1));
    expect((await lister(id, [ids[3] ?? "", ids[0] ?? ""])).colonnes.map((c) => c.id)).toEqual([ids[0], ids[3]]);
    expect((await lister(id, ids)).colonnes).toHaveLength(3);
  });

  test("le nombre de scénarios a une limite, dite clairement", async () => {
    const id = await nouveau();
    const modele = await base.client.scenario.findUniqueOrThrow({ where: { id: await creer(id, MAXIMUM) } });
    const { id: _, gestes: _gestes, ...reste } = modele;
    await base.client.scenario.createMany({
      data: Array.from({ length: SCENARIOS_MAX - 1 }, (_v, i) => ({ ...reste, gestes: [], nom: `Copie ${i}` })),
    });
    const refus = await erreurDe(creer(id, MAXIMUM));
    expect(refus).toMatchObject({ code: "regle", message: expect.stringContaining("Retirez-en un") });
  });

  test("qui n’a pas vu la dernière écriture l’apprend", async () => {
    const id = await nouveau();
    const scenarioId = await creer(id, MAXIMUM);
    const commun = { dossierId: id, scenarioId, versionVue: 0, revisionVue: 0 };
    await modifierScenario(camille, { ...commun, nom: "Autre", gestes: SANS_BRANCHE }, JOUR_DEPOT);
    const refus = await erreurDe(modifierScenario(camille, { ...commun, nom: "Perdu", gestes: MAXIMUM }, JOUR_DEPOT));
    expect(refus.code).toBe("conflit");
  });

  test("le journal dit identifiants et montants, jamais le nom donné", async () => {
    const id = await nouveau();
    const scenarioId = await creer(id, SANS_BRANCHE, "Secret de Camille");
    await appliquer(id, scenarioId);
    const entrees = await base.client.entreeJournal.findMany({
      where: { dossierId: id, action: { startsWith: "scenario." } },
      orderBy: { id: "asc" },
    });
    expect(entrees.map((e) => e.action)).toEqual(["scenario.creer", "scenario.appliquer"]);
    const dit = JSON.stringify(entrees.map(({ avant, apres, objet }) => [avant, apres, objet]));
    expect(dit).toContain("branche");
    expect(dit).not.toContain("Secret");
  });
});

describe("le plan d’avant", () => {
  test("un scénario dit sur quel plan il fut fait quand ses chiffres ont bougé, pas sinon", async () => {
    const id = await nouveau();
    const { revision } = await espaceDe(camille, id, JOUR_DEPOT);
    const demande = { dossierId: id, nom: "Un essai", gestes: SANS_BRANCHE, revisionVue: revision };
    await creerScenario(camille, demande, JOUR_DEPOT);
    const depuis = async () => (await lister(id)).colonnes[0]?.depuis;
    expect(await depuis()).toBeNull();

    const unJour = (jours: number) => new Date(JOUR_DEPOT.getTime() + jours * 86_400_000);
    const identite = await contenuDe(camille, id, "identite");
    await remplirSection(camille, id, "identite", { ...identite, titre: "Un autre titre" }, unJour(1));
    expect(await depuis()).toBeNull();

    const { creeLe } = await base.client.dossier.findUniqueOrThrow({ where: { id }, select: { creeLe: true } });
    const financement = await contenuDe(camille, id, "financement");
    const autre = financement.financements.map((f, i) => (i === 0 ? { ...f, montant: "9000000.00" } : f));
    await remplirSection(camille, id, "financement", { ...financement, financements: autre }, unJour(2));
    expect(await depuis()).toBe(creeLe.toISOString());

    const [scenario] = (await lister(id)).scenarios;
    await appliquer(id, scenario?.id ?? "");
    expect(await depuis()).toBeNull();
  });

  test("quand aucun point de sauvegarde ne tient plus, c’est dit avant qu’on dise oui", async () => {
    const id = await nouveau();
    const scenarioId = await creer(id, SANS_BRANCHE);
    await creerPoint(camille, { dossierId: id, nom: "Modèle", note: null }, JOUR_DEPOT);
    const apercu = () => apercevoirScenario(camille, { dossierId: id, scenarioId }, JOUR_DEPOT);
    const passages = async () => (await lireDestinations(camille, id, JOUR_DEPOT))?.refusPoint;
    expect([(await apercu()).refusPoint, await passages()]).toEqual([null, null]);
    const { id: _, ...modele } = await base.client.pointSauvegarde.findFirstOrThrow({ where: { dossierId: id } });
    await base.client.pointSauvegarde.createMany({
      data: Array.from({ length: POINTS_MAX - 1 }, (_v, i) => ({ ...modele, nom: `Point ${i}` })) as never,
    });
    const refus = (await erreurDe(appliquer(id, scenarioId))).message;
    expect([(await apercu()).refusPoint, await passages()]).toEqual([refus, refus]);
    expect(refus).toContain("points de sauvegarde, le maximum");
  });
});

describe("l’appliquer", () => {
  test("écrit tout, sous un point de sauvegarde, avec son histoire ; le point rend le plan d’avant", async () => {
    const id = await nouveau();
    const avant = await espaceDe(camille, id, JOUR_DEPOT);
    const scenarioId = await creer(id, SANS_BRANCHE, "Sans la branche");
    const { pointId, revision, champs } = await appliquer(id, scenarioId);
    const apres = await espaceDe(camille, id, JOUR_DEPOT);
    expect(revision).toBe(avant.revision + 1);
    expect(apres.revision).toBe(revision);
    expect(apres.fichier.partenaires?.map((p) => p.id)).toEqual(["gipal", "region", "lp"]);
    expect(apres.fichier.financements).toHaveLength(3);
    const histoire = await base.client.modificationChamp.findMany({ where: { dossierId: id, revision } });
    expect(histoire).toHaveLength(champs);
    expect(new Set(histoire.map((h) => h.nature))).toEqual(new Set(["saisie"]));
    const point = await lirePoint(camille, { dossierId: id, pointId });
    expect(point.nom).toBe("Avant le scénario « Sans la branche »");
    expect(point.fichier).toEqual(avant.fichier);
    expect(point.cles).toEqual(avant.cles);
    expect((await lister(id)).scenarios[0]?.appliqueLe).toBe(JOUR_DEPOT.toISOString());
  });

  test("ce que la colonne annonçait est ce que le dossier devient", async () => {
    const id = await nouveau();
    const scenarioId = await creer(id, [
      ...MAXIMUM,
      { type: "couper_poste", poste: "equipement", partenaire: null, par: "pourcentage", valeur: "33.3333" },
      {
        type: "deplacer_part",
        objet: "depenses",
        partenaire: "gipal",
        poste: "promotion",
        ligne: null,
        vers: "lp",
        montant: "1000.01",
      },
      {
        type: "ajouter_source",
        source: "entreprise",
        partenaire: null,
        montant: "12.34",
        nature: "valorisation",
        engage: false,
      },
    ]);
    const annonce = (await lister(id)).colonnes[0]?.chiffres;
    await appliquer(id, scenarioId);
    expect((await lister(id)).actuel.chiffres).toEqual(annonce);
  });

  test("refusé si le plan a changé depuis qu’on l’a lu, et rien n’est écrit", async () => {
    const id = await nouveau();
    const scenarioId = await creer(id, SANS_BRANCHE);
    const vu = await apercevoirScenario(camille, { dossierId: id, scenarioId }, JOUR_DEPOT);
    const financement = await contenuDe(camille, id, "financement");
    const autre = financement.financements.map((f, i) => (i === 0 ? { ...f, montant: "9000000.00" } : f));
    await remplirSection(camille, id, "financement", { ...financement, financements: autre }, JOUR_DEPOT);
    const avant = await photo(id);
    const demande = { dossierId: id, scenarioId, versionVue: 0, revisionVue: vu.revision, lecteur: camille.id };
    const refus = await erreurDe(appliquerScenario(camille, demande, JOUR_DEPOT));
    expect(refus.code).toBe("conflit");
    expect(refus.message).toMatch(/^Le plan a changé à \d+.h.\d\d\. Recalculer\.$/);
    expect(await photo(id)).toBe(avant);
    expect(await base.client.pointSauvegarde.count({ where: { dossierId: id } })).toBe(0);
  });

  test("tout ou rien : ce qui ne peut pas être gardé n’écrit rien du reste", async () => {
    const id = await nouveau();
    // Within a line's limit each, beyond it once added.
    const geste: Geste = {
      type: "fixer_apport",
      partenaire: "lp",
      montant: "999999999999.99",
      source: "autofinancement",
    };
    const deplacer: Geste = {
      ...{ type: "deplacer_part", objet: "cofinancement", partenaire: "gipal", poste: null, ligne: null },
      ...{ vers: "lp", montant: null },
    };
    const scenarioId = await creer(id, [geste, deplacer, ...SANS_BRANCHE]);
    const avant = await photo(id);
    const refus = await erreurDe(appliquer(id, scenarioId));
    expect(refus.message).toContain("rien n’a changé");
    expect(await photo(id)).toBe(avant);
  });

  test("un geste qui ne s’applique plus est dit, les autres jouent", async () => {
    const id = await nouveau();
    const scenarioId = await creer(id, [
      { type: "fixer_apport", partenaire: "parti", montant: "1.00", source: null },
      { type: "fixer_subvention", montant: "9000000.00" },
    ]);
    const [colonne] = (await lister(id)).colonnes;
    expect(colonne?.suites.map((s) => s.applique)).toEqual([false, true]);
    await appliquer(id, scenarioId);
    expect((await lister(id)).actuel.chiffres.subvention).toBe(900_000_000n);
    expect((await erreurDe(appliquer(id, scenarioId))).message).toContain("ne change rien");
  });
});

describe("les droits", () => {
  test("une lectrice voit et n’écrit pas ; la région ne voit rien", async () => {
    const id = await nouveau();
    const scenarioId = await creer(id, SANS_BRANCHE);
    expect((await lister(id, null, lectrice)).droits).toEqual({ ecrire: false, appliquer: false });
    expect(await listerScenarios(region, id, null, JOUR_DEPOT)).toBeNull();
    expect(await exporterScenarios(region, id, null, JOUR_DEPOT)).toBeNull();
    const demande = { dossierId: id, nom: "Non", gestes: MAXIMUM, revisionVue: 0 };
    expect((await erreurDe(creerScenario(lectrice, demande, JOUR_DEPOT))).code).toBe("interdit");
    expect((await erreurDe(appliquer(id, scenarioId, lectrice))).code).toBe("interdit");
    expect((await erreurDe(creerScenario(region, demande, JOUR_DEPOT))).code).toBe("interdit");
  });
});

describe("le tableur", () => {
  test("reçoit les lignes de l’écran, et aucune formule d’un nom donné", async () => {
    const id = await nouveau();
    await creer(id, SANS_BRANCHE, '=HYPERLINK("http://mal")');
    const csv = (await exporterScenarios(lectrice, id, null, JOUR_DEPOT))?.texte ?? "";
    expect(csv).toContain(`"'=HYPERLINK(""http://mal"")"`);
    expect(csv).toContain("Cofinancement;Reste à cofinancer (€);0,00;4000000,00");
    expect(csv).toContain("Ensemble;Verdict;");
  });
});

test("la demande lit ce qu’on tape en français", () => {
  const lue = demandeCreationScenario.safeParse({
    ...{ dossierId: "00000000-0000-4000-8000-000000000001", nom: " Essai ", revisionVue: 0 },
    gestes: [
      { type: "fixer_subvention", montant: "9 000 000,5 €" },
      { type: "couper_poste", poste: "missions", partenaire: null, par: "pourcentage", valeur: "12,5 %" },
    ],
  });
  expect(lue.data?.gestes).toEqual([
    { type: "fixer_subvention", montant: "9000000.50" },
    { type: "couper_poste", poste: "missions", partenaire: null, par: "pourcentage", valeur: "12.5" },
  ]);
});
