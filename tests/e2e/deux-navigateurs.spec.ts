import { type Browser, type BrowserContext, expect, type Locator, type Page, test } from "@playwright/test";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { ouvrirServeurAPart, type ServeurAPart } from "./outils/serveur-a-part";

/**
 * Two people, two browsers, one dossier, for about a minute: different fields, the same field, rows put in and taken out, a
 * long text; one goes offline, reloads, closes the page, is signed out; the server is killed and comes back. A model of what each
 * typed is held against the database, whole, and against the history of each field where they met. The budget grid has its own
 * (deux-navigateurs-budget.spec.ts).
 */

const DUREE_MS = 30_000;
/** Others' writes come with a beat, every four seconds. */
const BATTEMENT = { timeout: process.env.RIGEL_E2E_DEV === "1" ? 150_000 : 30_000 };

let serveur: ServeurAPart;
test.beforeAll(async () => {
  test.setTimeout(400_000);
  serveur = await ouvrirServeurAPart();
});
test.afterAll(() => serveur.fermer());

class Personne {
  page!: Page;
  dossier = "";
  private constructor(
    readonly nom: string,
    readonly contexte: BrowserContext,
  ) {}

  static async entrer(browser: Browser, nom: string): Promise<Personne> {
    const qui = new Personne(nom, await browser.newContext({ baseURL: serveur.adresse }));
    await qui.nouvellePage();
    await qui.seConnecter(qui.page);
    return qui;
  }

  async seConnecter(page: Page): Promise<void> {
    await page.goto("/connexion");
    await page
      .getByRole("button", { name: `Se connecter avec le compte de ${this.nom} Exemple` })
      .first()
      .click();
    await expect(page).toHaveURL((adresse) => adresse.pathname !== "/connexion", BATTEMENT);
  }

  async nouvellePage(): Promise<void> {
    this.page = await this.contexte.newPage();
    this.page.on("dialog", (d) => d.accept());
  }

  async ouvrir(section: string): Promise<void> {
    await this.page.goto(`${this.dossier}/${section}`);
    await expect(this.page.locator(`[data-section-prete="${section}"]`)).toBeVisible(BATTEMENT);
  }

  champ = (id: string): Locator => this.page.locator(`[id="${id}"]`);
  etat = (texte: RegExp): Locator => this.page.getByRole("status").filter({ hasText: texte });
  enregistre = () => expect(this.etat(/^Enregistré à/).first()).toBeVisible(BATTEMENT);

  async taper(id: string, valeur: string): Promise<void> {
    await this.champ(id).fill(valeur);
    await this.champ(id).blur();
  }

  voit = (id: string, valeur: string) =>
    expect
      .poll(async () => (await this.lire(id)).replace(/[\s\u00A0\u202F]/g, ""), BATTEMENT)
      .toBe(valeur.replace(/\s/g, ""));

  private lire = (id: string): Promise<string> =>
    this.champ(id).evaluate((e) => ("value" in e ? String(e.value) : (e.textContent ?? "")));

  /** What is sent does not leave, as when the network drops in the middle. */
  async couper(): Promise<void> {
    await this.contexte.route("**/*", (route) =>
      route.request().method() === "POST" ? route.abort("internetdisconnected") : route.continue(),
    );
  }
  retablir = () => this.contexte.unroute("**/*");

  async choisir(bouton: RegExp): Promise<void> {
    const deuxValeurs = this.page.getByRole("button", { name: "Voir les deux valeurs" });
    await deuxValeurs.click();
    await this.page.getByRole("dialog").getByRole("button", { name: bouton }).click();
    await expect(deuxValeurs).toHaveCount(0);
  }

  /** Signs out behind the page's back, as a session that ends. */
  perdreSession = () => this.contexte.clearCookies();

  async retrouverSession(): Promise<void> {
    const page = await this.contexte.newPage();
    await this.seConnecter(page);
    await page.close();
    await this.page.getByRole("alert").getByRole("button", { name: "Réessayer" }).click();
  }

  /** Documents named by the rows of the alignment, in their order. */
  documents = (): Promise<string[]> =>
    this.page
      .locator('[id^="alignement-"][id$="-reference"]')
      .evaluateAll((champs) => champs.map((champ) => (champ as HTMLInputElement).value));

  async ajouterObjectif(document: string): Promise<void> {
    const avant = (await this.documents()).length;
    await this.page.getByRole("button", { name: "Ajouter un objectif" }).click();
    const champ = this.page.locator(":focus");
    await expect(champ).toHaveAttribute("id", /^alignement-\d+-reference$/);
    expect(await this.documents()).toHaveLength(avant + 1);
    await champ.fill(document);
  }

