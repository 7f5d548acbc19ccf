import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effacerBrouillons } from "@/components/dossier/brouillons";
import type { JugeSaisie } from "@/components/dossier/charger-juge";
import * as juge from "@/components/dossier/juge";
import { effacerGardees } from "@/components/dossier/magasin/garde";
import { LOT_MAX } from "@/components/dossier/magasin/lot";
import { demandeModifications, OPERATIONS_MAX } from "@/lib/schemas/edition";
import { ouvrirPage, type Serveur, serveurNeuf, stockageNeuf, verrousNeufs } from "./serveur-memoire";

type Page = ReturnType<typeof ouvrirPage>;

/** A page whose schemas are there. */
async function ouvrir(serveur: Serveur = serveurNeuf(), reglages: Parameters<typeof ouvrirPage>[1] = {}) {
  const page = ouvrirPage(serveur, reglages);
  await vi.advanceTimersByTimeAsync(0);
  return { ...page, serveur };
}
/** Two people on one dossier. */
async function aDeux() {
  const serveur = serveurNeuf();
  const alex = await ouvrir(serveur);
  const camille = await ouvrir(serveur, { lecteur: "camille" });
  return { serveur, alex, camille };
}
const attendre = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const enregistrer = () => attendre(800);
const identite = (p: Page) => p.magasin.lire("identite");
const besoins = (p: Page) => p.magasin.lire("diagnostic").contenu.besoins;
const premierPartenaire = (p: Page) =>
  p.magasin.lire("partenaires").saisie.partenaires[0] as { id: string; nom: unknown };

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date("2024-02-27T09:00:00Z"));
});
afterEach(() => vi.useRealTimers());

describe("enregistrement automatique", () => {
  it("attend 800 ms sans frappe, puis n’envoie que le champ modifié, sur la révision connue", async () => {
    const { taper, envois, serveur, magasin } = await ouvrir();
    taper("identite", { acronyme: "F" });
    await attendre(700);
    taper("identite", { acronyme: "FPI 2" });
    await attendre(799);
    expect(envois).toHaveLength(0);
    await attendre(1);
    expect(envois).toHaveLength(1);
    expect(envois[0]).toMatchObject({
      client: magasin.client,
      depuis: 0,
      operations: [{ type: "champ", adresse: "identite/acronyme", valeur: "FPI 2", vue: 0, nature: "saisie" }],
    });
    expect(
      demandeModifications.safeParse({ ...envois[0], dossierId: magasin.client, lecteur: magasin.client }).error
        ?.issues,
    ).toBeUndefined();
    expect(serveur.lireA("identite/acronyme")).toBe("FPI 2");
    expect(magasin.lire("identite")).toMatchObject({ version: 2, phase: { type: "a_jour" } });
    expect(magasin.revisionConnue()).toBe(1);
  });

  it("n’envoie qu’une demande à la fois : la frappe suivante part après", async () => {
    const page = await ouvrir();
    page.etat.delai = 2_000;
    page.taper("identite", { acronyme: "A" });
    await enregistrer();
    page.taper("identite", { acronyme: "AB" });
    await attendre(3_000);
    expect(page.envois).toHaveLength(1);
    await attendre(6_000);
    expect(page.envois).toHaveLength(2);
    expect(page.envois[1]).toMatchObject({ depuis: 1, operations: [{ adresse: "identite/acronyme", valeur: "AB" }] });
    expect(page.serveur.lireA("identite/acronyme")).toBe("AB");
  });

  it("plusieurs sections partent ensemble", async () => {
    const { taper, envois } = await ouvrir();
    taper("identite", { acronyme: "A" });
    taper("diagnostic", { besoins: "B" });
    await enregistrer();
    expect(envois).toHaveLength(1);
    expect(envois[0]?.operations.map((o) => o.adresse)).toEqual(["identite/acronyme", "diagnostic/besoins"]);
  });

  it("un champ faux ne retient que lui-même", async () => {
    const page = await ouvrir();
    page.taper("identite", { dureeMois: "trente-six", acronyme: "OK" });
    await enregistrer();
    expect(page.envois[0]?.operations.map((o) => o.adresse)).toEqual(["identite/acronyme"]);
    expect(identite(page).phase).toEqual({ type: "invalide", nombre: 1 });
    expect(identite(page).fautes.dureeMois).toMatch(/durée en mois/);
    expect(page.magasin.fichier().dureeMois).toBe(36);
    expect(page.magasin.enAttente()).toBe(1);
    page.taper("identite", { dureeMois: "40" });
    await enregistrer();
    expect(page.serveur.lireA("identite/dureeMois")).toBe(40);
    expect(identite(page).phase.type).toBe("a_jour");
  });

  it("une ligne fausse n’empêche ni sa voisine ni ses autres champs", async () => {
    const page = await ouvrir();
    const [une, deux, ...autres] = page.magasin.lire("budget").saisie.budget;
    page.taper("budget", {
      budget: [{ ...une, montant: "beaucoup", libelle: "Tranche 9" }, { ...deux, montant: "12" }, ...autres],
    });
    await enregistrer();
    const envoyees = page.envois[0]?.operations.map((o) => o.adresse.split("/").slice(2).join("/"));
    expect(envoyees?.sort()).toEqual([`${une?.cle}/libelle`, `${deux?.cle}/montant`].sort());
    expect(page.magasin.lire("budget").fautes).toHaveProperty("budget.0.montant");
  });

  it("une ligne nouvelle qui ne peut pas être juste attend seule", async () => {
    const page = await ouvrir();
    const { partenaires } = page.magasin.lire("partenaires").saisie;
    page.taper("partenaires", {
      partenaires: [
        ...partenaires.slice(0, -1),
        { ...partenaires.at(-1), nom: "Nom" },
        { ...partenaires[0], id: "neuf", chefDeFile: "peut-être" },
      ],
    });
    await enregistrer();
    expect(page.envois[0]?.operations).toHaveLength(1);
    expect(page.magasin.lire("partenaires").saisie.partenaires).toHaveLength(partenaires.length + 1);
  });

  it("revenir à la valeur enregistrée n’envoie rien", async () => {
    const page = await ouvrir();
    page.taper("identite", { acronyme: "autre" });
    page.taper("identite", { acronyme: "FPI AURA" });
    await attendre(1_000);
    expect(page.envois).toHaveLength(0);
    expect(identite(page).phase.type).toBe("a_jour");
  });

  it("une lecture seule ne modifie rien", async () => {
    const page = await ouvrir(serveurNeuf(), { droits: { modifier: false } });
    page.taper("identite", { acronyme: "autre" });
    expect(identite(page).contenu.acronyme).toBe("FPI AURA");
  });

  it("un partenaire ajouté part avant les lignes qui le nomment ; retiré, après celles qui le nommaient", async () => {
    const page = await ouvrir();
    const { partenaires } = page.magasin.lire("partenaires").saisie;
    const { budget } = page.magasin.lire("budget").saisie;
    const parti = partenaires.at(-1)?.id;
    page.taper("budget", {
      budget: [...budget.filter((l) => l.partenaire !== parti), { ...budget[0], cle: "n", partenaire: "neuf" }],
    });
    page.taper("partenaires", {
      partenaires: [...partenaires.slice(0, -1), { ...partenaires[0], id: "neuf", chefDeFile: false }],
    });
    await enregistrer();
    const operations = page.envois[0]?.operations ?? [];
    expect(operations[0]).toMatchObject({ type: "ajout", adresse: "partenaires/partenaires/neuf" });
    expect(operations.at(-1)).toMatchObject({ type: "retrait", adresse: `partenaires/partenaires/${parti}` });
  });

  it("au-delà de mille, le reste part ensuite", async () => {
    expect(LOT_MAX).toBe(OPERATIONS_MAX);
    const page = await ouvrir();
    const lignes = Array.from({ length: 2_100 }, (_, i) => ({
      cle: `x${i}`,
      partenaire: null,
      poste: null,
      annee: 2025,
      montant: "1",
      eligible: null,
      libelle: `L${i}`,
    }));
    page.taper("budget", { budget: [...page.magasin.lire("budget").saisie.budget, ...lignes] });
    await attendre(2_000);
    expect(page.envois.map((e) => e.operations.length)).toEqual([1_000, 1_000, 100]);
    expect(page.magasin.enAttente()).toBe(0);
  });

  it("un refus du serveur devient la faute de son champ, levée quand on le change", async () => {
    const page = await ouvrir();
    page.serveur.refuser.set("identite/acronyme", "Cette valeur ne peut pas être gardée.");
    page.taper("identite", { acronyme: "X" });
    await enregistrer();
    expect(identite(page).fautes).toEqual({ acronyme: "Cette valeur ne peut pas être gardée." });
    expect(identite(page).phase).toEqual({ type: "invalide", nombre: 1 });
    await attendre(60_000);
    expect(page.envois).toHaveLength(1);
    page.serveur.refuser.clear();
    page.taper("identite", { acronyme: "Y" });
    await enregistrer();
    expect(page.serveur.lireA("identite/acronyme")).toBe("Y");
  });

  it("un refus finit avec ce qu’il refusait : rendu à l’autre, ou parti avec sa ligne", async () => {
    const { alex, camille, serveur } = await aDeux();
    const lignes = alex.magasin.lire("budget").saisie.budget;
    const adresse = `budget/budget/${lignes[0]?.cle}/libelle`;
    serveur.refuser.set(adresse, "Non.");
    serveur.refuser.set("identite/acronyme", "Non plus.");
    alex.taper("budget", { budget: lignes.map((l, i) => (i === 0 ? { ...l, libelle: "Refusé" } : l)) });
    alex.taper("identite", { acronyme: "REFUSÉ" });
    await enregistrer();
    expect(alex.magasin.lire("budget").fautes).toEqual({ "budget.0.libelle": "Non." });
    serveur.refuser.clear();
    camille.taper("budget", { budget: lignes.slice(1) });
    camille.taper("identite", { acronyme: "LEUR" });
    await enregistrer();
    alex.battre();
    for (const c of alex.magasin.conflits()) alex.magasin.trancher(c.adresse, "leur");
    expect(alex.magasin.lire("budget").fautes).toEqual({});
    expect(identite(alex).fautes).toEqual({});
    await enregistrer();
    expect(alex.magasin.nonEnregistrees()).toEqual([]);
  });

  it("ce qui a été refusé repart une fois qu’autre chose est écrit", async () => {
    const page = await ouvrir();
    page.serveur.refuser.set("identite/acronyme", "Retirez d’abord ses lignes.");
    page.taper("identite", { acronyme: "X" });
    await enregistrer();
    page.serveur.refuser.clear();
    page.taper("diagnostic", { besoins: "B" });
    await attendre(1_000);
    expect(page.serveur.lireA("identite/acronyme")).toBe("X");
  });

  it("qui attend l’envoi attend aussi ce qui a été tapé entre-temps", async () => {
    const page = await ouvrir();
    page.etat.delai = 500;
    page.taper("identite", { acronyme: "A" });
    await enregistrer();
    page.taper("identite", { acronyme: "AB" });
    let fini = false;
    void page.magasin.envoyerTout().then(() => {
      fini = true;
    });
    await attendre(1_000);
    expect(fini).toBe(false);
    await attendre(1_500);
    expect(fini).toBe(true);
    expect(page.magasin.versions().identite).toBe(3);
  });
});

