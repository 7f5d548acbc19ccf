import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contenuDeSection } from "@/lib/schemas/contenus";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { enregistrerSection } from "@/lib/server/dossiers/enregistrer-section";
import type { Agent } from "@/lib/server/droits";
import { lignesBudget } from "../fixtures/dossier-dense";
import { creerAgent, erreurDe, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let responsable: Agent;
let redacteur: Agent;
let lecteur: Agent;
let etranger: Agent;
let id: string;

beforeAll(async () => {
  base = await baseDeTest();
  responsable = await creerAgent(base.client, "equipe_projet", { prenom: "Alex" });
  redacteur = await creerAgent(base.client, "equipe_projet", { prenom: "Sacha" });
  lecteur = await creerAgent(base.client, "equipe_projet");
  etranger = await creerAgent(base.client, "equipe_projet");
});
afterAll(() => base.fermer());
beforeEach(async () => {
  id = await importer(responsable, exemple("fpi-aura"));
  await inviter(base.client, id, redacteur, "redacteur");
  await inviter(base.client, id, lecteur, "lecteur");
});

const enregistrer = (agent: Agent, section: SectionSaisie, contenu: unknown, versionVue = 0, maintenant = JOUR_DEPOT) =>
  enregistrerSection(agent, { dossierId: id, section, versionVue, contenu }, maintenant);

const fichierDe = async () => {
  const espace = await chargerEspace(responsable, id);
  if (espace === null) throw new Error("Dossier introuvable");
  return espace.fichier;
};
const contenu = async <S extends SectionSaisie>(section: S) => contenuDeSection(await fichierDe(), section);
const journal = () =>
  base.client.entreeJournal.findMany({ where: { dossierId: id }, orderBy: { id: "asc" }, omit: { le: true } });

describe("enregistrer une section", () => {
  test("écrit cette section, avance sa version, et rien d’autre", async () => {
    const avant = await fichierDe();
    const diagnostic = { ...(await contenu("diagnostic")), besoins: "Des besoins nouveaux." };
    const fait = await enregistrer(redacteur, "diagnostic", diagnostic);
    expect(fait).toEqual({ version: 1, enregistreLe: JOUR_DEPOT.toISOString(), par: redacteur.nom });
    const espace = await chargerEspace(responsable, id);
    expect(espace?.fichier).toEqual({
      ...avant,
      reponses: { ...avant.reponses, besoins: "Des besoins nouveaux." },
    });
    expect(espace?.sections.diagnostic).toEqual({
      version: 1,
      modifieeLe: JOUR_DEPOT.toISOString(),
      modifieePar: redacteur.nom,
    });
    expect(espace?.sections.budget.version).toBe(0);
  });

  test("le journal ne garde que ce qui a changé, avant et après", async () => {
    const budget = await contenu("budget");
    const lignes = budget.budget.map((l, i) => (i === 2 ? { ...l, montant: "2000000.50" } : l));
    await enregistrer(redacteur, "budget", { budget: lignes });
    const entrees = await journal();
    expect(entrees.at(-1)).toMatchObject({
      action: "dossier.enregistrer_section",
      acteurId: redacteur.id,
      objet: "budget",
      issue: "ok",
      avant: { budget: { "2": { montant: "2000000.00" } } },
      apres: { budget: { "2": { montant: "2000000.50" } } },
    });
  });

  test("la synthèse suit, dans la même transaction", async () => {
    const financement = await contenu("financement");
    const financements = financement.financements.map((f) =>
      f.source === "france2030" ? { ...f, montant: "20000000.00" } : f,
    );
    await enregistrer(redacteur, "financement", { ...financement, financements });
    const dossier = await base.client.dossier.findUniqueOrThrow({ where: { id } });
    expect(dossier).toMatchObject({ subvention: 2_000_000_000n, verdict: "non_eligible", coutTotal: 2_200_000_000n });
    expect(dossier.recherche).toContain("fpi aura formation pro industrie auvergne rhone alpes");
    expect(dossier.recherche).toContain("0699999u");
  });

  test("un contenu fautif est refusé champ par champ, et rien n’est écrit", async () => {
    const erreur = await erreurDe(
      enregistrer(redacteur, "budget", {
        budget: [{ partenaire: null, poste: "x", annee: 2024, montant: "abc", eligible: null, libelle: null }],
      }),
    );
    expect(erreur.code).toBe("saisie");
    expect(erreur.fields).toEqual({
      "budget.0.poste": "Choisissez une valeur de la liste.",
      "budget.0.montant": "Écrivez un montant en euros, par exemple 9 500 000,00.",
    });
    expect((await contenu("budget")).budget).toHaveLength(5);
  });

  test("un partenaire inconnu, une règle inconnue, un caractère nul sont refusés à leur champ", async () => {
    const ligne = { partenaire: "absent", poste: null, annee: null, montant: null, eligible: null, libelle: null };
    const champs = async (section: SectionSaisie, c: unknown) =>
      Object.keys((await erreurDe(enregistrer(redacteur, section, c))).fields ?? {});
    expect(await champs("budget", { budget: [ligne] })).toEqual(["budget.0.partenaire"]);
    expect(await champs("verification", { justifications: { INCONNUE: "x" } })).toEqual(["justifications.INCONNUE"]);
    const diagnostic = await contenu("diagnostic");
    expect(await champs("diagnostic", { ...diagnostic, besoins: "a\u0000" })).toEqual(["besoins"]);
  });

  test("un partenaire encore utilisé ne se retire pas : la phrase dit où", async () => {
    const { partenaires, campus } = await contenu("partenaires");
    const erreur = await erreurDe(
      enregistrer(redacteur, "partenaires", { partenaires: partenaires.filter((p) => p.id !== "lp"), campus }),
    );
    expect(erreur).toMatchObject({ code: "regle" });
    expect(erreur.message.replace(/[\u00A0\u202F]/g, " ")).toBe(
      "« Lycée professionnel (exemple) » figure encore dans le budget (1 ligne) et les plateaux techniques (1 plateau) : changez ces lignes, puis retirez le partenaire.",
    );
    expect((await contenu("partenaires")).partenaires).toHaveLength(4);
  });

  test("2 400 lignes s’enregistrent en moins de 1,5 s", async () => {
    const budget = lignesBudget(2_400);
    await enregistrer(redacteur, "budget", { budget });
    const suite = budget.map((l, i) => (i === 1_200 ? { ...l, montant: "1.00" } : l));
    const debut = performance.now();
    await enregistrer(redacteur, "budget", { budget: suite }, 1);
    const duree = performance.now() - debut;
    process.stdout.write(`2 400 lignes enregistrées en ${Math.round(duree)} ms\n`);
    expect(duree).toBeLessThan(4_000);
    expect((await contenu("budget")).budget).toHaveLength(2_400);
  });
});

describe("seules les lignes changées sont écrites, et la lecture rend ce qui fut enregistré", () => {
  const SUITES: readonly (readonly [string, <T>(lignes: T[]) => T[]])[] = [
    ["l’ordre renversé", (l) => l.toReversed()],
    ["la première retirée", (l) => l.slice(1)],
    ["la dernière retirée", (l) => l.slice(0, -1)],
    ["une au milieu retirée", (l) => l.toSpliced(1, 1)],
    ["la dernière en tête", (l) => [...l.slice(-1), ...l.slice(0, -1)]],
    ["rien de changé", (l) => [...l]],
    ["tout retiré", () => []],
  ];

  test.each(SUITES)("%s", async (_, changer) => {
    const budget = { budget: changer((await contenu("budget")).budget) };
    await enregistrer(redacteur, "budget", budget);
    expect(await contenu("budget")).toEqual(budget);
    const publics = await contenu("publics");
    const suivants = { publics: changer(publics.publics), indicateurs: changer(publics.indicateurs) };
    await enregistrer(redacteur, "publics", suivants);
    expect(await contenu("publics")).toEqual(suivants);
  });

  test("des partenaires réordonnés gardent les lignes qui les nomment", async () => {
    const { partenaires, campus } = await contenu("partenaires");
    const budget = await contenu("budget");
    await enregistrer(redacteur, "partenaires", { partenaires: partenaires.toReversed(), campus });
    expect((await contenu("partenaires")).partenaires).toEqual(partenaires.toReversed());
    expect(await contenu("budget")).toEqual(budget);
  });

  test("des justifications ajoutées, changées, retirées", async () => {
    const suites: Record<string, string>[] = [
      { COFI_ENGAGE: "Un.", APPRENANTS: "Deux." },
      { COFI_ENGAGE: "Autre.", DELAI_GO: "Trois." },
      { DELAI_GO: "Trois." },
      {},
    ];
    for (const [version, justifications] of suites.entries()) {
      await enregistrer(redacteur, "verification", { justifications }, version);
      expect(await contenu("verification")).toEqual({ justifications });
    }
  });
});

describe("deux personnes", () => {
  test("deux enregistrements de la même version : le second apprend qui, quand et quoi", async () => {
    const base0 = await contenu("diagnostic");
    await enregistrer(redacteur, "diagnostic", { ...base0, besoins: "Version de Sacha" });
    const erreur = await erreurDe(enregistrer(responsable, "diagnostic", { ...base0, besoins: "Version d’Alex" }));
    expect(erreur).toMatchObject({
      code: "conflit",
      conflit: {
        par: redacteur.nom,
        le: JOUR_DEPOT.toISOString(),
        version: 1,
        contenu: { besoins: "Version de Sacha" },
      },
    });
    expect((await contenu("diagnostic")).besoins).toBe("Version de Sacha");
  });

  test("en même temps : un seul passe, et le journal ne compte qu’un enregistrement", async () => {
    const base0 = await contenu("strategie");
    const resultats = await Promise.allSettled([
      enregistrer(redacteur, "strategie", { ...base0, egalite: "A" }),
      enregistrer(responsable, "strategie", { ...base0, egalite: "B" }),
    ]);
    expect(resultats.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    const entrees = await journal();
    expect(entrees.filter((e) => e.action === "dossier.enregistrer_section")).toHaveLength(1);
  });

  test("en même temps dans deux sections : les deux passent, la synthèse voit les deux", async () => {
    const financement = await contenu("financement");
    await Promise.all([
      enregistrer(redacteur, "budget", {
        budget: [
          { partenaire: "gipal", poste: "equipement", annee: 2024, montant: "10.00", eligible: null, libelle: null },
        ],
      }),
      enregistrer(responsable, "financement", {
        ...financement,
        financements: financement.financements.map((f) => (f.source === "france2030" ? { ...f, montant: "3.00" } : f)),
      }),
    ]);
    const dossier = await base.client.dossier.findUniqueOrThrow({ where: { id } });
    expect(dossier).toMatchObject({ coutTotal: 1_000n, subvention: 300n });
  });
});

describe("qui enregistre", () => {
  test("un lecteur : interdit ; un inconnu : introuvable ; un identifiant mal formé : introuvable", async () => {
    const diagnostic = await contenu("diagnostic");
    expect((await erreurDe(enregistrer(lecteur, "diagnostic", diagnostic))).code).toBe("interdit");
    expect((await erreurDe(enregistrer(etranger, "diagnostic", diagnostic))).code).toBe("introuvable");
    const ailleurs = { dossierId: "pas-un-uuid", section: "diagnostic" as const, versionVue: 0, contenu: diagnostic };
    expect((await erreurDe(enregistrerSection(redacteur, ailleurs, JOUR_DEPOT))).code).toBe("introuvable");
  });

  test("un dossier déposé ne se modifie plus, et la phrase le dit", async () => {
    await base.client.dossier.update({ where: { id }, data: { etat: "depose" } });
    const erreur = await erreurDe(enregistrer(redacteur, "diagnostic", await contenu("diagnostic")));
    expect(erreur).toMatchObject({ code: "regle" });
    expect(erreur.message).toContain("déposé");
  });
});

describe("la lettre d’intention conduit l’état", () => {
  const etat = async () => (await base.client.dossier.findUniqueOrThrow({ where: { id } })).etat;
  const lettre = (deposeeLe: string | null, avis: string | null, avisLe: string | null) => ({
    lettreIntention: { deposeeLe, avis, avisLe },
  });

  test("retrait, dépôt, NO GO, nouveau dépôt, GO : chaque étape est au journal", async () => {
    expect(await etat()).toBe("en_montage");
    await enregistrer(redacteur, "lettre", lettre(null, null, null), 0);
    expect(await etat()).toBe("brouillon");
    await enregistrer(redacteur, "lettre", lettre("2023-12-01", null, null), 1);
    expect(await etat()).toBe("lettre_deposee");
    await enregistrer(redacteur, "lettre", lettre("2023-12-01", "no_go", "2023-12-20"), 2);
    expect(await etat()).toBe("lettre_no_go");
    await enregistrer(redacteur, "lettre", lettre("2024-01-05", null, null), 3);
    expect(await etat()).toBe("lettre_deposee");
    await enregistrer(redacteur, "lettre", lettre("2024-01-05", "go", "2024-02-01"), 4);
    expect(await etat()).toBe("en_montage");
    const etapes = (await journal()).filter((e) => e.action === "dossier.changer_etat").map((e) => e.apres);
    expect(etapes).toEqual(
      [
        "lettre_deposee",
        "brouillon",
        "lettre_deposee",
        "lettre_no_go",
        "lettre_deposee",
        "lettre_go",
        "en_montage",
      ].map((e) => ({ etat: e })),
    );
  });

  test("sans lettre dans le régime, l’état ne bouge pas", async () => {
    id = await importer(responsable, exemple("amorcage-martinique"));
    await enregistrer(responsable, "lettre", lettre("2023-12-01", "go", "2023-12-20"));
    expect(await etat()).toBe("brouillon");
  });
});
