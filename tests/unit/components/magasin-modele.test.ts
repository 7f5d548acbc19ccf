import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sectionDe, sousAdresse } from "@/lib/domain/edition/adresses";
import { cheminDAdresse, lireA, memeValeur } from "@/lib/domain/edition/changements";
import { SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { ouvrirPage, type Sort, serveurNeuf, stockageNeuf, verrousNeufs } from "./serveur-memoire";

/** What one of two people does, or what befalls them. */
type Pas =
  | { type: "texte"; qui: 0 | 1; champ: "acronyme" | "titre" | "besoins" | "apprenants"; valeur: string }
  | { type: "faux"; qui: 0 | 1 }
  | { type: "montant"; qui: 0 | 1; rang: number; valeur: string }
  | { type: "ajout"; qui: 0 | 1; cle: string; montant: string }
  | { type: "retrait"; qui: 0 | 1; rang: number }
  | { type: "annuler"; qui: 0 | 1 }
  | { type: "retablir"; qui: 0 | 1 }
  | { type: "battre"; qui: 0 | 1 }
  | { type: "reseau"; qui: 0 | 1; sort: Sort; enLigne: boolean; delai: number }
  | { type: "mourir"; qui: 0 | 1 }
  /** Another page of the same person, offline, closed after one field. */
  | { type: "onglet"; qui: 0 | 1; champ: "acronyme" | "titre" | "besoins" | "apprenants"; valeur: string }
  | { type: "onglet_budget"; qui: 0 | 1; geste: "montant" | "ajout" | "retrait"; rang: number; montant: string }
  | { type: "reprendre"; qui: 0 | 1 }
  | { type: "trop"; trop: boolean }
  | { type: "attendre"; ms: number }
  | { type: "trancher"; qui: 0 | 1; choix: "mienne" | "leur" };

const qui = fc.constantFrom<0 | 1>(0, 1);
const mot = fc.constantFrom("a", "b", "c", "Lycée", "");
const montant = fc.constantFrom("100", "250,50", "9 000");
const pas: fc.Arbitrary<Pas> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("texte" as const),
      qui,
      champ: fc.constantFrom("acronyme", "titre", "besoins", "apprenants"),
      valeur: mot,
    }) as fc.Arbitrary<Pas>,
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("onglet" as const),
      qui,
      champ: fc.constantFrom("acronyme", "titre", "besoins", "apprenants"),
      valeur: mot,
    }) as fc.Arbitrary<Pas>,
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("onglet_budget" as const),
      qui,
      geste: fc.constantFrom("montant", "ajout", "retrait"),
      rang: fc.nat(1),
      montant: fc.constantFrom("31", "32,50", "33"),
    }) as fc.Arbitrary<Pas>,
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("reprendre" as const), qui }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("trop" as const), trop: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("faux" as const), qui }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("montant" as const), qui, rang: fc.nat(3), valeur: montant }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant("ajout" as const), qui, cle: fc.constantFrom("n1", "n2"), montant }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("retrait" as const), qui, rang: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("annuler" as const), qui }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("retablir" as const), qui }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("battre" as const), qui }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("reseau" as const),
      qui,
      sort: fc.constantFrom<Sort>("passe", "passe", "perdue", "coupee", "session", "muette"),
      enLigne: fc.constantFrom(true, true, false),
      delai: fc.constantFrom(0, 0, 300, 3_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("mourir" as const), qui }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant("attendre" as const), ms: fc.constantFrom(50, 200, 900, 2_500) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("trancher" as const),
      qui,
      choix: fc.constantFrom("mienne", "leur"),
    }) as fc.Arbitrary<Pas>,
  },
);

type Ligne = { cle: string; montant: string | null };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const trier = (contenu: unknown): unknown =>
  Object.fromEntries(
    Object.entries(contenu as object).map(([k, v]) => [
      k,
      Array.isArray(v) && typeof v[0] === "object"
        ? v.toSorted((a, b) => (JSON.stringify(a.cle ?? a.id) < JSON.stringify(b.cle ?? b.id) ? -1 : 1))
        : v,
    ]),
  );

