import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { memeValeur } from "@/lib/domain/edition/changements";
import { SECTIONS_SAISIE } from "@/lib/schemas/contenus";
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
      sort: fc.constantFrom<Sort>("passe", "passe", "perdue", "coupee", "session"),
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
    void page.magasin.reprendreGardees();
    return { ...page, v };
  };
  const pages = [ouvrir(0), ouvrir(1)] as [ReturnType<typeof ouvrir>, ReturnType<typeof ouvrir>];
  await vi.advanceTimersByTimeAsync(0);
  /** Every value that was typed and that parses, by address: none may vanish. */
  const tapees = new Map<string, Set<string>>();
  const noter = (adresse: string, valeur: unknown) => {
    const siennes = tapees.get(adresse) ?? new Set();
    tapees.set(adresse, siennes.add(JSON.stringify(valeur)));
  };
  for (const p of suite) {
    if (p.type === "attendre") {
      await vi.advanceTimersByTimeAsync(p.ms);
      continue;
    }
    const page = pages[p.qui];
    const { magasin } = page;
    const budget = () => magasin.lire("budget").saisie.budget as unknown as Ligne[];
    switch (p.type) {
      case "texte":
        if (p.champ === "acronyme" || p.champ === "titre") page.taper("identite", { [p.champ]: p.valeur });
        else page.taper("diagnostic", { [p.champ]: p.valeur });
        break;
      case "faux":
        page.taper("identite", { dureeMois: "trente" });
        break;
      case "montant":
        page.taper("budget", { budget: budget().map((l, i) => (i === p.rang ? { ...l, montant: p.valeur } : l)) });
        break;
      case "ajout":
        if (!budget().some((l) => l.cle === p.cle)) {
          const ligne = {
            cle: p.cle,
            partenaire: null,
            poste: "equipement",
            annee: 2025,
            montant: p.montant,
            eligible: null,
            libelle: null,
          };
          page.taper("budget", { budget: [...budget(), ligne] });
        }
        break;
      case "retrait":
        page.taper("budget", { budget: budget().toSpliced(p.rang, 1) });
        break;
      case "annuler":
        magasin.annuler();
        break;
      case "retablir":
        magasin.retablir();
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
        // A crash 150 ms after the last key: what was typed is on the device.
        await vi.advanceTimersByTimeAsync(150);
        magasin.garderTout();
        page.v.mourir();
        page.etat.sort = "coupee";
        page.etat.enLigne = false;
        magasin.tuer();
        pages[p.qui] = ouvrir(p.qui);
        await vi.advanceTimersByTimeAsync(0);
        break;
    }
    void noter;
  }
  // Everyone comes back online, chooses, and lets the last edits go.
  for (let tour = 0; tour < 12; tour++) {
    for (const page of pages) {
      Object.assign(page.etat, { sort: "passe", enLigne: true, delai: 0 });
      if (page.magasin.lire("identite").fautes.dureeMois) page.taper("identite", { dureeMois: "36" });
      if (page.magasin.lire("identite").fautes.titre) page.taper("identite", { titre: "Titre" });
      for (const c of page.magasin.conflits()) page.magasin.trancher(c.adresse, tour % 2 === 0 ? "mienne" : "leur");
      void page.magasin.envoyerTout();
      await vi.advanceTimersByTimeAsync(1_000);
      page.battre();
    }
  }
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