describe("rien de tapé n’est perdu", () => {
  it("ce qui est tapé avant l’arrivée des schémas attend, gardé sur l’appareil, puis part", async () => {
    let arriver: (j: JugeSaisie) => void = () => undefined;
    const page = await ouvrir(serveurNeuf(), {
      chargerJuge: () =>
        new Promise((resoudre) => {
          arriver = resoudre;
        }),
    });
    page.taper("identite", { acronyme: "TÔT" });
    await attendre(5_000);
    expect(page.envois).toHaveLength(0);
    expect(identite(page).saisie.acronyme).toBe("TÔT");
    arriver(juge);
    await attendre(800);
    expect(page.serveur.lireA("identite/acronyme")).toBe("TÔT");
  });

  it("sans les schémas, chaque champ tapé est gardé sur l’appareil, et repris si la page s’en va", async () => {
    const stock = stockageNeuf();
    const serveur = serveurNeuf();
    const sansSchemas = { chargerJuge: () => Promise.reject(new TypeError("Failed to fetch")) };
    const page = await ouvrir(serveur, { stock, ...sansSchemas });
    page.taper("identite", { acronyme: "HORS LIGNE" });
    page.taper("identite", { dureeMois: "24" });
    await attendre(1_000);
    expect(page.magasin.enAttente()).toBe(2);
    page.magasin.tuer();
    const suite = await ouvrir(serveur, { stock });
    await suite.magasin.reprendreGardees();
    await attendre(2_000);
    expect(suite.serveur.lireA("identite/acronyme")).toBe("HORS LIGNE");
    expect(suite.serveur.lireA("identite/dureeMois")).toBe(24);
  });

  it("des schémas qui n’arrivent pas sont redemandés", async () => {
    let essais = 0;
    const page = await ouvrir(serveurNeuf(), {
      chargerJuge: async () => {
        essais += 1;
        if (essais < 4) throw new TypeError("Failed to fetch");
        return juge;
      },
    });
    page.taper("identite", { acronyme: "A" });
    await attendre(0);
    expect(identite(page).phase).toEqual({ type: "injoignable", horsConnexion: true });
    await attendre(10_000);
    expect(page.envois).toHaveLength(1);
  });

  it("une réponse perdue : le même lot repart sous les mêmes noms, et n’est écrit qu’une fois", async () => {
    const page = await ouvrir();
    page.etat.sort = "perdue";
    page.taper("identite", { acronyme: "A" });
    await enregistrer();
    expect(identite(page).phase).toEqual({ type: "injoignable", horsConnexion: true });
    page.taper("identite", { acronyme: "AB" });
    page.etat.sort = "passe";
    await attendre(3_000);
    expect(page.envois[1]?.operations).toEqual(page.envois[0]?.operations);
    expect(page.serveur.lireA("identite/acronyme")).toBe("AB");
    expect(page.serveur.ecrits).toHaveLength(2);
    expect(identite(page).phase.type).toBe("a_jour");
  });

  it("une réponse perdue, écrasée depuis par quelqu’un qui l’avait vue : c’est la sienne qui reste", async () => {
    const { alex, camille, serveur } = await aDeux();
    alex.etat.sort = "perdue";
    alex.taper("identite", { acronyme: "A" });
    await enregistrer();
    camille.battre();
    camille.taper("identite", { acronyme: "C" });
    await enregistrer();
    alex.etat.sort = "passe";
    await attendre(3_000);
    expect(serveur.lireA("identite/acronyme")).toBe("C");
    expect(identite(alex).contenu.acronyme).toBe("C");
    expect(alex.magasin.conflits()).toEqual([]);
  });

  it("une coupure réessaie de plus en plus tard, ce qui est tapé reste sur l’appareil", async () => {
    const page = await ouvrir();
    page.etat.sort = "coupee";
    page.taper("identite", { acronyme: "A" });
    await enregistrer();
    expect(page.stock.length).toBe(1);
    await attendre(2_000);
    expect(page.envois).toHaveLength(2);
    await attendre(4_999);
    expect(page.envois).toHaveLength(2);
    page.etat.sort = "passe";
    await attendre(1);
    expect(page.envois).toHaveLength(3);
    expect(identite(page).phase.type).toBe("a_jour");
    expect(page.stock.length).toBe(0);
  });

  it("hors ligne n’envoie rien et compte ce qui est gardé ; le retour du réseau envoie aussitôt", async () => {
    const page = await ouvrir();
    page.etat.enLigne = false;
    page.taper("identite", { acronyme: "A", titre: "T" });
    page.taper("diagnostic", { besoins: "B" });
    await attendre(1_000);
    expect(page.envois).toHaveLength(0);
    expect(page.magasin.enAttente()).toBe(3);
    page.etat.enLigne = true;
    await page.magasin.envoyerTout();
    expect(page.magasin.enAttente()).toBe(0);
  });

  it("une session expirée garde la saisie et n’insiste pas seule ; le même lot repart après", async () => {
    const page = await ouvrir();
    page.etat.sort = "session";
    page.taper("identite", { acronyme: "A" });
    await enregistrer();
    await attendre(120_000);
    expect(identite(page).phase.type).toBe("session");
    expect(page.envois).toHaveLength(1);
    expect(page.stock.length).toBe(1);
    page.etat.sort = "passe";
    await page.magasin.envoyerTout();
    expect(page.envois[1]?.operations).toEqual(page.envois[0]?.operations);
    expect(identite(page).phase.type).toBe("a_jour");
  });

  it("un refus de toute la demande garde tout, et se réessaie", async () => {
    const page = await ouvrir();
    page.etat.sort = "regle";
    page.taper("identite", { acronyme: "A" });
    await enregistrer();
    expect(identite(page).phase).toEqual({ type: "refusee", message: "Refusé." });
    expect(page.stock.length).toBe(1);
    page.etat.sort = "passe";
    await page.magasin.envoyerTout();
    expect(page.serveur.lireA("identite/acronyme")).toBe("A");
  });

  it("ce qui a été refusé repart seul quand le service répond de nouveau, de moins en moins souvent", async () => {
    const page = await ouvrir();
    page.etat.sort = "regle";
    page.taper("identite", { acronyme: "A" });
    await enregistrer();
    for (let battement = 0; battement < 20; battement++) {
      page.battre();
      await attendre(1_000);
    }
    expect(page.envois.length).toBeGreaterThan(1);
    expect(page.envois.length).toBeLessThan(6);
    page.etat.sort = "passe";
    await attendre(60_000);
    page.battre();
    await attendre(0);
    expect(page.serveur.lireA("identite/acronyme")).toBe("A");
    expect(identite(page).phase.type).toBe("a_jour");
  });

  it("… et aussitôt que le droit est rendu", async () => {
    const page = await ouvrir();
    page.etat.sort = "regle";
    page.taper("identite", { acronyme: "A" });
    await enregistrer();
    page.magasin.recharger(page.serveur.espace("alex", { modifier: false }));
    page.battre();
    await attendre(5_000);
    expect(page.envois).toHaveLength(1);
    page.etat.sort = "passe";
    page.magasin.recharger(page.serveur.espace("alex"));
    await attendre(0);
    expect(page.serveur.lireA("identite/acronyme")).toBe("A");
  });

  it("un service qui ne répond jamais ne bloque rien : le même lot repart, et n’est écrit qu’une fois", async () => {
    const page = await ouvrir();
    page.etat.sort = "muette";
    page.taper("identite", { acronyme: "A" });
    await enregistrer();
    await attendre(29_000);
    expect(identite(page).phase.type).toBe("en_cours");
    await attendre(1_000);
    expect(identite(page).phase).toEqual({ type: "injoignable", horsConnexion: false });
    page.etat.sort = "passe";
    await attendre(2_000);
    expect(page.envois[1]?.operations).toEqual(page.envois[0]?.operations);
    expect(page.serveur.ecrits).toHaveLength(1);
    expect(identite(page).phase.type).toBe("a_jour");
  });

  it("Rigel mis à jour sous la page : rien ne repart, tout reste gardé", async () => {
    const page = await ouvrir();
    page.etat.sort = "perimee";
    page.taper("identite", { acronyme: "A" });
    await enregistrer();
    expect(identite(page).phase).toEqual({ type: "perimee" });
    page.taper("identite", { titre: "T" });
    await attendre(120_000);
    page.battre();
    await page.magasin.envoyerTout();
    expect(page.envois).toHaveLength(1);
    expect(page.magasin.transport()).toEqual({ type: "perimee" });
    expect(page.magasin.enAttente()).toBe(2);
    expect(page.stock.length).toBe(1);
  });

  it("un navigateur qui refuse de garder le dit", async () => {
    const stock = {
      ...stockageNeuf(),
      setItem: () => {
        throw new DOMException("QuotaExceededError");
      },
    };
    const page = await ouvrir(serveurNeuf(), { stock: stock as unknown as Storage });
    page.taper("identite", { acronyme: "A" });
    await attendre(200);
    expect(page.magasin.gardeRefusee()).toBe(true);
  });
});

