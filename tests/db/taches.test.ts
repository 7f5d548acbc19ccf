import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executerTaches, TACHES, type Tache } from "@/lib/server/taches";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
beforeAll(async () => {
  base = await baseDeTest();
});
afterAll(() => base.fermer());

const MATIN = new Date("2026-11-21T08:00:00Z");
const plusTard = (minutes: number, depuis = MATIN) => new Date(depuis.getTime() + minutes * 60_000);

function compteur(nom: string, rythme: Tache["rythme"] = "jour", echoue = () => false) {
  const appels: Date[] = [];
  const tache: Tache = {
    nom,
    rythme,
    async executer(maintenant) {
      appels.push(maintenant);
      if (echoue()) throw new Error("essai");
    },
  };
  return { appels, tache };
}

describe("les tâches du serveur", () => {
  it("une tâche du jour se fait une fois par jour de Paris", async () => {
    const { appels, tache } = compteur("jour");
    expect(await executerTaches(MATIN, [tache])).toEqual(["jour"]);
    expect(await executerTaches(plusTard(60), [tache])).toEqual([]);
    // 23:30 in UTC is already the day after in Paris.
    expect(await executerTaches(new Date("2026-11-21T23:30:00Z"), [tache])).toEqual(["jour"]);
    expect(appels).toHaveLength(2);
  });

  it("une tâche de l’heure se fait à chaque regard, sans que la dérive d’une minute en saute un", async () => {
    const { appels, tache } = compteur("heure", "heure");
    for (const minutes of [0, 59, 119]) await executerTaches(plusTard(minutes), [tache]);
    await executerTaches(plusTard(120), [tache]);
    expect(appels).toHaveLength(3);
  });

  it("dix processus qui regardent ensemble la font une fois", async () => {
    const { appels, tache } = compteur("ensemble");
    await Promise.all(Array.from({ length: 10 }, () => executerTaches(MATIN, [tache])));
    expect(appels).toHaveLength(1);
  });

  it("un échec n’arrête ni les autres ni le serveur, et se reprend au regard suivant", async () => {
    let casse = true;
    const premiere = compteur("fragile", "jour", () => casse);
    const seconde = compteur("solide");
    expect(await executerTaches(MATIN, [premiere.tache, seconde.tache])).toEqual(["solide"]);
    casse = false;
    expect(await executerTaches(plusTard(60), [premiere.tache, seconde.tache])).toEqual(["fragile"]);
  });

  it("ce qu’un processus mort tenait revient aux autres", async () => {
    const { appels, tache } = compteur("perdue");
    await base.client.tache.create({ data: { nom: "perdue", priseJusqua: plusTard(59) } });
    expect(await executerTaches(plusTard(30), [tache])).toEqual([]);
    expect(await executerTaches(plusTard(60), [tache])).toEqual(["perdue"]);
    expect(appels).toHaveLength(1);
  });

  it("celui qui a traîné ne rend pas ce qu’un autre a repris", async () => {
    const repris = plusTard(200);
    const lente: Tache = {
      nom: "lente",
      rythme: "jour",
      executer: async () => {
        await base.client.tache.update({ where: { nom: "lente" }, data: { priseJusqua: repris } });
      },
    };
    await executerTaches(MATIN, [lente]);
    expect(await base.client.tache.findUnique({ where: { nom: "lente" } })).toMatchObject({
      faiteLe: null,
      priseJusqua: repris,
    });
  });

  it("une base injoignable ne fait rien échouer", async () => {
    const { tache } = compteur("");
    const casse: Tache = { ...tache, nom: "\u0000" };
    expect(await executerTaches(MATIN, [casse])).toEqual([]);
  });

  it("chaque tâche a son nom", () => {
    expect(new Set(TACHES.map((t) => t.nom)).size).toBe(TACHES.length);
  });
});
