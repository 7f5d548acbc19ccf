import { describe, expect, test } from "vitest";
import { etatDeMaLettre } from "@/components/lettres/usage-ma-lettre";
import type { MaLettreVue } from "@/lib/schemas/lettres";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";

type Lettre = NonNullable<MaLettreVue["lettre"]>;
const ENVOYEE: Lettre = {
  ...{ id: "l1", numero: 1, montant: "4000000.00", pdfOctets: 1, signature: null },
  prepareeLe: "2024-02-20T10:00:00Z",
  envoyeeLe: "2024-02-21T10:00:00Z",
};
const SIGNEE: Lettre = { ...ENVOYEE, signature: { le: "2024-02-27", fichier: { nom: "signee.pdf", octets: 1 } } };
const SUR_FICHE = { montant: "4000000.00", signeeLe: "2024-02-27" };
type Ligne = NonNullable<DossierFichier["financements"]>[number];
const apport = (montant: string | null): Ligne => ({ source: "branche", partenaire: "branche", montant, engage: true });

describe("la lettre d’un partenaire, d’après le registre et ce qu’il est en train d’écrire", () => {
  test.each([
    ["aucune lettre, un apport", null, null, [apport("1.00")], "a_preparer", "aucune"],
    ["aucune lettre, aucun apport", null, null, [], "sans_objet", "aucune"],
    ["envoyée, du montant du plan", ENVOYEE, null, [apport("4000000.00")], "envoyee", "envoyee"],
    ["envoyée, le montant vient d’être changé", ENVOYEE, null, [apport("4000000.01")], "perimee", "envoyee"],
    ["envoyée, l’apport vient d’être retiré", ENVOYEE, null, [], "perimee", "envoyee"],
    [
      "envoyée, un second apport sans montant",
      ENVOYEE,
      null,
      [apport("1.00"), apport(null)],
      "montant_inconnu",
      "envoyee",
    ],
    ["signée, du montant du plan", SIGNEE, SUR_FICHE, [apport("4000000.00")], "signee", "signee"],
    ["signée, d’un autre montant", SIGNEE, SUR_FICHE, [apport("4100000.00")], "perimee", "signee"],
    ["inscrite par l’équipe sans fichier", null, SUR_FICHE, [apport("4000000.00")], "signee", "aucune"],
    [
      "remplacée depuis : la signature d’avant ne vaut plus",
      ENVOYEE,
      SUR_FICHE,
      [apport("4000000.00")],
      "envoyee",
      "envoyee",
    ],
  ] as const)("%s", (_, lettre, lettreEngagement, financements, code, etape) => {
    const fichier = {
      partenaires: [{ id: "branche", nom: "Branche", lettreEngagement }],
      financements: [...financements],
    };
    expect(etatDeMaLettre(fichier as never, lettre)).toMatchObject({ code, etape });
  });
});