describe("reprise de ce qui est gardé sur l’appareil", () => {
  /** A page that is gone after these keys, 150 ms after the last one. */
  async function pageDisparue(
    serveur: Serveur,
    stock: Storage,
    geste: (p: Page) => void | Promise<void>,
    lecteur = "alex",
  ) {
    const page = await ouvrir(serveur, { stock, lecteur });
    page.etat.sort = "coupee";
    await geste(page);
    await attendre(150);
    page.magasin.tuer();
    return page;
  }
  const rouvrir = async (serveur: Serveur, stock: Storage, reglages: Parameters<typeof ouvrirPage>[1] = {}) => {
    const page = await ouvrir(serveur, { stock, ...reglages });
    await page.magasin.reprendreGardees();
    return page;
  };

  it("repart en silence, dans l’ordre, avec un avis qui dit quoi", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, (p) => p.taper("identite", { acronyme: "A", titre: "T" }));
    const page = await rouvrir(serveur, stock);
    expect(
      page.magasin
        .reprise()
        .map((r) => r.adresse)
        .sort(),
    ).toEqual(["identite/acronyme", "identite/titre"]);
    expect(serveur.lireA("identite/titre")).toBe("T");
    expect(identite(page)).toMatchObject({ revision: 1, phase: { type: "a_jour" } });
    expect(stock.length).toBe(0);
  });

  it("ce qui ne se lit pas est repris tel qu’il a été tapé", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, (p) => p.taper("identite", { dureeMois: "trente" }));
    const page = await rouvrir(serveur, stock);
    expect(identite(page).saisie).toMatchObject({ dureeMois: "trente" });
    expect(identite(page).phase).toEqual({ type: "invalide", nombre: 1 });
    expect(stock.length).toBe(1);
  });

  it("« Ne pas les reprendre » rend ce qui était là", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, (p) => p.taper("identite", { acronyme: "A" }));
    const page = await rouvrir(serveur, stock);
    page.magasin.annulerReprise();
    await enregistrer();
    expect(serveur.lireA("identite/acronyme")).toBe("FPI AURA");
    expect(page.magasin.reprise()).toEqual([]);
  });

  it("un lot écrit dont la réponse s’est perdue avec la page n’est pas écrit deux fois", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, async (p) => {
      p.etat.sort = "perdue";
      p.taper("identite", { acronyme: "A" });
      await enregistrer();
      p.taper("identite", { acronyme: "AB" });
    });
    expect(serveur.lireA("identite/acronyme")).toBe("A");
    const page = await rouvrir(serveur, stock);
    expect(serveur.lireA("identite/acronyme")).toBe("AB");
    expect(page.magasin.conflits()).toEqual([]);
    expect(stock.length).toBe(0);
  });

  it("… et si quelqu’un l’a changé depuis, sa valeur reste", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, async (p) => {
      p.etat.sort = "perdue";
      p.taper("identite", { acronyme: "A" });
      await enregistrer();
    });
    const camille = await ouvrir(serveur, { lecteur: "camille" });
    camille.taper("identite", { acronyme: "C" });
    await enregistrer();
    const page = await rouvrir(serveur, stock);
    await attendre(1_000);
    expect(serveur.lireA("identite/acronyme")).toBe("C");
    expect(identite(page).contenu.acronyme).toBe("C");
    expect(page.magasin.conflits()).toEqual([]);
  });

  it("un champ écrit par un autre entre-temps est un conflit, avec qui et quand ; rien n’est écrasé", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, (p) => p.taper("identite", { acronyme: "MIENNE", titre: "T" }));
    const camille = await ouvrir(serveur, { lecteur: "camille" });
    camille.taper("identite", { acronyme: "LEUR" });
    await enregistrer();
    const page = await rouvrir(serveur, stock);
    expect(serveur.lireA("identite/acronyme")).toBe("LEUR");
    expect(serveur.lireA("identite/titre")).toBe("T");
    expect(page.magasin.conflits()).toMatchObject([
      { adresse: "identite/acronyme", mienne: "MIENNE", leur: "LEUR", par: { nom: "camille Martin" } },
    ]);
    expect(serveur.ecartees).toEqual([{ adresse: "identite/acronyme", valeur: "MIENNE" }]);
  });

  it("une ligne ajoutée, une ligne retirée, un champ d’une ligne partie : tout revient", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, (p) => {
      const [une, deux, trois, ...reste] = p.magasin.lire("budget").saisie.budget;
      p.taper("budget", { budget: [{ ...une, montant: "42" }, trois, ...reste, { ...deux, cle: "neuve" }] });
    });
    const camille = await ouvrir(serveur, { lecteur: "camille" });
    const [une, deux] = camille.magasin.lire("budget").saisie.budget;
    camille.taper("budget", { budget: camille.magasin.lire("budget").saisie.budget.slice(1) });
    await enregistrer();
    const page = await rouvrir(serveur, stock);
    expect(serveur.lireA(`budget/budget/${deux?.cle}`)).toBeUndefined();
    expect(serveur.lireA("budget/budget/neuve")).toBeDefined();
    expect(page.magasin.conflits()).toMatchObject([{ adresse: `budget/budget/${une?.cle}`, retiree: true }]);
    page.magasin.trancher(`budget/budget/${une?.cle}`, "mienne");
    await enregistrer();
    expect(serveur.lireA(`budget/budget/${une?.cle}/montant`)).toBe("42.00");
  });

  it("un conflit pas encore tranché le reste après un rechargement", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, (p) => p.taper("identite", { acronyme: "MIENNE" }));
    const camille = await ouvrir(serveur, { lecteur: "camille" });
    camille.taper("identite", { acronyme: "LEUR" });
    await enregistrer();
    const page = await rouvrir(serveur, stock);
    await attendre(200);
    page.magasin.tuer();
    const encore = await rouvrir(serveur, stock);
    expect(encore.magasin.conflits()).toMatchObject([{ mienne: "MIENNE", leur: "LEUR" }]);
    expect(serveur.lireA("identite/acronyme")).toBe("LEUR");
  });

  it("deux pages d’une personne : celle qui vit garde les siennes, celle qui est partie est reprise", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    const verrous = verrousNeufs();
    const [v1, v2] = [verrous.page(), verrous.page()];
    const une = await ouvrir(serveur, { stock, verrous: () => v1 });
    une.magasin.ouvrir();
    une.etat.sort = "coupee";
    une.taper("identite", { acronyme: "A" });
    await attendre(150);
    const deux = await ouvrir(serveur, { stock, verrous: () => v2 });
    deux.magasin.ouvrir();
    await deux.magasin.reprendreGardees();
    expect(deux.magasin.reprise()).toEqual([]);
    une.magasin.tuer();
    v1.mourir();
    await deux.magasin.reprendreGardees();
    expect(serveur.lireA("identite/acronyme")).toBe("A");
  });

  it("une page fermée puis rouverte dans le même souffle reste vivante", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    const verrous = verrousNeufs();
    const [v1, v2] = [verrous.page(), verrous.page()];
    const une = await ouvrir(serveur, { stock, verrous: () => v1 });
    une.magasin.ouvrir();
    une.magasin.fermer();
    une.magasin.ouvrir();
    await attendre(0);
    une.etat.sort = "coupee";
    une.taper("identite", { acronyme: "A" });
    await attendre(150);
    const deux = await ouvrir(serveur, { stock, verrous: () => v2 });
    await deux.magasin.reprendreGardees();
    expect(deux.magasin.reprise()).toEqual([]);
  });

  it("deux pages d’une personne, deux champs : rien ne se croise", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    const une = await ouvrir(serveur, { stock });
    const deux = await ouvrir(serveur, { stock });
    une.taper("identite", { acronyme: "A" });
    deux.taper("identite", { titre: "T" });
    await enregistrer();
    une.battre();
    deux.battre();
    for (const p of [une, deux]) expect(identite(p).contenu).toMatchObject({ acronyme: "A", titre: "T" });
  });

  it("deux pages disparues, un même champ : la plus récente s’affiche, l’autre est dans l’historique", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, (p) => p.taper("identite", { acronyme: "ANCIENNE" }));
    await attendre(1_000);
    await pageDisparue(serveur, stock, (p) => p.taper("identite", { acronyme: "RÉCENTE" }));
    const page = await rouvrir(serveur, stock);
    await attendre(2_000);
    expect(serveur.lireA("identite/acronyme")).toBe("RÉCENTE");
    expect(serveur.connait("identite/acronyme", "ANCIENNE")).toBe(true);
    expect(page.magasin.reprise()).toEqual([{ section: "identite", adresse: "identite/acronyme" }]);
    expect(page.magasin.conflits()).toEqual([]);
    expect(stock.length).toBe(0);
  });

  it("… et la valeur qu’un autre a écrite depuis n’est pas écrasée par la seconde", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, (p) => p.taper("identite", { acronyme: "ANCIENNE" }));
    await attendre(1_000);
    await pageDisparue(serveur, stock, (p) => p.taper("identite", { acronyme: "RÉCENTE" }));
    const camille = await ouvrir(serveur, { lecteur: "camille" });
    camille.taper("identite", { acronyme: "LEUR" });
    await enregistrer();
    const page = await rouvrir(serveur, stock);
    await attendre(2_000);
    expect(serveur.lireA("identite/acronyme")).toBe("LEUR");
    expect(page.magasin.conflits()).toMatchObject([{ mienne: "RÉCENTE", leur: "LEUR" }]);
    expect(serveur.connait("identite/acronyme", "ANCIENNE")).toBe(true);
  });

  it.each([0, 1_000])("tapé ici avant la reprise (%d ms) : ce qui était gardé va dans l’historique", async (ms) => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, (p) => p.taper("diagnostic", { besoins: "Un long texte tapé hors ligne" }));
    const page = await ouvrir(serveur, { stock });
    page.taper("diagnostic", { besoins: "x" });
    await attendre(ms);
    await page.magasin.reprendreGardees();
    await attendre(2_000);
    expect(serveur.lireA("diagnostic/besoins")).toBe("x");
    expect(besoins(page)).toBe("x");
    expect(serveur.connait("diagnostic/besoins", "Un long texte tapé hors ligne")).toBe(true);
    expect(stock.length).toBe(0);
  });

  it("ce qui ne peut ni s’afficher ni aller dans l’historique reste sur l’appareil pour la page suivante", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, (p) => p.taper("identite", { dureeMois: "trente" }));
    const page = await ouvrir(serveur, { stock });
    page.taper("identite", { dureeMois: "40" });
    await page.magasin.reprendreGardees();
    await attendre(2_000);
    expect(serveur.lireA("identite/dureeMois")).toBe(40);
    expect(identite(page).saisie.dureeMois).toBe("40");
    expect(stock.length).toBe(1);
    page.magasin.fermer();
    const suivante = await rouvrir(serveur, stock);
    expect(identite(suivante).saisie.dureeMois).toBe("trente");
  });

  it("une page retire la ligne où une autre avait tapé : le montant tapé est dans l’historique", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    const changer = (p: Page, f: (l: { cle: string }[]) => unknown[]) =>
      p.taper("budget", { budget: f(p.magasin.lire("budget").saisie.budget as never) });
    await pageDisparue(serveur, stock, (p) => changer(p, ([une, ...reste]) => [{ ...une, montant: "42" }, ...reste]));
    await attendre(1_000);
    const cle = (serveur.lire("budget") as { budget: { cle: string }[] }).budget[0]?.cle;
    await pageDisparue(serveur, stock, (p) => changer(p, ([, ...reste]) => reste));
    await rouvrir(serveur, stock);
    await attendre(2_000);
    expect(serveur.lireA(`budget/budget/${cle}`)).toBeUndefined();
    expect(serveur.connait(`budget/budget/${cle}/montant`, "42.00")).toBe(true);
    expect(stock.length).toBe(0);
  });

  it("un champ vidé après un ajout dont la réponse s’est perdue l’est à la reprise", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    const libelle = (p: Page, valeur: string | null) =>
      p.taper("budget", {
        budget: [
          ...p.magasin.lire("budget").saisie.budget.filter((l) => l.cle !== "neuve"),
          { ...p.magasin.lire("budget").saisie.budget[0], cle: "neuve", libelle: valeur },
        ],
      });
    await pageDisparue(serveur, stock, async (p) => {
      p.etat.sort = "perdue";
      libelle(p, "À effacer");
      await enregistrer();
      p.etat.sort = "coupee";
      libelle(p, "");
    });
    expect(serveur.lireA("budget/budget/neuve/libelle")).toBe("À effacer");
    await rouvrir(serveur, stock);
    await attendre(2_000);
    expect(serveur.lireA("budget/budget/neuve/libelle")).toBeNull();
    expect(stock.length).toBe(0);
  });

  it("deux lots perdus d’un même champ gardent chacun leur nom : aucun n’est écrit deux fois", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    for (const acronyme of ["UN", "DEUX"]) {
      await pageDisparue(serveur, stock, async (p) => {
        p.etat.sort = "perdue";
        p.taper("identite", { acronyme });
        await enregistrer();
      });
      await attendre(1_000);
    }
    expect(serveur.ecrits).toHaveLength(2);
    const page = await rouvrir(serveur, stock);
    await attendre(15_000);
    expect(serveur.lireA("identite/acronyme")).toBe("DEUX");
    expect(identite(page).contenu.acronyme).toBe("DEUX");
    expect(serveur.ecrits).toHaveLength(2);
    expect(page.magasin.conflits()).toEqual([]);
    expect(stock.length).toBe(0);
  });

  it("un appareil qui refuse d’écrire ne perd pas ce qu’il avait gardé", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, (p) => p.taper("identite", { acronyme: "A" }));
    const plein = {
      get length() {
        return stock.length;
      },
      key: (i: number) => stock.key(i),
      getItem: (cle: string) => stock.getItem(cle),
      removeItem: (cle: string) => stock.removeItem(cle),
      setItem: () => {
        throw new DOMException("QuotaExceededError");
      },
    } as unknown as Storage;
    const page = await ouvrir(serveur, { stock: plein });
    page.etat.sort = "coupee";
    await page.magasin.reprendreGardees();
    expect(identite(page).saisie.acronyme).toBe("A");
    expect(stock.length).toBe(1);
  });

  it("droit retiré : ce qui attend se lit et se garde, de cette page et des autres, jusqu’à ce qu’on l’oublie", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, (p) => p.taper("diagnostic", { besoins: "D’une autre page" }));
    const page = await ouvrir(serveur, { stock });
    expect(page.magasin.enAttenteSansDroit()).toEqual([]);
    page.etat.sort = "coupee";
    page.taper("identite", { acronyme: "A" });
    page.magasin.recharger(serveur.espace("alex", { modifier: false }));
    await attendre(200);
    expect(stock.length).toBe(2);
    const attente = page.magasin.enAttenteSansDroit();
    expect(attente).toEqual([
      { section: "diagnostic", adresse: "diagnostic/besoins", valeur: "D’une autre page" },
      { section: "identite", adresse: "identite/acronyme", valeur: "A" },
    ]);
    expect(page.magasin.enAttenteSansDroit()).toBe(attente);
    page.magasin.oublierGardees();
    await attendre(200);
    expect(stock.length).toBe(0);
    expect(page.magasin.enAttenteSansDroit()).toEqual([]);
    expect(identite(page).saisie.acronyme).toBe("FPI AURA");
    expect(page.magasin.nonEnregistrees()).toEqual([]);
  });

  it("un autre compte ne voit rien, et la déconnexion n’efface que les siennes", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    await pageDisparue(serveur, stock, (p) => p.taper("identite", { acronyme: "secret" }));
    const sacha = await rouvrir(serveur, stock, { lecteur: "sacha" });
    expect(identite(sacha).saisie.acronyme).toBe("FPI AURA");
    effacerGardees(stock, "sacha");
    expect(stock.length).toBe(1);
    effacerGardees(stock, "alex");
    expect(stock.length).toBe(0);
  });

  it("sortir ne laisse rien derrière soi, quitter le dossier envoie une dernière fois", async () => {
    const page = await ouvrir();
    page.taper("identite", { acronyme: "A" });
    page.magasin.fermer();
    await attendre(0);
    expect(page.serveur.lireA("identite/acronyme")).toBe("A");
    const autre = await ouvrir();
    autre.taper("identite", { acronyme: "B" });
    await attendre(150);
    expect(autre.stock.length).toBe(1);
    autre.magasin.sortir();
    await attendre(5_000);
    expect(autre.stock.length).toBe(0);
    expect(autre.envois).toHaveLength(0);
  });

  it("l’ancien format est repris une fois si la section n’a pas bougé, sinon oublié", async () => {
    const [serveur, stock] = [serveurNeuf(), stockageNeuf()];
    const garder = (version: number) =>
      stock.setItem(
        "rigel:brouillon:alex:dossier-1:identite",
        JSON.stringify({ saisie: { acronyme: "ANCIEN" }, version, le: "2024-02-26T10:00:00Z" }),
      );
    garder(1);
    const page = await rouvrir(serveur, stock);
    expect(identite(page).saisie.acronyme).toBe("ANCIEN");
    expect(serveur.lireA("identite/acronyme")).toBe("ANCIEN");
    garder(1);
    await rouvrir(serveur, stock);
    expect(stock.length).toBe(0);
    garder(2);
    effacerBrouillons(stock, "alex");
    expect(stock.length).toBe(0);
  });
});

