import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centimes } from "@/lib/domain/argent";
import { verifier } from "@/lib/domain/eligibilite";
import {
  type ChangementRegle,
  ecarts,
  ecrireConfirmation,
  ecrireEcart,
  fautesDuJeu,
  fautesEvolution,
  preparerRegime,
} from "@/lib/domain/evolution-regime";
import { REGIMES_PUBLIES, type Regime, regime } from "@/lib/domain/regimes";
import { CODES_REGLES, type CodeRegle } from "@/lib/domain/regles/codes";
import type { Confirmation, Severite } from "@/lib/domain/verdict";
import { jeuRegles } from "@/lib/schemas/jeu-regles";
import { versDossier } from "@/lib/schemas/lecture";
import { versJeu, versRegime } from "@/lib/schemas/vers-regime";
import { dossierArbitraire } from "@/tests/outils/arbitraires";
import { fpi } from "@/tests/outils/dossiers";

const DOCUMENT: Confirmation = {
  titre: "Cahier des charges",
  date: "2025-03-02",
  lien: "https://www.exemple.fr/cahier.pdf",
  le: "2026-11-21",
  organisation: "SGPI",
};
const EFFET = "2026-12-01";
const atcf = regime("ATCF");

const suivant = (changements: readonly ChangementRegle[], seuils: Partial<Regime["seuils"]> = {}) =>
  preparerRegime(atcf, changements, seuils, EFFET);
const fautes = (changements: readonly ChangementRegle[], seuils: Partial<Regime["seuils"]> = {}) =>
  fautesEvolution(atcf, suivant(changements, seuils), changements);

describe("la version suivante d’un régime", () => {
  const c = (code: CodeRegle, severite: Severite, plus: Partial<ChangementRegle> = {}): ChangementRegle => ({
    code,
    severite,
    ...plus,
  });
  it.each<[string, ChangementRegle[], string[]]>([
    ["◊ confirmée par un document : elle peut bloquer", [c("DELAI_GO", "bloquante", { confirmation: DOCUMENT })], []],
    ["◊ confirmée sans changer de sévérité", [c("DELAI_GO", "a_justifier", { confirmation: DOCUMENT })], []],
    ["◊ bloquante sans document", [c("DELAI_GO", "bloquante")], ["regles.DELAI_GO"]],
    ["règle sourcée rendue bloquante sans document", [c("COFI_ENGAGE", "bloquante")], ["regles.COFI_ENGAGE"]],
    ["règle sourcée rendue bloquante avec document", [c("COFI_ENGAGE", "bloquante", { confirmation: DOCUMENT })], []],
    ["conseil porté à « à justifier »", [c("COFI_PRIVE", "a_justifier")], []],
    ["baisse sans raison", [c("PLAFOND_70", "conseil")], ["regles.PLAFOND_70"]],
    ["baisse avec une raison blanche", [c("PLAFOND_70", "conseil", { raison: "  " })], ["regles.PLAFOND_70"]],
    ["baisse avec sa raison", [c("PLAFOND_70", "a_justifier", { raison: "Décret du 2 mars." })], []],
    ["règle d’un autre régime", [c("PAGES_15", "conseil")], ["regles.PAGES_15", "regles"]],
    ["rien de changé", [], ["regles"]],
  ])("%s", (_, changements, attendues) => {
    expect(Object.keys(fautes(changements)).sort()).toEqual([...attendues].sort());
  });

  it("refuse de perdre une règle et de répéter une règle", () => {
    const sans = { ...suivant([]), regles: atcf.regles.slice(1) };
    expect(Object.keys(fautesEvolution(atcf, sans, []))).toEqual([`regles.${atcf.regles[0]?.code}`]);
    expect(Object.keys(fautesDuJeu([...atcf.regles, ...atcf.regles.slice(0, 1)]))).toHaveLength(1);
  });

  it("refuse d’ajouter ou de retirer un seuil, pas de le changer", () => {
    expect(fautes([], { pagesMax: 20 })).toHaveProperty(["seuils.pagesMax"]);
    expect(fautes([], { delaiGoMois: 4 })).toEqual({});
  });

  it("dit chaque différence en français", () => {
    const apres = suivant([{ code: "DELAI_GO", severite: "bloquante", confirmation: DOCUMENT }], { delaiGoMois: 4 });
    expect(ecarts(atcf, apres).map((e) => [e.type === "seuil" ? e.nom : e.code, ecrireEcart(e)])).toEqual([
      ["DELAI_GO", "À justifier → bloquante, source confirmée"],
      ["delaiGoMois", "3 mois → 4 mois"],
    ]);
    expect(ecarts(apres, apres)).toEqual([]);
  });

  it("dit qui a confirmé, quand et d’après quoi", () => {
    expect(ecrireConfirmation({ ...DOCUMENT, par: "Anne Le Goff" })).toBe(
      "Confirmée le 21\u00a0novembre\u00a02026 par Anne Le Goff (SGPI), d’après «\u00a0Cahier des charges\u00a0» du 2\u00a0mars\u00a02025",
    );
  });
});

