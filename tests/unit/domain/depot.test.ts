import { describe, expect, it } from "vitest";
import { blocagesDepot, nomPiece, refusDepot } from "@/lib/domain/depot";
import { CODES_ETAT, type CodeEtat, peutDeposer } from "@/lib/domain/etats";
import { REGIMES } from "@/lib/domain/nomenclatures";
import type { Constat, Severite, Verdict } from "@/lib/domain/verdict";

const constat = (code: string, severite: Severite, verdict: Verdict): Constat => ({
  code,
  titre: "Titre",
  groupe: "projet",
  severite,
  verdict,
  message: "Message.",
  figures: [],
  champs: [],
  source: { reference: "Source", aConfirmer: false },
});

describe("ce qui bloque le dépôt", () => {
  it.each<[Severite, Verdict, string | undefined, boolean]>([
    ["bloquante", "conforme", undefined, false],
    ["bloquante", "non_conforme", undefined, true],
    ["bloquante", "indetermine", undefined, true],
    ["bloquante", "non_conforme", "Un texte n’y change rien.", true],
    ["a_justifier", "conforme", undefined, false],
    ["a_justifier", "non_conforme", undefined, true],
    ["a_justifier", "indetermine", " ", true],
    ["a_justifier", "non_conforme", "Pourquoi.", false],
    ["a_justifier", "indetermine", "Pourquoi.", false],
    ["conseil", "non_conforme", undefined, false],
    ["conseil", "indetermine", undefined, false],
  ])("règle %s, %s, justification %j : %s", (severite, verdict, texte, bloque) => {
    const { regles } = blocagesDepot([constat("R", severite, verdict)], texte === undefined ? {} : { R: texte }, []);
    expect(regles.map((c) => c.code)).toEqual(bloque ? ["R"] : []);
  });

  it("une pièce déclarée attend son fichier", () => {
    const pieces = [
      { id: "a", type: "annexe", jointe: true },
      { id: "b", type: null, jointe: false },
    ];
    expect(blocagesDepot([], {}, pieces).piecesSansFichier.map((p) => p.id)).toEqual(["b"]);
    expect([nomPiece(null), nomPiece("inconnu")]).toEqual([null, "inconnu"]);
  });
});

describe("pourquoi l’état refuse le dépôt", () => {
  const cas: [CodeEtat, "ATCF" | "CMA-DIAG", RegExp | null][] = [
    ["brouillon", "ATCF", /lettre d’intention doit d’abord être déposée, puis recevoir un avis GO/],
    ["lettre_deposee", "ATCF", /doit d’abord recevoir un avis GO/],
    ["lettre_go", "ATCF", /montage/],
    ["lettre_no_go", "ATCF", /NO GO/],
    ["en_montage", "ATCF", null],
    ["complements_demandes", "ATCF", null],
    ["depose", "ATCF", /nouvelle version/],
    ["en_instruction", "ATCF", /compléments/],
    ["laureat", "ATCF", /lauréat/],
    ["refuse", "ATCF", /refusé/],
    ["conventionne", "ATCF", /conventionné/],
    ["en_suivi", "ATCF", /en suivi/],
    ["clos", "ATCF", /clos/],
    ["abandonne", "ATCF", /abandonné/],
    ["brouillon", "CMA-DIAG", null],
    ["complements_demandes", "CMA-DIAG", null],
    ["en_montage", "CMA-DIAG", /n’a pas de lettre/],
    ["depose", "CMA-DIAG", /nouvelle version/],
    ["conventionne", "CMA-DIAG", /conventionné/],
    ["abandonne", "CMA-DIAG", /abandonné/],
  ];
  it.each(cas)("%s en %s : %s", (etat, regime, attendu) => {
    const phrase = refusDepot(etat, regime);
    if (attendu === null) return expect(phrase).toBeNull();
    expect(phrase).toMatch(attendu);
    if (!etat.startsWith("lettre") && etat !== "brouillon") expect(phrase).not.toMatch(/avis/);
  });

  it("se tait exactement quand le dépôt est permis", () => {
    for (const regime of REGIMES.codes)
      for (const etat of CODES_ETAT)
        expect(refusDepot(etat, regime) === null, `${etat} ${regime}`).toBe(peutDeposer(etat, regime));
  });
});
