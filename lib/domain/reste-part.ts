/** What a partner still has to do in its part: four steps, in the order they are best taken. */

export type EtapePart = { code: "budget" | "engagement" | "signataire" | "lettre"; libelle: string; faite: boolean };

type Part = {
  budget: readonly { montant?: string | null | undefined }[];
  financements: readonly { montant?: string | null | undefined; engage?: boolean | null | undefined }[];
  signataireNom: string | null;
  lettreSignee: boolean;
};

const rempli = (texte: string | null | undefined): boolean => texte != null && texte.trim() !== "";

export function etapesDeLaPart({ budget, financements, signataireNom, lettreSignee }: Part): EtapePart[] {
  return [
    {
      code: "budget",
      libelle: "Chaque ligne de votre budget a son montant",
      faite: budget.length > 0 && budget.every((l) => rempli(l.montant)),
    },
    {
      code: "engagement",
      libelle: "Votre cofinancement a un montant, et vous vous y engagez",
      faite: financements.length > 0 && financements.every((f) => rempli(f.montant) && f.engage === true),
    },
    { code: "signataire", libelle: "Le signataire de la lettre est nommé", faite: rempli(signataireNom) },
    { code: "lettre", libelle: "La lettre d’engagement est signée", faite: lettreSignee },
  ];
}