  async retirerObjectif(document: string): Promise<void> {
    const rang = (await this.documents()).indexOf(document);
    await this.page.getByRole("button", { name: `Retirer Objectif ${rang + 1}`, exact: true }).click();
  }

  /** The history that these tools open holds all these values. */
  async retrouver(outils: Locator, valeurs: readonly string[]): Promise<void> {
    expect(valeurs.length).toBeGreaterThan(0);
    await outils.getByRole("button", { name: "Historique" }).click();
    const histoire = this.page.getByRole("dialog", { name: /^Historique/ });
    const lues = async () => ((await histoire.textContent()) ?? "").replace(/\s/g, "");
    for (const valeur of valeurs) await expect.poll(lues, BATTEMENT).toContain(valeur.replace(/\s/g, ""));
    await this.page.keyboard.press("Escape");
    await expect(histoire).toBeHidden();
  }

  async exporter(): Promise<DossierFichier> {
    const reponse = await this.page.request.get(`/api/v1${this.dossier}`);
    expect(reponse.status()).toBe(200);
    return reponse.json();
  }
}

/** What each field must hold, and what gave way. */
class Modele {
  private readonly poses = new Map<string, string>();
  readonly ecartees: { champ: string; valeur: string }[] = [];
  tapees = 0;

  async ecrire(qui: Personne, champ: string, valeur: string): Promise<void> {
    await qui.taper(champ, valeur);
    this.tapees += 1;
    this.poses.set(champ, valeur);
  }

  /** One of two values is kept, the other one goes to the history. */
  trancher(champ: string, gardee: string, ecartee: string): void {
    this.poses.set(champ, gardee);
    this.ecartees.push({ champ, valeur: ecartee });
  }

  readonly objectifs: string[] = [];

  /** The dossier as it was, with what was typed since. */
  attendu(depart: DossierFichier): DossierFichier {
    const f = structuredClone(depart) as Record<string, unknown>;
    for (const [champ, valeur] of this.poses) {
      const chemin = champ.split("-");
      const dernier = chemin.pop() as string;
      const parent = chemin.reduce((o, cle) => o[cle] as Record<string, unknown>, f);
      const nombre = dernier === "dureeMois" || dernier === "pagesPresentation";
      parent[dernier] = nombre ? Number(valeur) : valeur;
    }
    const alignement = (f.alignement as object[] | undefined) ?? [];
    if (this.objectifs.length > 0)
      f.alignement = [...alignement, ...this.objectifs.map((reference) => ({ reference }))];
    return f as DossierFichier;
  }
}

