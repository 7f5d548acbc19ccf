import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { regime } from "@/lib/domain/regimes";
import type { EspaceDossier } from "@/lib/schemas/espace";
import { versJeu } from "@/lib/schemas/vers-regime";
import { ouvrirPage, serveurNeuf } from "./serveur-memoire";

/** The dossier is moved under other rules while a page of it is open. */

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const AUTRE = { code: "ATCF-AMORCAGE", numero: 1 } as const;
const deplace = (e: EspaceDossier): EspaceDossier => ({
  ...e,
  fichier: { ...e.fichier, regime: AUTRE.code },
  jeu: versJeu(regime(AUTRE.code)),
});

async function ouvrir() {
  const serveur = serveurNeuf();
  const relire = vi.fn();
  const page = ouvrirPage(serveur, { relire });
  await vi.advanceTimersByTimeAsync(0);
  const apprendre = (jeu: { code: "ATCF" | "ATCF-AMORCAGE"; numero: number } | undefined) =>
    page.magasin.recevoir({
      ...serveur.nouveautes(page.magasin.revisionConnue(), page.magasin.client),
      ...(jeu && { regime: jeu }),
    });
  return { serveur, relire, page, apprendre };
}

describe("le jeu de règles du dossier", () => {
  it("le même, ou un service qui n’en dit rien : la page ne se relit pas", async () => {
    const { relire, apprendre } = await ouvrir();
    apprendre({ code: "ATCF", numero: 1 });
    apprendre(undefined);
    expect(relire).not.toHaveBeenCalled();
  });

  it.each([AUTRE, { code: "ATCF", numero: 2 } as const])("un autre (%o) : la page se relit", async (jeu) => {
    const { relire, apprendre } = await ouvrir();
    apprendre(jeu);
    expect(relire).toHaveBeenCalledTimes(1);
  });

  it("ce qui était tapé part une fois la page relue, et n’est pas perdu", async () => {
    const { serveur, page, apprendre } = await ouvrir();
    page.taper("identite", { titre: "Tapé pendant le changement" });
    apprendre(AUTRE);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(page.envois).toHaveLength(0);
    page.magasin.recharger(deplace(serveur.espace()));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(serveur.lireA("identite/titre")).toBe("Tapé pendant le changement");
    expect(page.magasin.fichier().regime).toBe(AUTRE.code);
    expect(page.magasin.conflits()).toEqual([]);
  });
});
