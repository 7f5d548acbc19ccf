import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { comparer } from "@/lib/domain/edition/changements";
import { contenuDeSection } from "@/lib/schemas/contenus";
import { OPERATIONS_MAX } from "@/lib/schemas/edition";
import type { ContenuSection, SectionSaisie } from "@/lib/schemas/sections";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import { avecCles, contenuDe, espaceDe, remplirSection, versOperation } from "@/tests/outils/editer";
import { lignesBudget } from "../fixtures/dossier-dense";
import { creerAgent, erreurDe, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let responsable: Agent;
let redacteur: Agent;
let lecteur: Agent;
let etranger: Agent;
let id: string;
const PAGE = randomUUID();

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

const enregistrer = (agent: Agent, section: SectionSaisie, contenu: unknown, maintenant = JOUR_DEPOT) =>
  remplirSection(agent, id, section, contenu, maintenant);
const fichierDe = async () => (await espaceDe(responsable, id)).fichier;
const contenu = <S extends SectionSaisie>(section: S) => contenuDe(responsable, id, section);
/** What was refused, by the field's place in its section. */
const refuses = async (section: SectionSaisie, c: unknown): Promise<Record<string, string>> =>
  Object.fromEntries(
    ((await enregistrer(redacteur, section, c))?.refus ?? []).map(({ adresse, message }) => [
      decodeURIComponent(adresse),
      message.replace(/[\u00A0\u202F]/g, " "),
    ]),
  );
const journal = () =>
  base.client.entreeJournal.findMany({ where: { dossierId: id }, orderBy: { id: "asc" }, omit: { le: true } });

describe("enregistrer une section", () => {
  test("écrit cette section, avance sa version, et rien d’autre", async () => {
    const avant = await fichierDe();
    const diagnostic = { ...(await contenu("diagnostic")), besoins: "Des besoins nouveaux." };
    const fait = await enregistrer(redacteur, "diagnostic", diagnostic);
    expect(fait).toMatchObject({ revision: 1, enregistreLe: JOUR_DEPOT.toISOString(), conflits: [], refus: [] });
    expect(fait?.sections.diagnostic).toMatchObject({ version: 1, modifieePar: redacteur.nom });
    const espace = await espaceDe(responsable, id);
    expect(espace.fichier).toEqual({
      ...avant,
      reponses: { ...avant.reponses, besoins: "Des besoins nouveaux." },
    });
    expect(espace.sections.diagnostic).toEqual({
      version: 1,
      modifieeLe: JOUR_DEPOT.toISOString(),
      modifieePar: redacteur.nom,
    });
    expect(espace.sections.budget.version).toBe(0);
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

  test("un contenu fautif est refusé, chaque champ ou ligne avec sa phrase, et rien n’est écrit", async () => {
    const avant = await espaceDe(responsable, id);
    const { budget } = await contenu("budget");
    const [premiere, ...suite] = budget;
    const fautive = { ...premiere, montant: "abc", poste: "x" };
    const neuve = {
      cle: "neuve",
      partenaire: null,
      poste: "x",
      annee: 2024,
      montant: null,
      eligible: null,
      libelle: null,
    };
    expect(await refuses("budget", { budget: [fautive, ...suite, neuve] })).toEqual({
      [`budget/budget/${premiere?.cle}/montant`]: "Écrivez un montant en euros, par exemple 9 500 000,00.",
      [`budget/budget/${premiere?.cle}/poste`]: "Choisissez une valeur de la liste.",
      "budget/budget/neuve": "Choisissez une valeur de la liste.",
    });
    expect(await espaceDe(responsable, id)).toEqual(avant);
  });

  test("un partenaire inconnu, une règle inconnue, un caractère nul sont refusés à leur champ", async () => {
    const { budget } = await contenu("budget");
    const absent = budget.map((l, i) => (i === 1 ? { ...l, partenaire: "absent" } : l));
    expect(Object.keys(await refuses("budget", { budget: absent }))).toEqual([
      `budget/budget/${budget[1]?.cle}/partenaire`,
    ]);
    const { justifications } = await contenu("verification");
    expect(
      Object.keys(await refuses("verification", { justifications: { ...justifications, INCONNUE: "x" } })),
    ).toEqual(["verification/justifications/INCONNUE"]);
    const diagnostic = await contenu("diagnostic");
    expect(Object.keys(await refuses("diagnostic", { ...diagnostic, besoins: "a\u0000" }))).toEqual([
      "diagnostic/besoins",
    ]);
  });

  test("un partenaire encore utilisé ne se retire pas : la phrase dit où, et le reste passe", async () => {
    const { partenaires, campus } = await contenu("partenaires");
    const suite = partenaires.filter((p) => p.id !== "lp").map((p, i) => (i === 0 ? { ...p, nom: "Renommé" } : p));
    expect(await refuses("partenaires", { partenaires: suite, campus })).toEqual({
      "partenaires/partenaires/lp":
        "« Lycée professionnel (exemple) » figure encore dans le budget (1 ligne) et les plateaux techniques (1 plateau) : changez ces lignes, puis retirez le partenaire.",
    });
    const relus = (await contenu("partenaires")).partenaires;
    expect(relus).toHaveLength(4);
    expect(relus[0]?.nom).toBe("Renommé");
  });

  test("parmi 2 400 lignes : une cellule, 500 cellules, une ligne retirée", async () => {
    const mesurer = async (quoi: string, contenuSuivant: unknown, max: number) => {
      const espace = await espaceDe(redacteur, id);
      const operations = comparer(
        "budget",
        contenuDeSection(espace.fichier, "budget", espace.cles),
        contenuSuivant,
      ).map((c) => versOperation(c, espace.revision));
      const debut = performance.now();
      for (let n = 0; n < operations.length; n += OPERATIONS_MAX) {
        const lot = operations.slice(n, n + OPERATIONS_MAX);
        const demande = {
          dossierId: id,
          client: PAGE,
          lecteur: redacteur.id,
          depuis: espace.revision,
          operations: lot,
        };
        const fait = await enregistrerModifications(redacteur, demande, JOUR_DEPOT);
        expect(fait.acceptees).toHaveLength(lot.length);
      }
      const duree = performance.now() - debut;
      process.stdout.write(`${quoi} parmi 2 400 lignes : ${Math.round(duree)} ms\n`);
      expect(duree).toBeLessThan(max);
      expect(await contenu("budget")).toEqual(contenuSuivant);
      return operations.length;
    };
    const { budget } = avecCles("budget", { budget: lignesBudget(2_400) }) as ContenuSection<"budget">;
    await mesurer("tout", { budget }, 20_000);
    const cellule = budget.map((l, i) => (i === 1_200 ? { ...l, montant: "1.00" } : l));
    expect(await mesurer("une cellule", { budget: cellule }, 4_000)).toBe(1);
    const bloc = cellule.map((l, i) => (i >= 900 && i < 1_400 ? { ...l, montant: `${i}.50` } : l));
    expect(await mesurer("500 cellules", { budget: bloc }, 4_000)).toBe(500);
    expect(await mesurer("une ligne retirée", { budget: bloc.toSpliced(7, 1) }, 4_000)).toBe(1);
  }, 60_000);
});

describe("seules les lignes changées sont écrites, et la lecture rend ce qui fut enregistré", () => {
  const SUITES: readonly (readonly [string, number, <T extends object>(lignes: T[]) => T[]])[] = [
    ["la première retirée", 0, (l) => l.slice(1)],
    ["la dernière retirée", 0, (l) => l.slice(0, -1)],
    ["une au milieu retirée", 0, (l) => l.toSpliced(1, 1)],
    ["une ajoutée à la fin", 1, (l) => [...l, ...l.slice(0, 1).map((x) => ({ ...x, cle: "neuve" }))]],
    ["une ajoutée en tête", 99, (l) => [...l.slice(0, 1).map((x) => ({ ...x, cle: "neuve" })), ...l]],
    ["rien de changé", 0, (l) => [...l]],
    ["tout retiré", 0, () => []],
  ];
  /** Rows of a table that the save did not touch keep their place in the file. */
  const lignesIntactes = async (): Promise<Set<string>> =>
    new Set(
      (
        await base.client.$queryRaw<{ ligne: string }[]>`
          SELECT "cle" || ' ' || ctid::text AS "ligne" FROM "LigneBudget" WHERE "dossierId" = ${id}::uuid`
      ).map((l) => l.ligne),
    );

  test.each(SUITES)("%s", async (_, ecritesAuPlus, changer) => {
    const avant = await lignesIntactes();
    const budget = { budget: changer((await contenu("budget")).budget) };
    await enregistrer(redacteur, "budget", budget);
    expect(await contenu("budget")).toEqual(budget);
    const nouvelles = [...(await lignesIntactes())].filter((l) => !avant.has(l));
    expect(nouvelles.length).toBeLessThanOrEqual(ecritesAuPlus);
    const publics = await contenu("publics");
    const suivants = { publics: changer(publics.publics), indicateurs: changer(publics.indicateurs) };
    await enregistrer(redacteur, "publics", suivants);
    expect(await contenu("publics")).toEqual(suivants);
  });

  test("une ligne retirée puis remise retrouve sa place", async () => {
    const budget = await contenu("budget");
    await enregistrer(redacteur, "budget", { budget: budget.budget.toSpliced(1, 1) });
    await enregistrer(redacteur, "budget", budget);
    expect(await contenu("budget")).toEqual(budget);
  });

  test("des justifications ajoutées, changées, retirées", async () => {
    const suites: Record<string, string>[] = [
      { COFI_ENGAGE: "Un.", APPRENANTS: "Deux." },
      { COFI_ENGAGE: "Autre.", DELAI_GO: "Trois." },
      { DELAI_GO: "Trois." },
      {},
    ];
    for (const justifications of suites) {
      await enregistrer(redacteur, "verification", { justifications });
      expect(await contenu("verification")).toEqual({ justifications });
    }
  });
});

describe("deux personnes", () => {
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
  const besoins = { id: randomUUID(), type: "champ", nature: "saisie", adresse: "diagnostic/besoins" } as const;
  const ecrire = (agent: Agent, dossierId = id) =>
    enregistrerModifications(
      agent,
      { dossierId, client: PAGE, lecteur: agent.id, depuis: 0, operations: [{ ...besoins, vue: 0, valeur: "Essai" }] },
      JOUR_DEPOT,
    );

  test("un lecteur : interdit ; un inconnu : introuvable ; un identifiant mal formé : introuvable", async () => {
    expect((await erreurDe(ecrire(lecteur))).code).toBe("interdit");
    expect((await erreurDe(ecrire(etranger))).code).toBe("introuvable");
    expect((await erreurDe(ecrire(redacteur, "pas-un-uuid"))).code).toBe("introuvable");
  });

  test("un dossier déposé ne se modifie plus, et la phrase le dit", async () => {
    await base.client.dossier.update({ where: { id }, data: { etat: "depose" } });
    const erreur = await erreurDe(ecrire(redacteur));
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
    await enregistrer(redacteur, "lettre", lettre(null, null, null));
    expect(await etat()).toBe("brouillon");
    await enregistrer(redacteur, "lettre", lettre("2023-12-01", null, null));
    expect(await etat()).toBe("lettre_deposee");
    await enregistrer(redacteur, "lettre", lettre("2023-12-01", "no_go", "2023-12-20"));
    expect(await etat()).toBe("lettre_no_go");
    await enregistrer(redacteur, "lettre", lettre("2024-01-05", null, null));
    expect(await etat()).toBe("lettre_deposee");
    await enregistrer(redacteur, "lettre", lettre("2024-01-05", "go", "2024-02-01"));
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
