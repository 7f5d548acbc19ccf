import { regles, table, USAGE_DE_RIGEL } from "./aide";

export const AIDES_BUDGET = table({
  "budget.partenaire": {
    pourquoi: "Qui fait la dépense. Chaque partenaire doit retrouver sa part, ligne par ligne.",
    exemple: "GIP FCIP",
    ou: "Parmi les partenaires du dossier ; ajoutez-le d’abord dans « Partenaires » s’il manque.",
    source: USAGE_DE_RIGEL,
  },
  "budget.poste": {
    pourquoi:
      "La nature de la dépense. Le bâti et les postes pérennes ne sont jamais payés par l’appel : ils restent hors du coût éligible.",
    exemple: "Équipement et plateaux techniques",
    ou: "Service budgétaire du GIP ou du lycée. Si vous hésitez, regardez ce que le devis facture.",
    source: regles("DEPENSES_BATI", "POSTES_PERENNES"),
  },
  "budget.annee": {
    pourquoi: "L’année civile de la dépense. Les années proposées sont celles que le projet traverse.",
    exemple: "2025",
    ou: "L’année où la facture sera payée, pas celle où la commande est passée.",
    source: USAGE_DE_RIGEL,
  },
  "budget.montant": {
    pourquoi:
      "Le coût de la ligne. La somme des lignes éligibles fixe le plafond : la subvention ne dépasse pas 70 % de ce total.",
    exemple: "125 000,00",
    ou: "Devis, prix d’achats comparables, grilles de rémunération : service budgétaire du GIP ou du lycée.",
    source: regles("PLAFOND_70", "EQUILIBRE"),
  },
  "budget.eligible": {
    pourquoi:
      "Une dépense éligible compte dans le total dont la subvention peut couvrir 70 % au plus. Décochez celles que l’appel ne paie pas.",
    exemple: "Oui pour un plateau technique, non pour la construction de l’atelier qui l’abrite",
    ou: "Le texte de l’appel. Le poste décide déjà pour le bâti et les postes pérennes.",
    source: regles("PLAFOND_70", "DEPENSES_BATI"),
  },
  "budget.libelle": {
    pourquoi: "Il distingue deux dépenses d’un même poste et d’un même partenaire. Il est facultatif.",
    exemple: "Plateaux techniques, tranche 1",
    ou: "Reprenez les mots du devis.",
    source: USAGE_DE_RIGEL,
  },
});