describe("ce que les autres écrivent", () => {
  it("arrive là où l’on n’a rien tapé, sans toucher à ce qu’on tape", async () => {
    const { alex, camille } = await aDeux();
    camille.taper("identite", { titre: "De Camille" });
    camille.taper("diagnostic", { besoins: "De Camille" });
    await enregistrer();
    alex.taper("identite", { acronyme: "D’Alex" });
    alex.battre();
    expect(identite(alex).saisie).toMatchObject({ titre: "De Camille", acronyme: "D’Alex" });
    expect(besoins(alex)).toBe("De Camille");
    await enregistrer();
    camille.battre();
    expect(identite(camille).contenu).toMatchObject({ titre: "De Camille", acronyme: "D’Alex" });
    expect(alex.magasin.conflits()).toEqual([]);
  });

  it("la réponse d’un enregistrement les apporte aussi", async () => {
    const { alex, camille } = await aDeux();
    camille.taper("diagnostic", { besoins: "De Camille" });
    await enregistrer();
    alex.taper("identite", { acronyme: "A" });
    await enregistrer();
    expect(besoins(alex)).toBe("De Camille");
  });

  it("une vieille nouvelle, ou une page plus vieille, ne fait pas reculer", async () => {
    const { alex, camille, serveur } = await aDeux();
    const vieille = serveur.espace();
    const nouvelles = serveur.nouveautes(0, alex.magasin.client);
    camille.taper("diagnostic", { besoins: "De Camille" });
    await enregistrer();
    alex.battre();
    alex.magasin.recevoir(nouvelles);
    alex.magasin.recharger(vieille);
    expect(besoins(alex)).toBe("De Camille");
    expect(alex.magasin.revisionConnue()).toBe(1);
  });

  it("une page relue apporte ce qui manquait, et garde ce qui est tapé", async () => {
    const { alex, camille, serveur } = await aDeux();
    camille.taper("diagnostic", { besoins: "De Camille" });
    await enregistrer();
    alex.taper("identite", { acronyme: "MIENNE" });
    alex.magasin.recharger(serveur.espace());
    expect(besoins(alex)).toBe("De Camille");
    expect(alex.magasin.fichier()).toMatchObject({ acronyme: "MIENNE", reponses: { besoins: "De Camille" } });
  });

  it("trop de nouveautés : la page se relit et rien ne se perd", async () => {
    const { alex, camille, serveur } = await aDeux();
    camille.taper("identite", { acronyme: "LEUR" });
    camille.taper("diagnostic", { besoins: "De Camille" });
    await enregistrer();
    alex.taper("identite", { acronyme: "MIENNE", titre: "T" });
    alex.magasin.recevoir({ ...serveur.nouveautes(0, alex.magasin.client), changements: [], recharger: true });
    await enregistrer();
    expect(besoins(alex)).toBe("De Camille");
    expect(serveur.lireA("identite/titre")).toBe("T");
    expect(alex.magasin.conflits()).toMatchObject([{ mienne: "MIENNE", leur: "LEUR" }]);
    // Never sent: the server hears of it when it is not kept.
    alex.magasin.trancher("identite/acronyme", "leur");
    await enregistrer();
    expect(serveur.ecartees).toEqual([{ adresse: "identite/acronyme", valeur: "MIENNE" }]);
  });

  it("des lignes vont et viennent autour de celle qu’on tape, même fausse", async () => {
    const { alex, camille } = await aDeux();
    const [une, deux, ...reste] = alex.magasin.lire("budget").saisie.budget;
    alex.taper("budget", { budget: [une, { ...deux, montant: "deux mille" }, ...reste] });
    camille.taper("budget", { budget: camille.magasin.lire("budget").saisie.budget.slice(1) });
    await enregistrer();
    alex.battre();
    const { saisie, fautes } = alex.magasin.lire("budget");
    expect(saisie.budget[0]).toMatchObject({ cle: deux?.cle, montant: "deux mille" });
    expect(Object.keys(fautes)).toEqual(["budget.0.montant"]);
  });
});

