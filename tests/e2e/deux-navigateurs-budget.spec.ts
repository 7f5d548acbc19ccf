import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { POSTES, type Poste } from "../../lib/domain/nomenclatures";
import { GrilleBudget } from "./outils/grille-budget";
import { ouvrirServeurAPart, type ServeurAPart } from "./outils/serveur-a-part";

/**
 * Two people on one budget grid for a minute: other cells, the same cell, blocks pasted, a row added and taken out, ten seconds
 * without network. Drawn at random, from a seed that is printed. Then the base itself is read: every amount typed is in the
 * history of its cell, and nobody ever wrote over an amount that they had not seen.
 */

const DUREE_MS = 60_000;
const HORS_LIGNE_MS = 10_000;
const LENT = process.env.RIGEL_E2E_DEV === "1";
const ATTENTE = { timeout: LENT ? 150_000 : 30_000 };
const GRAINE = Number(process.env.RIGEL_GRAINE ?? 20_261_121);

/** mulberry32 */
function hasard(graine: number): () => number {
  let a = graine;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

let serveur: ServeurAPart;
test.beforeAll(async () => {
  test.setTimeout(400_000);
  serveur = await ouvrirServeurAPart();
});
test.afterAll(() => serveur.fermer());

class Personne {
  readonly grille: GrilleBudget;
  /** Amounts seen in each cell before writing over it; null: an empty cell. */
  private readonly vues = new Map<string, Set<number | null>>();
  readonly tapees: { nom: string; centimes: number }[] = [];

  private constructor(
    readonly nom: string,
    readonly contexte: BrowserContext,
    readonly page: Page,
  ) {
    this.grille = new GrilleBudget(page);
  }

  static async entrer(browser: Browser, nom: string): Promise<Personne> {
    const contexte = await browser.newContext({ baseURL: serveur.adresse });
    const page = await contexte.newPage();
    page.on("dialog", (d) => d.accept());
    await page.goto("/connexion");
    await page
      .getByRole("button", { name: `Se connecter avec le compte de ${nom} Exemple` })
      .first()
      .click();
    await expect(page).toHaveURL((adresse) => adresse.pathname !== "/connexion", ATTENTE);
    return new Personne(nom, contexte, page);
  }

  async ouvrir(dossier: string): Promise<void> {
    await this.page.goto(`${dossier}/budget`);
    await expect(this.page.locator('[data-section-prete="budget"]')).toBeVisible(ATTENTE);
  }

  voir(nom: string, centimes: number | null): void {
    this.vues.set(nom, (this.vues.get(nom) ?? new Set()).add(centimes));
  }
  aVu = (nom: string, centimes: number | null): boolean => this.vues.get(nom)?.has(centimes) ?? false;

  /** What was written is seen too, by whoever wrote it. */
  private noter(nom: string, centimes: number): void {
    this.tapees.push({ nom, centimes });
    this.voir(nom, centimes);
  }

  async taper(nom: string, euros: number): Promise<void> {
    const voir = async () => this.voir(nom, await this.grille.lire(nom));
    // Written over: what stands there as the cell is chosen, or as it opens.
    await voir();
    await this.grille.taper(nom, `${euros}`, voir);
    this.noter(nom, euros * 100);
  }

  async coller(cases: readonly (readonly string[])[], euros: readonly (readonly number[])[]): Promise<void> {
    const lues = await this.grille.toutLire();
    for (const nom of cases.flat()) this.voir(nom, lues.get(nom) ?? null);
    await this.grille.coller(
      cases[0]?.[0] as string,
      euros.map((l) => l.map((e) => `${e.toLocaleString("fr")},00`)),
    );
    for (const [i, ligne] of cases.entries())
      for (const [j, nom] of ligne.entries()) this.noter(nom, (euros[i]?.[j] as number) * 100);
  }

  etat = (texte: RegExp) => this.page.getByRole("status").filter({ hasText: texte });
  enregistre = () => expect(this.etat(/^Enregistré à/).first()).toBeVisible(ATTENTE);
  private choix = () => this.page.getByRole("button", { name: /^Voir les (deux valeurs|\d+ champs)$/ });
  enConflit = () => this.choix().isVisible();

  /** Chooses in the conflict of this cell; gives the amount that stays. `leur`: what the other wrote. */
  async trancher(nom: string, mienne: boolean, leur: number): Promise<void> {
    this.voir(nom, leur);
    const dialogue = this.page.getByRole("dialog");
    // The notice may move under the pointer as it is drawn: pressed until the choice is there.
    await expect(async () => {
      if (!(await dialogue.isVisible())) await this.choix().click({ timeout: 2_000 });
      await expect(dialogue).toBeVisible({ timeout: 2_000 });
    }).toPass(ATTENTE);
    // « celle de Sacha », « celle d’Alex »
    await dialogue.getByRole("button", { name: mienne ? /^Garder la mienne/ : /^Garder celle d/ }).click();
    await expect(this.choix()).toHaveCount(0, ATTENTE);
    await this.enregistre();
  }
}

type Jeu = { alex: Personne; sacha: Personne; tirer: () => number; attendu: Map<string, number | null> };

/** Cells that this person sees as they are: what they write there is written knowingly. */
async function connues({ attendu, tirer }: Jeu, qui: Personne): Promise<string[]> {
  const lues = await qui.grille.toutLire();
  const noms = [...lues].flatMap(([nom, vu]) => (attendu.has(nom) && attendu.get(nom) === vu ? [nom] : []));
  return noms
    .map((nom) => ({ nom, rang: tirer() }))
    .sort((a, b) => a.rang - b.rang)
    .map(({ nom }) => nom);
}

let suivant = 1_000;
/** Never the same amount twice: each is told from the others in the history. */
const montant = (): number => {
  suivant += 1;
  return suivant * 100;
};

async function ecrire(jeu: Jeu, qui: Personne, nom: string): Promise<void> {
  const euros = montant();
  await qui.taper(nom, euros);
  jeu.attendu.set(nom, euros * 100);
}

async function casesDisjointes(jeu: Jeu, n: number): Promise<[string[], string[]]> {
  const siennes = (await connues(jeu, jeu.alex)).slice(0, n);
  const autres = (await connues(jeu, jeu.sacha)).filter((nom) => !siennes.includes(nom)).slice(0, n);
  return [siennes, autres];
}

const GESTES: Record<string, (jeu: Jeu) => Promise<void>> = {
  // Each in cells of their own, at the same time, without waiting for the other.
  "d’autres cases": async (jeu) => {
    const lots = await casesDisjointes(jeu, 3);
    await Promise.all(
      [jeu.alex, jeu.sacha].map(async (qui, i) => {
        for (const nom of lots[i] ?? []) await ecrire(jeu, qui, nom);
      }),
    );
  },
  // The same cell: whoever comes second is asked, or had seen the first one's amount.
  "la même case": async (jeu) => {
    const { alex, sacha, attendu, tirer } = jeu;
    const chez = new Set(await connues(jeu, sacha));
    const nom = (await connues(jeu, alex)).find((n) => chez.has(n));
    if (nom === undefined) return;
    const [a, b] = [montant(), montant()];
    await Promise.all([alex.taper(nom, a), sacha.taper(nom, b)]);
    const issue = async (): Promise<string> => {
      if (await alex.enConflit()) return "alex";
      if (await sacha.enConflit()) return "sacha";
      const [chezAlex, chezSacha] = [await alex.grille.lire(nom), await sacha.grille.lire(nom)];
      return chezAlex === chezSacha ? String(chezAlex) : "attendre";
    };
    let lue = "attendre";
    await expect.poll(async () => (lue = await issue()), ATTENTE).not.toBe("attendre");
    if (lue !== "alex" && lue !== "sacha") {
      attendu.set(nom, Number(lue));
      return;
    }
    const [qui, sien, autre] = lue === "alex" ? [alex, a, b] : [sacha, b, a];
    const mienne = tirer() < 0.5;
    await qui.trancher(nom, mienne, autre * 100);
    attendu.set(nom, (mienne ? sien : autre) * 100);
    for (const p of [alex, sacha]) await p.grille.voit(nom, attendu.get(nom) ?? null);
  },
  // A block of four, while the other types elsewhere.
  "un bloc collé": async (jeu) => {
    const { alex, sacha, attendu, tirer } = jeu;
    const [colleur, autre] = tirer() < 0.5 ? [alex, sacha] : [sacha, alex];
    const ok = new Set(await connues(jeu, colleur));
    const lignes = rangees([...attendu.keys()]);
    const blocs = lignes.slice(1).flatMap((ligne, i) =>
      ligne.slice(1).map((nom, j) => {
        const dessus = lignes[i] as string[];
        return [
          [dessus[j] as string, dessus[j + 1] as string],
          [ligne[j] as string, nom],
        ];
      }),
    );
    const possibles = blocs.filter((b) => b.flat().every((nom) => ok.has(nom)));
    const bloc = possibles[Math.floor(tirer() * possibles.length)];
    if (bloc === undefined) return;
    const euros = bloc.map((l) => l.map(montant));
    const ailleurs = (await connues(jeu, autre)).filter((nom) => !bloc.flat().includes(nom)).slice(0, 2);
    await Promise.all([
      colleur.coller(bloc, euros),
      (async () => {
        for (const nom of ailleurs) await ecrire(jeu, autre, nom);
      })(),
    ]);
    for (const [i, l] of bloc.entries())
      for (const [j, nom] of l.entries()) attendu.set(nom, (euros[i]?.[j] ?? 0) * 100);
  },
  // One adds a row and fills it, the other takes it out.
  "une ligne ajoutée puis retirée": async (jeu) => {
    const { alex, sacha } = jeu;
    const libelle = `Essai ${montant()}`;
    const ligne = `${PARTENAIRE}, ${POSTES.libelles.promotion}, ${libelle}`;
    await alex.grille.ajouterLigne(PARTENAIRE, POSTES.libelles.promotion, libelle);
    const premiere = `${ligne}, 2025`;
    await expect(alex.grille.case(premiere)).toBeVisible();
    const euros = montant();
    await alex.taper(premiere, euros);
    await sacha.grille.voit(premiere, euros * 100);
    const [ailleurs] = await connues(jeu, alex);
    await Promise.all([
      sacha.grille.retirerLigne(ligne),
      ailleurs === undefined ? undefined : ecrire(jeu, alex, ailleurs),
    ]);
    await expect(alex.grille.case(premiere)).toHaveCount(0, ATTENTE);
  },
  // Ten seconds without network: other cells, and one that the other writes meanwhile.
  "dix secondes hors connexion": async (jeu) => {
    const { alex, sacha, attendu, tirer } = jeu;
    const [communes, autres] = await casesDisjointes(jeu, 3);
    const chez = new Set(await connues(jeu, sacha));
    const commune = communes.find((nom) => chez.has(nom));
    await sacha.contexte.setOffline(true);
    const coupure = new Promise((fin) => setTimeout(fin, HORS_LIGNE_MS));
    for (const nom of autres) await ecrire(jeu, sacha, nom);
    const [a, b] = [montant(), montant()];
    if (commune !== undefined) {
      await sacha.taper(commune, b);
      await alex.taper(commune, a);
      await alex.enregistre();
    }
    await expect(sacha.etat(/gardées? sur cet appareil/).first()).toBeVisible(ATTENTE);
    await coupure;
    await sacha.contexte.setOffline(false);
    if (commune !== undefined) {
      await expect.poll(sacha.enConflit, ATTENTE).toBe(true);
      const mienne = tirer() < 0.5;
      await sacha.trancher(commune, mienne, a * 100);
      attendu.set(commune, (mienne ? b : a) * 100);
    }
    await sacha.enregistre();
  },
};

const PARTENAIRE = "GIPAL Formation (chef de file, exemple)";

/** Cells row by row, in the order of the grid. */
function rangees(noms: readonly string[]): string[][] {
  const parLigne = new Map<string, string[]>();
  for (const nom of noms) {
    const ligne = nom.replace(/, \d{4}$/, "");
    parLigne.set(ligne, [...(parLigne.get(ligne) ?? []), nom]);
  }
  return [...parLigne.values()];
}

type Ecrite = {
  adresse: string;
  type: "champ" | "ajout" | "retrait";
  nature: string;
  appliquee: boolean;
  revision: number;
  prenom: string;
  avant: { v?: unknown } | null;
  apres: { v?: unknown } | null;
};

/** What the base kept, once nobody writes any more. */
async function lireBase(dossierId: string): Promise<Ecrite[]> {
  await serveur.tuer();
  const base = await PGlite.create(path.join(serveur.donnees, "base"));
  try {
    const { rows } = await base.query<Ecrite>(
      `SELECT m."adresse", m."type", m."nature", m."appliquee", m."revision", u."prenom", m."avant", m."apres"
         FROM "ModificationChamp" m JOIN "Utilisateur" u ON u."id" = m."parId"
        WHERE m."dossierId" = $1 AND m."section" = 'budget' ORDER BY m."revision", m."adresse"`,
      [dossierId],
    );
    return rows;
  } finally {
    await base.close();
  }
}

type Ligne = { partenaire?: string; poste?: string; libelle?: string; annee?: number; montant?: unknown };
const centimesDe = (v: unknown): number | null => (v == null || v === "" ? null : Math.round(Number(v) * 100));

test("une minute à deux sur la même grille : rien n’est perdu, rien n’est écrasé sans être vu", async ({ browser }) => {
  test.setTimeout(LENT ? 1_200_000 : 300_000);
  const tirer = hasard(GRAINE);
  const [alex, sacha] = [await Personne.entrer(browser, "Alex"), await Personne.entrer(browser, "Sacha")];
  await alex.page.goto("/dossiers?recherche=FPI");
  const lien = alex.page.getByRole("main").getByRole("link", { name: /FPI AURA|Formation pro industrie/ });
  const dossier = /\/dossiers\/[0-9a-f-]{36}/.exec((await lien.first().getAttribute("href")) ?? "")?.[0] ?? "";
  const exporter = async (): Promise<DossierFichier> => (await alex.page.request.get(`/api/v1${dossier}`)).json();
  const depart = await exporter();
  for (const qui of [alex, sacha]) await qui.ouvrir(dossier);

  // Every cell holds an amount before the minute starts: pasted in one block, which the other receives.
  const jeu: Jeu = { alex, sacha, tirer, attendu: await alex.grille.toutLire() };
  const lignes = rangees([...jeu.attendu.keys()]);
  const pleine = lignes.map((l) => l.map(montant));
  await alex.coller(lignes, pleine);
  for (const [i, l] of lignes.entries())
    for (const [j, nom] of l.entries()) jeu.attendu.set(nom, (pleine[i]?.[j] ?? 0) * 100);
  await expect.poll(async () => (await connues(jeu, sacha)).length, ATTENTE).toBe(jeu.attendu.size);

  const debut = Date.now();
  const noms = Object.keys(GESTES);
  let tour = 0;
  for (; tour < noms.length || Date.now() - debut < DUREE_MS; tour += 1) {
    const hors = noms.length - 1;
    // Each kind once, then at random; the network goes once.
    const nom = noms[tour < noms.length ? tour : Math.floor(tirer() * hors)] as string;
    // An amount that its own author replaces before it has left is no change: each gesture starts from what is saved.
    await Promise.all([alex.enregistre(), sacha.enregistre()]);
    await test.step(`${tour} : ${nom}`, () => (GESTES[nom] as (jeu: Jeu) => Promise<void>)(jeu));
  }
  for (const qui of [alex, sacha]) await qui.enregistre();
  for (const qui of [alex, sacha])
    await expect.poll(async () => (await connues(jeu, qui)).length, ATTENTE).toBe(jeu.attendu.size);

  // Leaving the workspace sends what is left, amounts set aside included: the history must have them before the server dies.
  for (const { page } of [alex, sacha]) {
    await page.getByRole("link", { name: "Dossiers", exact: true }).first().click();
    await expect(page).toHaveURL(/\/dossiers$/, ATTENTE);
    await page.waitForLoadState("networkidle");
  }

  // The dossier as it is exported.
  const apres = await exporter();
  const partenaires = new Map(apres.partenaires?.map((p) => [p.id, p.nom]));
  const nomDe = ({ partenaire, poste, libelle, annee }: Ligne): string =>
    [partenaires.get(partenaire ?? ""), POSTES.libelles[poste as Poste], libelle, annee].filter(Boolean).join(", ");
  expect(new Map(apres.budget?.map((l) => [nomDe(l as Ligne), centimesDe(l.montant)]))).toEqual(jeu.attendu);
  expect({ ...apres, budget: [] }).toEqual({ ...depart, budget: [] });

  // The history of every cell, from the base.
  const ecrites = await lireBase(dossier.split("/").at(-1) as string);
  const identites = new Map<string, Ligne>();
  for (const { adresse, type, avant, apres: suite } of ecrites) {
    const ligne = (type === "retrait" ? avant?.v : suite?.v) as Ligne | undefined;
    if (type !== "champ" && ligne?.poste) identites.set(adresse, ligne);
  }
  const dues = new Map((depart.budget ?? []).map((l) => [nomDe(l as Ligne), l as Ligne]));
  const gardees = ecrites.flatMap((e) => {
    const [ligne, champ] = [e.adresse.split("/").slice(0, 3).join("/"), e.adresse.split("/")[3]];
    if (e.type === "champ" && champ !== "montant") return [];
    const identite = identites.get(ligne);
    const nom = identite === undefined ? null : nomDe(identite);
    const montantDe = (v: unknown) => centimesDe(e.type === "champ" ? v : (v as Ligne | undefined)?.montant);
    return [{ ...e, nom, ligne, avant: montantDe(e.avant?.v), apres: montantDe(e.apres?.v) }];
  });
  // Rows that were there from the start: their key is told from what was typed in them.
  const initiales = new Map<string, string>();
  for (const e of gardees)
    if (e.nom === null)
      for (const qui of [alex, sacha]) {
        const tapee = qui.tapees.find((t) => t.centimes === e.apres);
        if (tapee !== undefined && qui.nom === e.prenom) initiales.set(e.ligne, tapee.nom);
      }
  for (const nom of initiales.values()) expect([...dues.keys()]).toContain(nom);
  const histoire = gardees.map((e) => ({ ...e, nom: e.nom ?? initiales.get(e.ligne) ?? e.ligne }));

  const perdues = [alex, sacha].flatMap((qui) =>
    qui.tapees.filter((t) => !histoire.some((e) => e.nom === t.nom && e.apres === t.centimes && e.prenom === qui.nom)),
  );
  expect(perdues, "montants tapés qu’aucun historique ne garde").toEqual([]);

  const aveugles = histoire.filter((e) => {
    if (!e.appliquee || e.type === "retrait") return false;
    const qui = e.prenom === alex.nom ? alex : sacha;
    return e.avant !== e.apres && !qui.aVu(e.nom, e.avant);
  });
  expect(aveugles, "montants remplacés sans avoir été vus").toEqual([]);

  const conflits = histoire.filter((e) => e.nature === "conflit").length;
  expect(conflits).toBeGreaterThan(0);
  process.stdout.write(
    `grille à deux, graine ${GRAINE} : ${tour} gestes, ${alex.tapees.length + sacha.tapees.length} montants, ${conflits} conflits, ${ecrites.length} modifications gardées, ${Math.round((Date.now() - debut) / 1000)} s\n`,
  );
});
