import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { contenuDeSection } from "@/lib/schemas/contenus";
import { demandeModifications, OPERATIONS_MAX, type Operation } from "@/lib/schemas/edition";
import { canonique } from "@/lib/schemas/lecture";
import { clesNeuves } from "@/lib/server/dossiers/places-lignes";
import { type Etat, preparerEditions } from "@/lib/server/edition/preparer-editions";
import { exemple } from "@/tests/db/monde";
import { lignesBudget } from "@/tests/fixtures/dossier-dense";

const fichier = canonique(exemple("fpi-aura"));
const ETAT: Etat = { fichier, cles: clesNeuves(fichier) };
const commun = () => ({ id: randomUUID(), vue: 0, nature: "saisie" as const });
const champ = (adresse: string, valeur: unknown): Operation => ({ ...commun(), type: "champ", adresse, valeur });
const ajout = (adresse: string, valeur: Record<string, unknown>, rang = 10_000): Operation => ({
  ...{ ...commun(), type: "ajout", adresse, rang, valeur },
});
const retrait = (adresse: string): Operation => ({ ...commun(), type: "retrait", adresse });
const ligne = (partenaire: string | null, montant = "5.00") => ({
  ...{ partenaire, poste: "equipement", annee: 2025, montant, eligible: null, libelle: null },
});
const partenaire = (nom: string, plus = {}) => ({
  ...{ nom, nature: null, categorie: null, chefDeFile: false, siret: null, uai: null, lettreEngagement: null },
  ...{ aideEtat: null, ...plus },
});
const preparer = (operations: Operation[], ecrites: { revision: number; adresse: string }[] = [], etat = ETAT) => {
  const { apres, appliquees, sansEffet, conflits, refus } = preparerEditions(etat, operations, ecrites);
  const adresses = (ops: Operation[]) => ops.map((o) => o.adresse);
  return {
    apres: apres.fichier,
    cles: apres.cles,
    appliquees: adresses(appliquees.map((a) => a.operation)),
    valeurs: appliquees.map((a) => ("apres" in a.changement ? a.changement.apres : undefined)),
    sansEffet: adresses(sansEffet),
    conflits: adresses(conflits.map((c) => c.operation)),
    refus: adresses(refus.map((r) => r.operation)),
    messages: refus.map((r) => r.message.replace(/[\u00A0\u202F]/g, " ")),
  };
};
const cleBudget = (i: number) => ETAT.cles.budget?.[i] ?? "";
const lignes = () => contenuDeSection(fichier, "budget", ETAT.cles).budget;

describe("ce qui tient ensemble dans un envoi", () => {
  test("un partenaire et les lignes qui le nomment, dans un ordre ou dans l’autre", () => {
    const neuf = ajout("partenaires/partenaires/neuf", partenaire("Nouveau"));
    const nomme = ajout("budget/budget/n1", ligne("neuf"));
    for (const envoi of [
      [neuf, nomme],
      [nomme, neuf],
    ]) {
      const fait = preparer(envoi);
      expect(fait.refus).toEqual([]);
      expect(fait.apres.budget?.at(-1)?.partenaire).toBe("neuf");
    }
  });

  test("un partenaire retiré avec toutes les lignes qui le nomment", () => {
    const siennes = lignes().filter((l) => l.partenaire === "lp");
    const plateaux = contenuDeSection(fichier, "transformations", ETAT.cles).plateauxTechniques;
    const envoi = [
      retrait("partenaires/partenaires/lp"),
      ...siennes.map((l) => retrait(`budget/budget/${l.cle}`)),
      ...plateaux.map((p) => retrait(`transformations/plateauxTechniques/${p.cle}`)),
    ];
    const fait = preparer(envoi);
    expect(fait.refus).toEqual([]);
    expect(fait.apres.partenaires?.map((p) => p.id)).not.toContain("lp");
  });

  test("un champ tapé dans une ligne ajoutée par le même envoi", () => {
    const fait = preparer([ajout("budget/budget/n", ligne("gipal")), champ("budget/budget/n/montant", "7,5")]);
    expect(fait.appliquees).toEqual(["budget/budget/n", "budget/budget/n/montant"]);
    expect(fait.apres.budget?.at(-1)?.montant).toBe("7.50");
    expect(fait.cles.budget?.at(-1)).toBe("n");
  });

  test("un champ tapé, puis sa ligne retirée : les deux sont dans l’histoire, la ligne s’en va", () => {
    const adresse = `budget/budget/${cleBudget(0)}`;
    const fait = preparer([champ(`${adresse}/montant`, "3.00"), retrait(adresse)]);
    expect(fait.appliquees).toEqual([`${adresse}/montant`, adresse]);
    expect(fait.valeurs).toEqual(["3.00", undefined]);
    expect(fait.apres.budget).toHaveLength(lignes().length - 1);
  });

  test("une ligne retirée, puis un champ tapé dedans : gardé comme ce qui vient trop tard", () => {
    const adresse = `budget/budget/${cleBudget(0)}`;
    const fait = preparer([retrait(adresse), champ(`${adresse}/montant`, "3.00")]);
    expect(fait.appliquees).toEqual([adresse]);
    expect(fait.conflits).toEqual([`${adresse}/montant`]);
  });
});

