/** The severities of domain/1, rule by rule and regime by regime: B bloquante, J à justifier, C conseil, * source à confirmer. */
import { describe, expect, it } from "vitest";
import { REGIMES_PUBLIES } from "@/lib/domain/regimes";

const TABLE = `
                   DIAG  S1  S2  AMORCAGE  ATCF
PLAFOND_70         J*    B   B   B         B
SEUIL_1M           -     B   B   -         B
PLAFOND_DIAG       B     -   -   -         -
EQUILIBRE          B     B   B   B         B
DEPENSES_BATI      -     -   -   J*        B
POSTES_PERENNES    -     -   -   J*        B
COFI_ENGAGE        J     J   J   J         J
COFI_PRIVE         C     C   C   C         C
CUMUL_PIA          -     -   -   J*        B
AIDE_ETAT          J*    J*  J*  J*        J*
DUREE              B     B   B   B         B
STRATEGIE_RA       -     -   -   J*        B
VALIDATION_REGION  -     -   -   J*        B
BENEFICIAIRE       -     -   -   J*        B
EQUIPEMENTS        -     -   -   J*        J
PARCOURS           -     -   -   J*        B
PORTAGE            -     -   -   J*        B
ECONOMIE           -     -   -   J*        B
DIAGNOSTIC         -     B   B   B         B
BESOINS            -     B   B   B         B
APPRENANTS         -     J   J   J         J
AUTOEVALUATION     -     B   B   B         B
IMPACT_CARTE       -     -   -   B         B
TROIS_CATEGORIES   -     -   J*  -         -
LETTRE_GO          -     -   B   -         B
DELAI_GO           -     -   J*  -         J*
PAGES_15           -     -   J*  -         -
FILIERE            B     B   B   B         B
VOLET              B     B   B   B         B
EGALITE_FH         -     -   -   C         C
COH_ETAB           -     -   -   J         J
COH_CALENDRIER     -     -   -   B         B
COH_DOUBLON        -     -   -   J         J
COH_EQUIPEMENT     -     -   -   C         C
COH_COUT_PLACE     -     -   -   C         C
COH_LETTRES        J     J   J   J         J
`;

const LETTRES = { bloquante: "B", a_justifier: "J", conseil: "C" } as const;

describe("les sévérités de domain/1", () => {
  const lignes = TABLE.trim()
    .split("\n")
    .slice(1)
    .map((l) => l.split(/\s+/));
  it.each(lignes)("%s : %s %s %s %s %s", (code, ...attendues) => {
    const obtenues = REGIMES_PUBLIES.map((r) => {
      const e = r.regles.find((x) => x.code === code);
      return e ? `${LETTRES[e.severite]}${e.aConfirmer ? "*" : ""}` : "-";
    });
    expect(obtenues).toEqual(attendues);
  });
  it("sont toutes dans le tableau", () => {
    const codes = new Set(REGIMES_PUBLIES.flatMap((r) => r.regles.map((e) => e.code as string)));
    expect(lignes.map(([code]) => code).sort()).toEqual([...codes].sort());
  });
});