test("deux personnes, deux navigateurs, un dossier : rien de ce qu’elles ont tapé n’est perdu", async ({ browser }) => {
  test.setTimeout(process.env.RIGEL_E2E_DEV === "1" ? 1_200_000 : 360_000);
  const alex = await Personne.entrer(browser, "Alex");
  const sacha = await Personne.entrer(browser, "Sacha");
  const deux = [alex, sacha];
  await alex.page.goto("/dossiers?recherche=FPI");
  const lien = alex.page.getByRole("main").getByRole("link", { name: /FPI AURA|Formation pro industrie/ });
  const dossier = /\/dossiers\/[0-9a-f-]{36}/.exec((await lien.first().getAttribute("href")) ?? "")?.[0] ?? "";
  for (const qui of deux) qui.dossier = dossier;
  const depart = await alex.exporter();
  const modele = new Modele();
  const identite = () => Promise.all(deux.map((qui) => qui.ouvrir("identite")));

  /** Both type the same field, one of them offline; each choice in turn. */
  const rencontre = async (champ: string, tour: number, a: string, b: string) => {
    await alex.contexte.setOffline(true);
    await modele.ecrire(sacha, champ, b);
    await sacha.enregistre();
    await modele.ecrire(alex, champ, a);
    await expect(alex.etat(/modifications? gardées? sur cet appareil/).first()).toBeVisible(BATTEMENT);
    await alex.contexte.setOffline(false);
    await expect(alex.etat(/écrits? à deux/).first()).toBeVisible(BATTEMENT);
    const mienne = tour % 2 === 0;
    await alex.choisir(mienne ? /Garder la mienne/ : /Garder celle de Sacha/);
    modele.trancher(champ, mienne ? a : b, mienne ? b : a);
    await alex.enregistre();
    for (const qui of deux) await qui.voit(champ, mienne ? a : b);
  };

  const GESTES: ((tour: number) => Promise<void>)[] = [
    // Different fields at the same time: both are written, each sees the other's.
    async (tour) => {
      await identite();
      await Promise.all([
        modele.ecrire(alex, "dureeMois", String(30 + (tour % 20))),
        modele.ecrire(sacha, "pagesPresentation", String(1 + (tour % 14))),
      ]);
      await Promise.all(deux.map((qui) => qui.enregistre()));
      await sacha.voit("dureeMois", String(30 + (tour % 20)));
      await alex.voit("pagesPresentation", String(1 + (tour % 14)));
    },
    async (tour) => {
      await identite();
      await rencontre("acronyme", tour, `ALEX ${tour}`, `SACHA ${tour}`);
    },
    // The page is read again while something typed could not leave.
    async (tour) => {
      await identite();
      await sacha.couper();
      await modele.ecrire(sacha, "pagesPresentation", String(1 + (tour % 13)));
      await expect(sacha.etat(/gardées? sur cet appareil/).first()).toBeVisible(BATTEMENT);
      await sacha.page.reload();
      await sacha.retablir();
      await sacha.voit("pagesPresentation", String(1 + (tour % 13)));
      await sacha.enregistre();
    },
    // The server dies while both type, and comes back.
    async (tour) => {
      await Promise.all([alex.ouvrir("identite"), sacha.ouvrir("diagnostic")]);
      await serveur.tuer();
      await modele.ecrire(alex, "dureeMois", String(20 + (tour % 9)));
      await modele.ecrire(sacha, "reponses-diagnostic-source", `Enquête ${tour}`);
      for (const qui of deux) await expect(qui.etat(/gardées? sur cet appareil/).first()).toBeVisible(BATTEMENT);
      await serveur.demarrer();
      // Each page tries again by itself.
      for (const qui of deux) await qui.enregistre();
    },
    // A long text, its page closed before it could leave, opened again.
    async (tour) => {
      await sacha.ouvrir("diagnostic");
      await sacha.couper();
      const texte = `Tour ${tour}. ${"Usinage, maintenance et productique en tension. ".repeat(20)}`.trim();
      await modele.ecrire(sacha, "reponses-besoins", texte);
      await expect(sacha.etat(/gardées? sur cet appareil/).first()).toBeVisible(BATTEMENT);
      await sacha.page.close();
      await sacha.retablir();
      await sacha.nouvellePage();
      await sacha.ouvrir("diagnostic");
      await sacha.voit("reponses-besoins", texte);
      await sacha.enregistre();
    },
    // Each puts a row in at the same time; one takes the other's out.
    async (tour) => {
      await Promise.all(deux.map((qui) => qui.ouvrir("strategie")));
      const [sienne, autre] = [`Schéma de Sacha ${tour}`, `Schéma d’Alex ${tour}`];
      await Promise.all([alex.ajouterObjectif(autre), sacha.ajouterObjectif(sienne)]);
      await Promise.all(deux.map((qui) => qui.enregistre()));
      for (const qui of deux)
        await expect.poll(qui.documents, BATTEMENT).toEqual(expect.arrayContaining([sienne, autre]));
      await sacha.retirerObjectif(autre);
      modele.objectifs.push(sienne);
      await sacha.enregistre();
      for (const qui of deux) await expect.poll(qui.documents, BATTEMENT).not.toContain(autre);
      expect(await alex.documents()).toContain(sienne);
    },
    // Signed out in the middle, then in again in another tab.
    async (tour) => {
      await identite();
      await sacha.perdreSession();
      await modele.ecrire(sacha, "pagesPresentation", String(1 + (tour % 12)));
      await expect(sacha.page.getByRole("alert").filter({ hasText: "Votre session a expiré" })).toBeVisible(BATTEMENT);
      await modele.ecrire(alex, "dureeMois", String(40 + (tour % 8)));
      await alex.enregistre();
      await sacha.retrouverSession();
      await sacha.enregistre();
      await sacha.voit("dureeMois", String(40 + (tour % 8)));
    },
  ];

  const debut = Date.now();
  let tour = 0;
  do {
    for (const geste of GESTES) {
      // Each kind once, then as many as the minute holds, without killing the server again.
      if (tour >= GESTES.length && (Date.now() - debut > DUREE_MS || geste === GESTES[3])) continue;
      await test.step(`geste ${tour}`, () => geste(tour));
      tour += 1;
    }
  } while (Date.now() - debut < DUREE_MS);

  // The database, whole.
  expect(await alex.exporter()).toEqual(modele.attendu(depart));
  // What gave way is in the history of its field.
  const ecartees = (champ: string) => modele.ecartees.filter((e) => e.champ === champ).map((e) => e.valeur);
  expect(ecartees("acronyme").length).toBe(modele.ecartees.length);
  await alex.ouvrir("identite");
  const cadre = alex.page.locator(".fr-input-group").filter({ has: alex.champ("acronyme") });
  await alex.retrouver(cadre, ecartees("acronyme"));
  process.stdout.write(
    `deux navigateurs : ${tour} gestes, ${modele.tapees} saisies, ${modele.ecartees.length} choix, ${Math.round((Date.now() - debut) / 1000)} s\n`,
  );
});
