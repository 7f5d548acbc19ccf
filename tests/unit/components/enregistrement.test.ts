import { UnrecognizedActionError } from "next/dist/client/components/unrecognized-action-error";
import { describe, expect, test } from "vitest";
import { creerEnregistrement, estVersionPerimee } from "@/components/dossier/enregistrement";
import type { DemandeModifications, EnregistrerModifications, Synchronisation } from "@/lib/schemas/edition";
import { AUTRE_PERSONNE, type ErreurReponse } from "@/lib/schemas/reponse";

const DEMANDE = {} as DemandeModifications;
const refus = (error: ErreurReponse): EnregistrerModifications => {
  return async () => ({ ok: false, error });
};
const echec = (erreur: unknown): EnregistrerModifications => {
  return async () => {
    throw erreur;
  };
};

describe("une nouvelle version de Rigel derrière la page", () => {
  const INCONNUE = 'Server Action "40ab" was not found on the server.';
  test.each<[string, unknown, boolean]>([
    ["l’erreur de Next", new UnrecognizedActionError(INCONNUE), true],
    ["la même, d’une autre copie", Object.assign(new Error(INCONNUE), { name: "UnrecognizedActionError" }), true],
    ["la phrase du serveur", new Error("Failed to find Server Action. This request might be from an older…"), true],
    ["le réseau coupé", new TypeError("Failed to fetch"), false],
    ["une réponse inattendue", new Error("An unexpected response was received from the server."), false],
    ["autre chose qu’une erreur", "Failed to find Server Action", false],
  ])("%s", async (_, erreur, perimee) => {
    expect(estVersionPerimee(erreur)).toBe(perimee);
    const lue = await creerEnregistrement(echec(erreur))
      .enregistrer(DEMANDE)
      .catch((e: unknown) => e);
    expect(lue instanceof Error && lue.name === "VersionPerimee").toBe(perimee);
    if (!perimee) expect(lue).toBe(erreur);
  });
});

describe("une autre personne connectée depuis", () => {
  test("se distingue d’une session finie, et s’oublie à la réponse suivante", async () => {
    let reponse: EnregistrerModifications = refus({ code: "session", message: "Votre session est terminée." });
    const { enregistrer, autrePersonne } = creerEnregistrement((d) => reponse(d));
    await enregistrer(DEMANDE);
    expect(autrePersonne()).toBe(false);
    reponse = refus({ code: "session", message: "Une autre personne…", fields: { [AUTRE_PERSONNE]: "…" } });
    await enregistrer(DEMANDE);
    expect(autrePersonne()).toBe(true);
    reponse = async () => ({ ok: true, data: {} as Synchronisation });
    await enregistrer(DEMANDE);
    expect(autrePersonne()).toBe(false);
  });
});
