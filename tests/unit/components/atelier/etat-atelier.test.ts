import { describe, expect, test, vi } from "vitest";
import { creerAtelier, initiales, presentsDans, presentsSur } from "@/components/dossier/atelier/etat-atelier";
import type { Battement, Present } from "@/lib/schemas/atelier";
import type { CommentairesVus, FilVu } from "@/lib/schemas/commentaires";

const present = (p: Partial<Present> = {}): Present => ({
  ...{ id: "a", nom: "Camille Dupré", section: "budget", adresse: null, vueLe: "2026-03-02T09:00:00.000Z" },
  ...p,
});
const battement = (presents: Present[], marque: string | null = "0.0.0"): Battement =>
  ({ nouveautes: {}, presents, commentaires: marque === null ? null : { ouverts: 0, marque } }) as unknown as Battement;
const fil = (f: Partial<FilVu>): FilVu => ({
  ...{ id: "f", section: "identite", adresse: null, resolu: null, version: 0, meMentionne: false, mentionsNonLues: 0 },
  commentaires: [{ retire: false }] as FilVu["commentaires"],
  ...f,
});
const vus = (fils: FilVu[]): CommentairesVus => ({ fils, mentionnables: [], noms: {}, ecrire: true });

describe("qui est là", () => {
  test("rien n’est redessiné tant que personne ne bouge", () => {
    const atelier = creerAtelier(async () => null);
    const dessin = vi.fn();
    atelier.souscrire(dessin);
    atelier.recevoir(battement([present()], null));
    atelier.recevoir(battement([present({ vueLe: "2026-03-02T09:00:04.000Z" })], null));
    expect(dessin).toHaveBeenCalledTimes(1);
    atelier.recevoir(battement([present({ section: "identite" })], null));
    expect(dessin).toHaveBeenCalledTimes(2);
    atelier.perdre();
    expect(atelier.lire().presents).toEqual([]);
  });

  test("dans une section, sur un champ", () => {
    const ici = present({ adresse: "budget/budget/c/montant" });
    expect(presentsDans([ici], "budget")).toEqual([ici]);
    expect(presentsDans([ici], "identite")).toEqual([]);
    expect(presentsSur([ici], "budget/budget/c/montant")).toEqual([ici]);
    expect(presentsSur([ici], "budget/budget/d/montant")).toEqual([]);
  });

  test.each([
    ["Camille Dupré", "CD"],
    ["Jean-Marc de la Tour", "JT"],
    ["Élodie", "É"],
  ])("%s : %s", (nom, attendu) => expect(initiales(nom)).toBe(attendu));
});

describe("les commentaires", () => {
  test("se relisent quand la marque bouge, et seulement alors", async () => {
    const lire = vi.fn(async () => vus([]));
    const atelier = creerAtelier(lire);
    atelier.recevoir(battement([], "1.0.0"));
    await atelier.relire();
    const fois = lire.mock.calls.length;
    atelier.recevoir(battement([], "1.0.0"));
    expect(lire).toHaveBeenCalledTimes(fois);
    atelier.recevoir(battement([], "1.1.0"));
    expect(lire).toHaveBeenCalledTimes(fois + 1);
  });

  test("se comptent par section et par champ, ouverts seulement", () => {
    const atelier = creerAtelier(async () => null);
    atelier.poserCommentaires(
      vus([
        fil({ adresse: "identite/titre", mentionsNonLues: 2 }),
        fil({}),
        fil({ adresse: "identite/titre", resolu: { par: "x", le: "y" } }),
        fil({ section: "budget", commentaires: [{ retire: true }] as FilVu["commentaires"] }),
      ]),
    );
    const { parSection, parAdresse, nonLues } = atelier.lire();
    expect([...parSection]).toEqual([["identite", 2]]);
    expect([...parAdresse]).toEqual([["identite/titre", 1]]);
    expect(nonLues).toBe(2);
  });
});