describe("ce qui ne peut pas être gardé est refusé seul", () => {
  const CAS: [string, Operation[], string[], string][] = [
    [
      "un montant illisible",
      [champ(`budget/budget/${cleBudget(0)}/montant`, "abc")],
      [`budget/budget/${cleBudget(0)}/montant`],
      "montant en euros",
    ],
    ["un titre vidé", [champ("identite/titre", null)], ["identite/titre"], ""],
    [
      "un partenaire inconnu",
      [champ(`budget/budget/${cleBudget(1)}/partenaire`, "absent")],
      [`budget/budget/${cleBudget(1)}/partenaire`],
      "inconnu",
    ],
    [
      "une ligne qui nomme un partenaire refusé",
      [ajout("partenaires/partenaires/x", partenaire("X", { siret: "12" })), ajout("budget/budget/n", ligne("x"))],
      ["partenaires/partenaires/x", "budget/budget/n"],
      "SIRET",
    ],
    [
      "un partenaire encore nommé",
      [retrait("partenaires/partenaires/lp")],
      ["partenaires/partenaires/lp"],
      "figure encore",
    ],
    [
      "une ligne au champ inconnu",
      [ajout("budget/budget/n", { ...ligne("gipal"), pirate: 1 })],
      ["budget/budget/n"],
      "",
    ],
    [
      "un champ d’une ligne refusée",
      [ajout("budget/budget/n", { ...ligne("gipal"), pirate: 1 }), champ("budget/budget/n/montant", "1.00")],
      ["budget/budget/n", "budget/budget/n/montant"],
      "",
    ],
    ["un caractère nul", [champ("diagnostic/besoins", "a\u0000")], ["diagnostic/besoins"], "illisible"],
    ["une moitié de caractère", [champ("diagnostic/besoins", "\ud800")], ["diagnostic/besoins"], "illisible"],
    [
      "un texte trop long",
      [champ("diagnostic/besoins", "x".repeat(20_001))],
      ["diagnostic/besoins"],
      "20000 caractères",
    ],
    [
      "une règle inconnue",
      [champ("verification/justifications/INCONNUE", "x")],
      ["verification/justifications/INCONNUE"],
      "INCONNUE",
    ],
    [
      "une cible d’une année impossible",
      [ajout("publics/indicateurs/i", { nom: "I", type: null, reference: null, cibles: { demain: 1 }, source: null })],
      ["publics/indicateurs/i"],
      "",
    ],
  ];
  const juste = champ("identite/acronyme", "JUSTE");
  test.each(CAS)("%s", (_, operations, refuses, dit) => {
    const fait = preparer([...operations, juste]);
    expect(fait.refus.toSorted()).toEqual(refuses.toSorted());
    expect(fait.messages.join(" ").replaceAll(".", "")).toContain(dit);
    expect(fait.appliquees).toEqual(["identite/acronyme"]);
    expect(fait.apres).toEqual({ ...fichier, acronyme: "JUSTE" });
  });

  test("mille envois dont la moitié fautifs : chacun sa réponse, sans attendre", () => {
    const plein = canonique({ ...fichier, budget: lignesBudget(2_400) });
    const etat = { fichier: plein, cles: clesNeuves(plein) };
    const mille = Array.from({ length: OPERATIONS_MAX }, (_, i) =>
      champ(`budget/budget/${etat.cles.budget?.[i]}/montant`, i % 2 === 0 ? "abc" : `${i}.25`),
    );
    const debut = performance.now();
    const fait = preparer(mille, [], etat);
    const duree = performance.now() - debut;
    expect(fait.refus).toHaveLength(500);
    expect(fait.appliquees).toHaveLength(500);
    expect(duree).toBeLessThan(5_000);
  });

  test("plus de lignes que la liste n’en tient : les dernières sont refusées, les autres écrites", () => {
    const envoi = Array.from({ length: 70 }, (_, i) =>
      ajout(`financement/repartition/r${i}`, { partenaire: null, subvention: null }),
    );
    const deja = contenuDeSection(fichier, "financement", ETAT.cles).repartition.length;
    const fait = preparer(envoi);
    expect(fait.refus).toHaveLength(70 + deja - 60);
    expect(fait.apres.repartition).toHaveLength(60);
    expect(fait.refus).not.toContain("financement/repartition/r0");
  });

  test("des partenaires encore nommés, beaucoup à la fois", () => {
    const envoi = (fichier.partenaires ?? []).map((p) => retrait(`partenaires/partenaires/${p.id}`));
    const fait = preparer([...envoi, juste]);
    expect(fait.appliquees).toContain("identite/acronyme");
    const restants = new Set(fait.apres.partenaires?.map((p) => p.id));
    for (const l of fait.apres.budget ?? []) if (l.partenaire) expect(restants).toContain(l.partenaire);
    expect(fait.refus.length + fait.appliquees.length).toBe(envoi.length + 1);
  });
});