describe("le moteur avec un autre jeu", () => {
  const tardif = versDossier(
    fpi((d) => {
      d.lettreIntention = { deposeeLe: "2023-01-01", avis: "go", avisLe: "2023-02-01" };
      d.dateDepot = "2024-03-15";
    }),
  );
  it.each<[Severite, boolean, string]>([
    ["a_justifier", false, "eligible"],
    ["a_justifier", true, "eligible"],
    ["conseil", true, "eligible"],
    ["bloquante", true, "non_eligible"],
  ])("DELAI_GO dépassé, %s, confirmée %s : %s", (severite, confirmee, verdict) => {
    const jeu = suivant([
      { code: "DELAI_GO", severite, ...(confirmee ? { confirmation: DOCUMENT } : {}), raison: "Essai." },
    ]);
    const r = verifier(tardif, { doublons: [], cfdAvecPlateau: new Set() }, jeu);
    const constat = r.constats.find((x) => x.code === "DELAI_GO");
    expect([r.verdict, r.regimeNumero, constat?.verdict, constat?.source.aConfirmer]).toEqual([
      verdict,
      2,
      "non_conforme",
      !confirmee,
    ]);
    expect(constat?.source.confirmation).toEqual(confirmee ? DOCUMENT : undefined);
  });

  it("un seuil changé change le titre et le verdict", () => {
    const jeu = suivant([], { subventionMin: centimes(100_000_000_00n) });
    const constat = verifier(tardif, undefined, jeu).constats.find((x) => x.code === "SEUIL_1M");
    expect([constat?.verdict, constat?.titre]).toEqual([
      "non_conforme",
      "Subvention d’au moins 100\u202f000\u202f000,00\u00a0€",
    ]);
  });

  it("refuse le jeu d’un autre régime", () => {
    expect(() => verifier(tardif, undefined, regime("CMA-DIAG"))).toThrow(RangeError);
  });

  it("un jeu égal au dernier ne change aucun verdict", () => {
    fc.assert(
      fc.property(dossierArbitraire, (dossier) => {
        const dernier = regime(dossier.regime);
        const meme = versRegime(versJeu(preparerRegime(dernier, [], {}, EFFET)));
        const { regimeNumero: _, ...avant } = verifier(dossier);
        const { regimeNumero, ...apres } = verifier(dossier, undefined, meme);
        expect(apres).toEqual(avant);
        expect(regimeNumero).toBe(dernier.numero + 1);
      }),
    );
  });
});

describe("le jeu écrit", () => {
  it.each(REGIMES_PUBLIES.map((r) => [r.code, r] as const))("%s : écrit puis relu, il est le même", (_, r) => {
    expect(versRegime(jeuRegles.parse(JSON.parse(JSON.stringify(versJeu(r)))))).toEqual(r);
  });
  const jeu = versJeu(atcf);
  it.each<[string, unknown]>([
    ["une règle que ce moteur ne connaît pas", { ...jeu, regles: [{ ...jeu.regles[0], code: "INCONNUE" }] }],
    [
      "une règle à confirmer qui bloque",
      { ...jeu, regles: [{ code: "DELAI_GO", severite: "bloquante", aConfirmer: true }] },
    ],
    ["une règle deux fois", { ...jeu, regles: [jeu.regles[0], jeu.regles[0]] }],
    ["un autre format", { ...jeu, format: "rigel-regime/2" }],
    ["un seuil en nombre flottant", { ...jeu, seuils: { ...jeu.seuils, subventionMin: 1_000_000.5 } }],
    ["un dénominateur nul", { ...jeu, seuils: { ...jeu.seuils, plafond: { numerateur: "70", denominateur: "0" } } }],
    ["un champ de trop", { ...jeu, autre: 1 }],
  ])("refuse %s", (_, contenu) => {
    expect(jeuRegles.safeParse(contenu).success).toBe(false);
  });
  it("connaît toutes les règles", () => {
    expect(new Set(REGIMES_PUBLIES.flatMap((r) => r.regles.map((e) => e.code)))).toEqual(new Set(CODES_REGLES));
  });
});
