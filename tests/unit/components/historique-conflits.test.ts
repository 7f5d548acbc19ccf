import { describe, expect, test } from "vitest";
import { deNom, garderLaMienne } from "@/components/dossier/conflits";
import { lisible, nommerLigne, nomPartenaire } from "@/components/dossier/nom-adresse";
import { valeurDe } from "@/components/dossier/valeur-historique";
import { ouvrirPage, serveurNeuf } from "./serveur-memoire";

describe("l’historique d’un champ", () => {
  const ligne = { cle: "k1", montant: "10.00", cibles: { 2025: "3" } };
  test.each([
    ["une saisie", { type: "champ", avant: "1", apres: "2" }, "budget/budget/k1/montant", "2"],
    [
      "la première valeur, avec sa ligne",
      { type: "ajout", avant: null, apres: ligne },
      "budget/budget/k1/montant",
      "10.00",
    ],
    ["la dernière, avec sa ligne", { type: "retrait", avant: ligne, apres: null }, "budget/budget/k1/montant", "10.00"],
    ["sans valeur alors", { type: "ajout", avant: null, apres: ligne }, "budget/budget/k1/libelle", null],
    ["une entrée d’un champ", { type: "ajout", avant: null, apres: ligne }, "publics/indicateurs/k1/cibles/2025", "3"],
    ["la ligne elle-même", { type: "ajout", avant: null, apres: ligne }, "budget/budget/k1", ligne],
  ] as const)("%s", (_nom, histoire, adresse, valeur) => {
    expect(valeurDe(histoire, adresse)).toEqual(valeur);
  });
});

describe("un conflit, dit à une personne", () => {
  test.each([
    ["Camille", "de Camille"],
    ["Alice", "d’Alice"],
    ["Éloïse", "d’Éloïse"],
    ["Hélène", "d’Hélène"],
    ["Yves", "d’Yves"],
    ["Yann", "de Yann"],
    ["", "de "],
  ])("celle %s", (nom, dit) => {
    expect(deNom(nom)).toBe(dit);
  });

  test("« Retirer quand même » est pour une ligne que l’on a retirée, pas pour un champ que l’on a vidé", () => {
    const c = { mienne: null, retiree: false };
    expect(garderLaMienne({ ...c, adresse: "budget/budget/k1" })).toBe("Retirer quand même");
    expect(garderLaMienne({ ...c, adresse: "budget/budget/k1/montant" })).toBe("Garder la mienne");
    expect(garderLaMienne({ ...c, adresse: "identite/acronyme" })).toBe("Garder la mienne");
    expect(garderLaMienne({ ...c, retiree: true, adresse: "budget/budget/k1" })).toBe("Garder la mienne");
  });

  test("les partenaires ont leur nom, celui que l’on vient de retirer compris", () => {
    const { magasin } = ouvrirPage(serveurNeuf());
    const { partenaires } = magasin.lire("partenaires").saisie;
    const [premier] = partenaires as { id: string; nom: string }[];
    if (premier === undefined) throw new Error("Un dossier sans partenaire");
    expect(lisible(magasin, "budget.0.partenaire", premier.id)).toBe(premier.nom);
    magasin.modifier("partenaires", {
      ...magasin.lire("partenaires").saisie,
      partenaires: partenaires.slice(1),
    } as never);
    expect(nomPartenaire(magasin, premier.id)).toBe(premier.nom);
    expect(nomPartenaire(magasin, "inconnu")).toBe("partenaire retiré");
    const ligne = { cle: "k", partenaire: premier.id, poste: "equipement", annee: 2025, montant: "1.00" };
    expect(nommerLigne(magasin, "budget/budget/k", ligne)).toMatch(/^Ligne de budget \(.+, .+, 2025\)$/);
    expect(nommerLigne(magasin, "budget/budget/k", ligne)).toContain(premier.nom);
  });
});