describe("deux valeurs pour un champ", () => {
  async function enConflit() {
    const { alex, camille, serveur } = await aDeux();
    camille.taper("identite", { acronyme: "LEUR" });
    await enregistrer();
    alex.taper("identite", { acronyme: "MIENNE" });
    await enregistrer();
    expect(identite(alex).phase).toEqual({ type: "conflit", nombre: 1 });
    return { alex, camille, serveur };
  }

  it("montre les deux, avec qui et quand ; rien n’est écrasé, rien de ce champ ne part", async () => {
    const { alex, serveur } = await enConflit();
    expect(alex.magasin.conflits()).toMatchObject([
      {
        adresse: "identite/acronyme",
        section: "identite",
        mienne: "MIENNE",
        leur: "LEUR",
        retiree: false,
        par: { id: "camille", nom: "camille Martin" },
        le: "2024-02-27T09:00:00.800Z",
      },
    ]);
    alex.taper("identite", { acronyme: "ENCORE", titre: "T" });
    await attendre(5_000);
    expect(serveur.lireA("identite/acronyme")).toBe("LEUR");
    expect(serveur.lireA("identite/titre")).toBe("T");
    expect(alex.magasin.conflits()).toMatchObject([{ mienne: "ENCORE" }]);
  });

  it("garder la mienne l’écrit par-dessus, l’autre reste dans l’historique", async () => {
    const { alex, serveur } = await enConflit();
    alex.magasin.trancher("identite/acronyme", "mienne");
    await attendre(0);
    expect(serveur.lireA("identite/acronyme")).toBe("MIENNE");
    expect(serveur.ecrits.map((e) => "valeur" in e && e.valeur)).toEqual(["LEUR", "MIENNE"]);
    expect(identite(alex).phase.type).toBe("a_jour");
  });

  it("garder la leur n’écrit rien, la mienne est dans l’historique et « Annuler » la rend", async () => {
    const { alex, serveur } = await enConflit();
    alex.magasin.trancher("identite/acronyme", "leur");
    await enregistrer();
    expect(identite(alex)).toMatchObject({ contenu: { acronyme: "LEUR" }, phase: { type: "a_jour" } });
    expect(serveur.ecartees).toEqual([{ adresse: "identite/acronyme", valeur: "MIENNE" }]);
    alex.magasin.annuler();
    await enregistrer();
    expect(serveur.lireA("identite/acronyme")).toBe("MIENNE");
  });

  it("vu ici d’abord, la valeur qu’on ne garde pas rejoint quand même l’historique", async () => {
    const { alex, camille, serveur } = await aDeux();
    camille.taper("identite", { acronyme: "LEUR" });
    await enregistrer();
    alex.taper("identite", { acronyme: "MIENNE" });
    alex.battre();
    expect(alex.magasin.conflits()).toHaveLength(1);
    alex.magasin.trancher("identite/acronyme", "leur");
    await enregistrer();
    expect(serveur.ecartees).toEqual([{ adresse: "identite/acronyme", valeur: "MIENNE" }]);
    expect(serveur.lireA("identite/acronyme")).toBe("LEUR");
    expect(alex.stock.length).toBe(0);
  });

  it("la même valeur des deux côtés n’est pas un conflit, et taper la leur le lève", async () => {
    const { alex } = await enConflit();
    alex.taper("identite", { acronyme: "LEUR" });
    expect(alex.magasin.conflits()).toEqual([]);
    await enregistrer();
    expect(identite(alex).phase.type).toBe("a_jour");
  });

  it("une ligne retirée par l’autre pendant qu’on la tape : la remettre, ou accepter", async () => {
    for (const choix of ["mienne", "leur"] as const) {
      const { alex, camille, serveur } = await aDeux();
      const [une, ...reste] = alex.magasin.lire("budget").saisie.budget;
      const adresse = `budget/budget/${une?.cle}`;
      camille.taper("budget", { budget: camille.magasin.lire("budget").saisie.budget.slice(1) });
      await enregistrer();
      alex.taper("budget", { budget: [{ ...une, montant: "42" }, ...reste] });
      alex.battre();
      expect(alex.magasin.conflits()).toMatchObject([
        { adresse, retiree: true, leur: null, mienne: { montant: "42.00" } },
      ]);
      alex.magasin.trancher(adresse, choix);
      await enregistrer();
      expect(serveur.lireA(`${adresse}/montant`)).toBe(choix === "mienne" ? "42.00" : undefined);
      if (choix === "leur") expect(serveur.ecartees).toEqual([{ adresse: `${adresse}/montant`, valeur: "42.00" }]);
      expect(alex.magasin.conflits()).toEqual([]);
      expect(alex.magasin.lire("budget").phase.type).toBe("a_jour");
    }
  });

  it("une ligne que je retire pendant que l’autre y écrit : la retirer quand même, ou la garder", async () => {
    for (const choix of ["mienne", "leur"] as const) {
      const { alex, camille, serveur } = await aDeux();
      const [une, ...reste] = camille.magasin.lire("budget").saisie.budget;
      const adresse = `budget/budget/${une?.cle}`;
      camille.taper("budget", { budget: [{ ...une, montant: "42" }, ...reste] });
      await enregistrer();
      alex.taper("budget", { budget: alex.magasin.lire("budget").saisie.budget.slice(1) });
      await enregistrer();
      expect(alex.magasin.conflits()).toMatchObject([
        { adresse, retiree: false, mienne: null, leur: { montant: "42.00" } },
      ]);
      alex.magasin.trancher(adresse, choix);
      await enregistrer();
      expect(serveur.lireA(`${adresse}/montant`)).toBe(choix === "mienne" ? undefined : "42.00");
      expect(alex.magasin.lire("budget").contenu.budget[0]?.cle === une?.cle).toBe(choix === "leur");
    }
  });

  it("la même cellule remplie par les deux : une seule ligne, et le choix du montant", async () => {
    const { alex, camille, serveur } = await aDeux();
    const cellule = { cle: "c_1", partenaire: null, poste: "equipement", annee: 2026, eligible: null, libelle: null };
    const ajouter = (p: Page, montant: string) =>
      p.taper("budget", { budget: [...p.magasin.lire("budget").saisie.budget, { ...cellule, montant }] });
    ajouter(camille, "10");
    await enregistrer();
    ajouter(alex, "20");
    await enregistrer();
    expect(alex.magasin.conflits()).toMatchObject([
      { adresse: "budget/budget/c_1/montant", mienne: "20.00", leur: "10.00" },
    ]);
    alex.magasin.trancher("budget/budget/c_1/montant", "mienne");
    await enregistrer();
    expect(serveur.lireA("budget/budget/c_1/montant")).toBe("20.00");
    expect(
      (serveur.lire("budget") as { budget: { cle: string }[] }).budget.filter((l) => l.cle === "c_1"),
    ).toHaveLength(1);
  });

  it("deux partenaires changés par deux personnes se rejoignent sans question", async () => {
    const { alex, camille, serveur } = await aDeux();
    const changer = (p: Page, rang: number, nom: string) =>
      p.taper("partenaires", {
        partenaires: p.magasin.lire("partenaires").saisie.partenaires.map((l, i) => (i === rang ? { ...l, nom } : l)),
      });
    changer(alex, 0, "Un");
    changer(camille, 1, "Deux");
    await enregistrer();
    alex.battre();
    camille.battre();
    const noms = (serveur.lire("partenaires") as { partenaires: { nom: string }[] }).partenaires.map((l) => l.nom);
    expect(noms.slice(0, 2)).toEqual(["Un", "Deux"]);
    expect(alex.magasin.conflits()).toEqual([]);
    expect(
      camille.magasin
        .lire("partenaires")
        .contenu.partenaires.slice(0, 2)
        .map((l) => l.nom),
    ).toEqual(["Un", "Deux"]);
  });
});

