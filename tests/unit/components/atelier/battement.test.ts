import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ABSENCE_MS, creerCoeur, type Issue, RYTHME_MS } from "@/components/dossier/atelier/battement";
import type { Battement, DemandeBattement } from "@/lib/schemas/atelier";

const BATTEMENT = { nouveautes: {}, presents: [], commentaires: null } as unknown as Battement;

let envois: DemandeBattement[];
let departs: DemandeBattement[];
let reponse: () => Promise<Issue>;
let enLigne: boolean;
let recus: number;
let perdus: number;

const creer = () =>
  creerCoeur({
    client: "page",
    lecteur: "alex",
    depuis: () => 3,
    envoyer: (demande) => {
      envois.push(demande);
      return reponse();
    },
    partir: (demande) => departs.push(demande),
    recu: () => {
      recus += 1;
    },
    perdu: () => {
      perdus += 1;
    },
    enLigne: () => enLigne,
  });
const passer = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  [envois, departs, enLigne, recus, perdus] = [[], [], true, 0, 0];
  reponse = async () => ({ type: "recu", battement: BATTEMENT });
});
afterEach(() => vi.useRealTimers());

describe("une page ouverte", () => {
  test("bat à son rythme, et aussitôt en changeant de section", async () => {
    const coeur = creer();
    coeur.situer("identite", null);
    await passer(0);
    expect(envois).toEqual([{ client: "page", lecteur: "alex", depuis: 3, section: "identite", adresse: null }]);
    await passer(RYTHME_MS * 3);
    expect(envois).toHaveLength(4);
    await passer(100);
    coeur.situer("budget", null);
    await passer(0);
    expect(envois.at(-1)).toMatchObject({ section: "budget" });
    expect(envois).toHaveLength(5);
  });

  test("traverser dix champs ne fait qu’un battement de plus", async () => {
    const coeur = creer();
    coeur.situer("identite", null);
    await passer(0);
    for (let i = 0; i < 10; i += 1) coeur.situer("identite", `identite/${i}`);
    await passer(1_000);
    expect(envois).toHaveLength(2);
    expect(envois.at(-1)?.adresse).toBe("identite/9");
  });

  test("n’a jamais deux demandes en route", async () => {
    let finir = (_: Issue) => {};
    reponse = () => new Promise((resoudre) => (finir = resoudre));
    const coeur = creer();
    coeur.situer("identite", null);
    await passer(0);
    coeur.situer("budget", null);
    await passer(RYTHME_MS * 5);
    expect(envois).toHaveLength(1);
    finir({ type: "recu", battement: BATTEMENT });
    await passer(0);
    expect(envois).toHaveLength(2);
  });
});

describe("une page qu’on ne regarde plus", () => {
  test("s’arrête au bout de trente secondes, le dit, et reprend dès qu’on y revient", async () => {
    const coeur = creer();
    coeur.montrer(true);
    await passer(0);
    coeur.montrer(false);
    await passer(ABSENCE_MS);
    expect(departs).toMatchObject([{ depart: true }]);
    const avant = envois.length;
    await passer(ABSENCE_MS * 10);
    expect(envois).toHaveLength(avant);
    coeur.montrer(true);
    await passer(0);
    expect(envois).toHaveLength(avant + 1);
  });

  test("revenue avant, n’était pas partie", async () => {
    const coeur = creer();
    coeur.montrer(true);
    coeur.montrer(false);
    await passer(ABSENCE_MS - 1);
    coeur.montrer(true);
    await passer(ABSENCE_MS);
    expect(departs).toEqual([]);
  });

  test("fermée, annonce son départ une seule fois", async () => {
    const coeur = creer();
    coeur.montrer(true);
    await passer(0);
    coeur.quitter();
    coeur.arreter();
    expect(departs).toHaveLength(1);
    await passer(RYTHME_MS * 5);
    expect(envois).toHaveLength(1);
  });
});

describe("quand rien ne répond", () => {
  test("attend de plus en plus, et n’oublie les autres qu’au second échec", async () => {
    reponse = async () => ({ type: "injoignable" });
    const coeur = creer();
    coeur.montrer(true);
    await passer(0);
    expect(perdus).toBe(0);
    await passer(4_000);
    expect([envois.length, perdus]).toEqual([2, 1]);
    await passer(7_999);
    expect(envois).toHaveLength(2);
    await passer(1);
    expect(envois).toHaveLength(3);
    reponse = async () => ({ type: "recu", battement: BATTEMENT });
    coeur.presser();
    await passer(0);
    expect(recus).toBe(1);
    await passer(RYTHME_MS);
    expect(recus).toBe(2);
  });

  test("respecte l’attente demandée", async () => {
    reponse = async () => ({ type: "injoignable", attendre: 42 });
    creer().montrer(true);
    await passer(41_999);
    expect(envois).toHaveLength(1);
    await passer(1);
    expect(envois).toHaveLength(2);
  });

  test("hors ligne, ne demande rien, jusqu’au retour", async () => {
    enLigne = false;
    const coeur = creer();
    coeur.montrer(true);
    await passer(60_000);
    expect(envois).toEqual([]);
    enLigne = true;
    coeur.presser();
    await passer(0);
    expect(envois).toHaveLength(1);
  });

  test("déconnectée, ou une autre personne connectée : oublie les autres, et n’insiste qu’une fois par minute", async () => {
    reponse = async () => ({ type: "session" });
    const coeur = creer();
    coeur.montrer(true);
    await passer(59_999);
    expect([envois.length, perdus]).toEqual([1, 1]);
    await passer(1);
    expect(envois).toHaveLength(2);
    // Signed in again in another tab, back on this page.
    reponse = async () => ({ type: "recu", battement: BATTEMENT });
    coeur.montrer(true);
    await passer(0);
    expect(recus).toBe(1);
  });

  test("d’un dossier qui n’est plus le sien, ne demande plus rien", async () => {
    reponse = async () => ({ type: "ferme" });
    const coeur = creer();
    coeur.montrer(true);
    await passer(0);
    coeur.presser();
    coeur.montrer(true);
    await passer(60_000);
    expect(envois).toHaveLength(1);
  });
});