async function jouer(suite: readonly Pas[]): Promise<void> {
  const serveur = serveurNeuf();
  const verrous = verrousNeufs();
  const noms = ["alex", "camille"];
  const stocks = [stockageNeuf(), stockageNeuf()];
  const ouvrir = (i: 0 | 1) => {
    const v = verrous.page();
    const page = ouvrirPage(serveur, { lecteur: noms[i] as string, stock: stocks[i] as Storage, verrous: () => v });
    page.magasin.ouvrir();
    /** What the person last left in each field from this page: none may vanish. */
    return { ...page, v, laissees: new Map<string, unknown>() };
  };
  type Page = ReturnType<typeof ouvrir>;
  const ouvrirEtReprendre = async (i: 0 | 1) => {
    const page = ouvrir(i);
    void page.magasin.reprendreGardees();
    await vi.advanceTimersByTimeAsync(0);
    return page;
  };
  const pages: [Page, Page] = [await ouvrirEtReprendre(0), await ouvrirEtReprendre(1)];
  const disparues: Page[] = [];
  const mourir = async (page: Page) => {
    // A crash 150 ms after the last key: what was typed is on the device.
    await vi.advanceTimersByTimeAsync(150);
    page.magasin.garderTout();
    page.v.mourir();
    page.etat.sort = "coupee";
    page.etat.enLigne = false;
    page.magasin.tuer();
    disparues.push(page);
  };
  const noter = ({ magasin, laissees }: Page, adresse: string) => {
    const section = sectionDe(adresse) as SectionSaisie;
    const { contenu, saisie, fautes } = magasin.lire(section);
    const valeur = lireA(contenu, adresse);
    const faux = cheminDAdresse(saisie, adresse);
    if (valeur === null || valeur === undefined || (faux !== null && faux in fautes)) laissees.delete(adresse);
    else laissees.set(adresse, valeur);
  };
  /** Taken back by the person themself. */
  const oublier = ({ laissees }: Page, adresses: readonly string[]) => {
    for (const a of [...laissees.keys()]) if (adresses.some((l) => sousAdresse(a, l))) laissees.delete(a);
  };
  const montre = ({ magasin }: Page, adresse: string, valeur: unknown) =>
    memeValeur(lireA(magasin.lire(sectionDe(adresse) as SectionSaisie).contenu, adresse), valeur);
  /** What an earlier page of the same person left, shown here, then changed by them: they saw it go, and may undo that. */
  const changerEnVoyant = (page: Page, geste: () => void) => {
    const vues = disparues
      .filter((d) => d.magasin.espace().lecteur.id === page.magasin.espace().lecteur.id)
      .flatMap((d) => [...d.laissees].map(([adresse, valeur]) => ({ d, adresse, valeur })))
      .filter(({ adresse, valeur }) => montre(page, adresse, valeur));
    geste();
    for (const { d, adresse, valeur } of vues) if (!montre(page, adresse, valeur)) d.laissees.delete(adresse);
  };
  let n = 0;
  /** No two alike, but for one that both may type. */
  const unique = (valeur: string) => (valeur === "" || valeur === "Lycée" ? valeur : `${valeur}${n++}`);
  const taperTexte = (page: Page, champ: "acronyme" | "titre" | "besoins" | "apprenants", valeur: string) => {
    const section = champ === "acronyme" || champ === "titre" ? "identite" : "diagnostic";
    changerEnVoyant(page, () => page.taper(section, { [champ]: unique(valeur) }));
    noter(page, `${section}/${champ}`);
  };
  const ouvrirHorsLigne = async (i: 0 | 1) => {
    const page = ouvrir(i);
    Object.assign(page.etat, { sort: "coupee", enLigne: false });
    await vi.advanceTimersByTimeAsync(0);
    return page;
  };
  const lignesDe = ({ magasin }: Page) => magasin.lire("budget").saisie.budget as unknown as Ligne[];
  const changerMontant = (page: Page, rang: number, montant: string) => {
    const lignes = lignesDe(page);
    const cle = lignes[rang]?.cle;
    changerEnVoyant(page, () =>
      page.taper("budget", { budget: lignes.map((l, i) => (i === rang ? { ...l, montant } : l)) }),
    );
    if (cle !== undefined) noter(page, `budget/budget/${cle}/montant`);
  };
  const ajouter = (page: Page, cle: string, montant: string) => {
    if (lignesDe(page).some((l) => l.cle === cle)) return;
    const commun = { partenaire: null, poste: "equipement", annee: 2025, eligible: null, libelle: null };
    page.taper("budget", { budget: [...lignesDe(page), { ...commun, cle, montant }] });
    noter(page, `budget/budget/${cle}/montant`);
  };
  const retirer = (page: Page, rang: number) => {
    const cle = lignesDe(page)[rang]?.cle;
    changerEnVoyant(page, () => page.taper("budget", { budget: lignesDe(page).toSpliced(rang, 1) }));
    if (cle !== undefined) oublier(page, [`budget/budget/${cle}`]);
  };
  for (const p of suite) {
    if (p.type === "attendre") {
      await vi.advanceTimersByTimeAsync(p.ms);
      continue;
    }
    if (p.type === "trop") {
      serveur.humeur.trop = p.trop;
      continue;
    }
    const page = pages[p.qui];
    const { magasin } = page;
    switch (p.type) {
      case "texte":
        taperTexte(page, p.champ, p.valeur);
        break;
      case "faux":
        page.taper("identite", { dureeMois: "trente" });
        break;
      case "montant":
        changerMontant(page, p.rang, p.valeur);
        break;
      case "ajout":
        ajouter(page, p.cle, p.montant);
        break;
      case "retrait":
        retirer(page, p.rang);
        break;
      case "onglet_budget": {
        const onglet = await ouvrirHorsLigne(p.qui);
        if (p.geste === "montant") changerMontant(onglet, p.rang, p.montant);
        else if (p.geste === "ajout") ajouter(onglet, p.rang === 0 ? "n1" : "n2", p.montant);
        else retirer(onglet, p.rang);
        await mourir(onglet);
        break;
      }
      case "annuler":
        changerEnVoyant(page, () => oublier(page, magasin.annuler()?.adresses ?? []));
        break;
      case "retablir":
        changerEnVoyant(page, () => oublier(page, magasin.retablir()?.adresses ?? []));
        break;
      case "onglet": {
        const onglet = await ouvrirHorsLigne(p.qui);
        taperTexte(onglet, p.champ, p.valeur);
        await mourir(onglet);
        break;
      }
      case "reprendre":
        void magasin.reprendreGardees();
        break;
      case "battre":
        if (page.etat.enLigne) page.battre();
        break;
      case "reseau":
        Object.assign(page.etat, { sort: p.sort, enLigne: p.enLigne, delai: p.delai });
        break;
      case "trancher": {
        const [premier] = magasin.conflits();
        if (premier) magasin.trancher(premier.adresse, p.choix);
        break;
      }
      case "mourir":
        await mourir(page);
        pages[p.qui] = await ouvrirEtReprendre(p.qui);
        break;
    }
  }
  serveur.humeur.trop = false;
  await toutFinir();
  // What no page could show or set aside is on the device for the next one.
  for (const i of [0, 1] as const) {
    await mourir(pages[i]);
    pages[i] = await ouvrirEtReprendre(i);
  }
  await toutFinir();

  /** Everyone comes back online, chooses, and lets the last edits go. */
  async function toutFinir() {
    for (let tour = 0; tour < 12; tour++) for (const page of pages) await finir(page, tour);
  }
  async function finir(page: Page, tour: number) {
    Object.assign(page.etat, { sort: "passe", enLigne: true, delai: 0 });
    if (page.magasin.lire("identite").fautes.dureeMois) page.taper("identite", { dureeMois: "36" });
    if (page.magasin.lire("identite").fautes.titre) page.taper("identite", { titre: "Titre" });
    for (const c of page.magasin.conflits()) page.magasin.trancher(c.adresse, tour % 2 === 0 ? "mienne" : "leur");
    void page.magasin.envoyerTout();
    await vi.advanceTimersByTimeAsync(3_000);
    page.battre();
  }
  for (const { laissees, magasin } of [...disparues, ...pages])
    for (const [adresse, valeur] of laissees)
      expect(
        serveur.connait(adresse, valeur),
        `${adresse} = ${valeur}, laissé par ${magasin.espace().lecteur.id}`,
      ).toBe(true);
  for (const [i, page] of pages.entries()) {
    expect(page.magasin.conflits(), `conflits de ${noms[i]}`).toEqual([]);
    expect(page.magasin.nonEnregistrees(), `attente de ${noms[i]}`).toEqual([]);
    expect(stocks[i]?.length, `gardé par ${noms[i]}`).toBe(0);
    for (const s of SECTIONS_SAISIE) {
      const attendu = trier(serveur.lire(s));
      const { contenu, enregistre } = page.magasin.lire(s);
      expect(memeValeur(trier(enregistre), attendu), `${noms[i]} sait ${s}`).toBe(true);
      expect(memeValeur(trier(contenu), attendu), `${noms[i]} montre ${s}`).toBe(true);
    }
  }
}

describe("deux personnes, un dossier, un réseau qui tombe", () => {
  it("toutes les pages et la base finissent d’accord, sans rien qui attende", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pas, { minLength: 5, maxLength: 40 }), async (suite) => jouer(suite)),
      { numRuns: 60, interruptAfterTimeLimit: 90_000 },
    );
  });
});