describe("annuler et rétablir", () => {
  it("des frappes rapprochées dans un champ comptent pour une", async () => {
    const page = await ouvrir();
    page.taper("identite", { acronyme: "A" });
    await attendre(300);
    page.taper("identite", { acronyme: "AB" });
    await attendre(3_000);
    page.taper("identite", { acronyme: "ABC" });
    page.magasin.annuler();
    expect(identite(page).contenu.acronyme).toBe("AB");
    page.magasin.annuler();
    expect(identite(page).contenu.acronyme).toBe("FPI AURA");
    expect(page.magasin.peutAnnuler()).toBeNull();
    page.magasin.retablir();
    page.magasin.retablir();
    expect(identite(page).contenu.acronyme).toBe("ABC");
  });

  it("traverse les sections dans l’ordre inverse des gestes, et dit où", async () => {
    const page = await ouvrir();
    page.taper("identite", { acronyme: "A" });
    page.taper("diagnostic", { besoins: "B" });
    expect(page.magasin.peutAnnuler()).toEqual({ section: "diagnostic", adresses: ["diagnostic/besoins"] });
    expect(page.magasin.annuler()).toEqual({ section: "diagnostic", adresses: ["diagnostic/besoins"], refusees: [] });
    expect(page.magasin.annuler()).toMatchObject({ section: "identite" });
    expect(identite(page).contenu.acronyme).toBe("FPI AURA");
    expect(page.magasin.peutRetablir()).toMatchObject({ section: "identite" });
    page.magasin.retablir();
    await enregistrer();
    expect(page.serveur.lireA("identite/acronyme")).toBe("A");
  });

  it("un champ changé depuis par un autre n’est pas annulé, et c’est dit", async () => {
    const { alex, camille } = await aDeux();
    alex.taper("identite", { acronyme: "A" });
    await enregistrer();
    camille.battre();
    camille.taper("identite", { acronyme: "C" });
    await enregistrer();
    alex.battre();
    expect(alex.magasin.annuler()).toEqual({ section: "identite", adresses: [], refusees: ["identite/acronyme"] });
    expect(identite(alex).contenu.acronyme).toBe("C");
    expect(alex.magasin.peutRetablir()).toBeNull();
  });

  it("sa propre saisie, normalisée par le serveur, s’annule toujours", async () => {
    const page = await ouvrir();
    const [une, ...reste] = page.magasin.lire("budget").saisie.budget;
    page.taper("budget", { budget: [{ ...une, montant: "12" }, ...reste] });
    page.taper("budget", {
      budget: [...page.magasin.lire("budget").saisie.budget, { ...une, cle: "n", montant: "9 000" }],
    });
    await enregistrer();
    // Read again with its rows in another order: the page takes the server's content as it is.
    const relu = page.serveur.espace();
    const [premiere, ...suivantes] = relu.fichier.budget ?? [];
    const [cle, ...cles] = relu.cles.budget ?? [];
    page.magasin.recharger({
      ...relu,
      revision: relu.revision + 1,
      fichier: { ...relu.fichier, budget: [...suivantes, premiere] as never },
      cles: { ...relu.cles, budget: [...cles, cle as string] },
    });
    expect(page.magasin.lire("budget").saisie.budget.at(-1)).toMatchObject({ cle: une?.cle, montant: "12.00" });
    expect(page.magasin.annuler()).toMatchObject({ adresses: ["budget/budget/n"], refusees: [] });
    expect(page.magasin.annuler()).toMatchObject({ adresses: [`budget/budget/${une?.cle}/montant`], refusees: [] });
    await enregistrer();
    expect(page.serveur.lireA(`budget/budget/${une?.cle}`)).toEqual(une);
  });

  it("un geste s’annule par son nom, et lui seul ; ce qui a changé depuis reste, et c’est dit", async () => {
    const page = await ouvrir();
    page.taper("diagnostic", { besoins: "AVANT" });
    expect(page.magasin.remplacer("identite", identite(page).contenu)).toBeNull();
    const geste = page.magasin.remplacer("identite", { ...identite(page).contenu, acronyme: "R", titre: "Restauré" });
    await enregistrer();
    page.taper("diagnostic", { besoins: "APRÈS" });
    page.taper("identite", { titre: "Retapé" });
    expect(geste && page.magasin.annulerGeste(geste)).toEqual({
      section: "identite",
      adresses: ["identite/acronyme"],
      refusees: ["identite/titre"],
    });
    expect(identite(page).contenu).toMatchObject({ acronyme: "FPI AURA", titre: "Retapé" });
    expect(besoins(page)).toBe("APRÈS");
    expect(geste && page.magasin.annulerGeste(geste)).toBeNull();
    expect(page.magasin.annuler()).toMatchObject({ adresses: ["identite/titre"] });
  });

  it("annuler un retrait rend la ligne avec sa clé", async () => {
    const page = await ouvrir();
    const avant = page.magasin.lire("budget").saisie.budget;
    page.taper("budget", { budget: avant.slice(1) });
    await enregistrer();
    page.magasin.annuler();
    await enregistrer();
    expect(page.magasin.lire("budget").contenu.budget).toEqual(avant);
    expect(page.serveur.lireA(`budget/budget/${avant[0]?.cle}`)).toEqual(avant[0]);
  });

  it("remettre une valeur de l’historique s’annule, et part comme une restauration", async () => {
    const page = await ouvrir();
    const { id } = premierPartenaire(page);
    page.magasin.restaurer(`partenaires/partenaires/${id}/nom`, "Ancien nom");
    await enregistrer();
    expect(page.envois[0]?.operations).toMatchObject([{ nature: "restauration", valeur: "Ancien nom" }]);
    page.magasin.annuler();
    await enregistrer();
    expect(page.envois[1]?.operations).toMatchObject([{ nature: "saisie" }]);
  });

  it("remplacer tout le contenu d’une section part champ par champ", async () => {
    const page = await ouvrir();
    page.magasin.remplacer("identite", { ...identite(page).contenu, acronyme: "R", titre: "Restauré" });
    await enregistrer();
    expect(page.envois[0]?.operations).toMatchObject([
      { adresse: "identite/titre", nature: "restauration" },
      { adresse: "identite/acronyme", nature: "restauration" },
    ]);
  });
});
