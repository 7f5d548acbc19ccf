import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  annulerRetour,
  nomAvantRetour,
  nonEnregistre,
  remettre,
  sectionsARendre,
  toutEnvoyer,
} from "@/components/points/retour";
import { contenuDeSection } from "@/lib/schemas/contenus";
import { NOM_POINT_MAX } from "@/lib/schemas/points";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { ouvrirPage, serveurNeuf } from "./serveur-memoire";

const fichier = JSON.parse(readFileSync("tests/fixtures/exemples/fpi-aura.json", "utf8")) as DossierFichier;
const cles = { budget: (fichier.budget ?? []).map((_, i) => `cle-${i}`) };

describe("revenir à un point", () => {
  test("ce qui n’a pas changé ne se propose pas ; une ligne revient sous son nom", () => {
    const sans = { ...fichier, budget: (fichier.budget ?? []).slice(1), acronyme: "Autre" };
    const clesSans = { budget: cles.budget.slice(1) };
    const lues = sectionsARendre({ fichier, cles }, (s) => contenuDeSection(sans, s, clesSans));
    expect(lues.map((s) => [s.section, s.changements.length])).toEqual([
      ["identite", 1],
      ["budget", 1],
    ]);
    expect(lues[1]?.changements[0]).toMatchObject({ type: "ajout", adresse: "budget/budget/cle-0", rang: 0 });
    expect(sectionsARendre({ fichier, cles }, (s) => contenuDeSection(fichier, s, cles))).toEqual([]);
  });
  test("le nom du point fait juste avant tient toujours", () => {
    expect(nomAvantRetour("Budget validé")).toBe("Avant le retour à « Budget validé »");
    expect(nomAvantRetour("x".repeat(NOM_POINT_MAX)).length).toBeLessThanOrEqual(NOM_POINT_MAX);
  });
});

describe("un retour, fait puis annulé", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.setSystemTime(new Date("2024-02-27T09:00:00Z"));
  });
  afterEach(() => vi.useRealTimers());

  /** Two people; the point was made before Alex changed the acronym and the needs. */
  async function aDeux() {
    const serveur = serveurNeuf();
    const alex = ouvrirPage(serveur);
    const camille = ouvrirPage(serveur, { lecteur: "camille" });
    await vi.advanceTimersByTimeAsync(0);
    const depart = serveur.espace();
    alex.taper("identite", { acronyme: "APRÈS" });
    alex.taper("diagnostic", { besoins: "Besoins d’après." });
    await toutEnvoyer(alex.magasin);
    camille.battre();
    const lire = () =>
      sectionsARendre({ fichier: depart.fichier, cles: depart.cles }, (s) => alex.magasin.lire(s).contenu);
    return { serveur, alex, camille, lire, titre: depart.fichier.titre, acronyme: depart.fichier.acronyme };
  }

  test("annuler reprend les gestes du retour, et eux seuls", async () => {
    const { serveur, alex, lire, acronyme } = await aDeux();
    alex.taper("identite", { titre: "Un titre retapé avant le retour" });
    await toutEnvoyer(alex.magasin);
    // The title too differs from the point: taken out of the list, as when its section is not chosen.
    const lues = lire().filter((s) => s.section === "diagnostic");
    const { gestes, laissees } = remettre(alex.magasin, lues);
    expect(gestes).toHaveLength(1);
    expect(laissees).toEqual([]);
    // Something is typed since, that the last gesture of the store now is.
    alex.taper("identite", { acronyme: "TAPÉ DEPUIS" });
    expect(annulerRetour(alex.magasin, gestes)).toEqual({ refusees: [], perdus: 0 });
    await toutEnvoyer(alex.magasin);
    expect(serveur.lireA("diagnostic/besoins")).toBe("Besoins d’après.");
    expect(serveur.lireA("identite/acronyme")).toBe("TAPÉ DEPUIS");
    expect(serveur.lireA("identite/titre")).toBe("Un titre retapé avant le retour");
    expect(acronyme).not.toBe("TAPÉ DEPUIS");
    // Twice is once.
    expect(annulerRetour(alex.magasin, gestes)).toEqual({ refusees: [], perdus: 1 });
  });

  test("un champ modifié depuis par quelqu’un d’autre n’est pas remis, et c’est dit", async () => {
    const { serveur, alex, camille, lire } = await aDeux();
    const { gestes } = remettre(alex.magasin, lire());
    await toutEnvoyer(alex.magasin);
    camille.battre();
    camille.taper("identite", { acronyme: "CAMILLE" });
    await toutEnvoyer(camille.magasin);
    alex.battre();
    expect(annulerRetour(alex.magasin, gestes)).toEqual({ refusees: ["identite/acronyme"], perdus: 0 });
    await toutEnvoyer(alex.magasin);
    expect(serveur.lireA("identite/acronyme")).toBe("CAMILLE");
    expect(serveur.lireA("diagnostic/besoins")).toBe("Besoins d’après.");
  });

  test("ce que d’autres écrivent pendant que la fenêtre est ouverte reste : seul ce qui était annoncé est fait", async () => {
    const { serveur, alex, camille, lire, acronyme } = await aDeux();
    const lues = lire();
    camille.taper("identite", { titre: "Le titre de Camille" });
    camille.taper("diagnostic", { besoins: "Les besoins de Camille." });
    await toutEnvoyer(camille.magasin);
    alex.battre();
    const { gestes, laissees } = remettre(alex.magasin, lues);
    await toutEnvoyer(alex.magasin);
    expect(gestes).toHaveLength(1);
    expect(laissees).toEqual(["diagnostic/besoins"]);
    expect(serveur.lireA("identite/acronyme")).toBe(acronyme ?? null);
    expect(serveur.lireA("identite/titre")).toBe("Le titre de Camille");
    expect(serveur.lireA("diagnostic/besoins")).toBe("Les besoins de Camille.");
    // Read again, the list tells them.
    expect(lire().flatMap((s) => s.changements.map((c) => c.adresse))).toEqual([
      "identite/titre",
      "diagnostic/besoins",
    ]);
  });

  test("ce qui est déjà redevenu comme au point n’est ni refait ni compté", async () => {
    const { alex, camille, lire, acronyme } = await aDeux();
    const lues = lire().filter((s) => s.section === "identite");
    camille.taper("identite", { acronyme });
    await toutEnvoyer(camille.magasin);
    alex.battre();
    expect(remettre(alex.magasin, lues)).toEqual({ gestes: [], laissees: [] });
  });

  test("ce que le service n’a pas se compte et se dit : le retour ne part pas", async () => {
    const { serveur, alex, camille } = await aDeux();
    camille.taper("identite", { titre: "Le titre de Camille" });
    await toutEnvoyer(camille.magasin);
    alex.taper("identite", { titre: "Le titre d’Alex" });
    expect(await toutEnvoyer(alex.magasin)).toBe(1);
    expect(nonEnregistre(alex.magasin)).toEqual([
      expect.stringMatching(/^Identité.*: 1\u00a0champ écrit aussi par quelqu’un d’autre, à trancher$/),
    ]);
    alex.magasin.trancher("identite/titre", "leur");
    expect(await toutEnvoyer(alex.magasin)).toBe(0);
    expect(nonEnregistre(alex.magasin)).toEqual([]);
    alex.etat.sort = "coupee";
    alex.taper("identite", { acronyme: "HORS LIGNE" });
    expect(await toutEnvoyer(alex.magasin)).toBe(1);
    expect(nonEnregistre(alex.magasin).join()).toMatch(/connexion est coupée|ne répond pas/);
    expect(serveur.lireA("identite/acronyme")).toBe("APRÈS");
  });
});