describe("ce qui est déjà là", () => {
  test("la même valeur autrement écrite ne change rien", () => {
    const [premiere] = lignes();
    const fait = preparer([
      champ(`budget/budget/${premiere?.cle}/montant`, ` ${premiere?.montant?.replace(".", ",")} `),
    ]);
    expect(fait.sansEffet).toHaveLength(1);
    expect(fait.appliquees).toEqual([]);
  });
  test("une justification vidée s’en va du fichier", () => {
    const avec = { ...ETAT, fichier: canonique({ ...fichier, justifications: { COFI_ENGAGE: "Oui." } }) };
    const fait = preparer([champ("verification/justifications/COFI_ENGAGE", null)], [], avec);
    expect(fait.appliquees).toHaveLength(1);
    expect(fait.apres).not.toHaveProperty("justifications");
  });
});

describe("ce qui rencontre la saisie d’un autre et ne peut pas être gardé dans l’histoire", () => {
  test.each([
    ["un caractère nul", "a\u0000"],
    ["un texte énorme", "x".repeat(100_000)],
  ])("%s est refusé, pas gardé", (_, valeur) => {
    const fait = preparer([champ("identite/acronyme", valeur)], [{ revision: 3, adresse: "identite/acronyme" }]);
    expect(fait.conflits).toEqual([]);
    expect(fait.refus).toEqual(["identite/acronyme"]);
  });
});

describe("la demande elle-même", () => {
  const base = { dossierId: randomUUID(), client: randomUUID(), lecteur: randomUUID(), depuis: 0 };
  const uneValeur = (valeur: unknown) => [{ ...commun(), type: "champ", adresse: "identite/titre", valeur }];
  const profonde = JSON.parse(`${"[".repeat(50)}${"]".repeat(50)}`);
  const CAS: [string, unknown[]][] = [
    ["une nature du service", [{ ...champ("identite/titre", "x"), nature: "systeme" }]],
    ["une nature de conflit", [{ ...champ("identite/titre", "x"), nature: "conflit" }]],
    ["l’adresse d’une autre section", [champ("depot/numero", "x")]],
    ["une adresse de plus de 600 caractères", [champ(`verification/justifications/${"X".repeat(600)}`, "x")]],
    ["deux fois le même champ", [champ("identite/titre", "x"), champ("identite/titre", "y")]],
    ["deux fois le même champ, autrement encodé", [champ("identite/titre", "x"), champ("identite/titr%65", "y")]],
    ["une révision négative", [{ ...champ("identite/titre", "x"), vue: -1 }]],
    ["une clé de trop", [{ ...champ("identite/titre", "x"), appliquee: true }]],
    ["aucune opération", []],
    ["trop d’opérations", Array.from({ length: OPERATIONS_MAX + 1 }, (_, i) => ajout(`campus/campus/${i}`, {}))],
    ["un grand entier", uneValeur(10n)],
    ["une date", uneValeur(new Date(0))],
    ["un dictionnaire", uneValeur(new Map([["a", 1]]))],
    ["un non-nombre", uneValeur(Number.NaN)],
    ["une fonction", uneValeur(() => 1)],
    ["cinquante niveaux", uneValeur(profonde)],
    ["une ligne qui n’en est pas une", [{ ...ajout("budget/budget/n", {}), valeur: "x" }]],
  ];
  test.each(CAS)("%s est refusé en entier", (_, operations) =>
    expect(demandeModifications.safeParse({ ...base, operations }).success).toBe(false),
  );
  test("une demande juste passe", () => {
    const operations = [champ("identite/titre", "x"), ajout("budget/budget/n", ligne("gipal"))];
    expect(demandeModifications.safeParse({ ...base, operations }).success).toBe(true);
  });
});
