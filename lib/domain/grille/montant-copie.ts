import { ecrireMontant, lireMontant } from "../argent";

/** `9500000.00` → `9500000,00`: what a French spreadsheet reads as a figure. Text that is no amount stays as it is. */
export const ecrireMontantCopie = (montant: string | null): string => {
  if (montant === null) return "";
  const lu = lireMontant(montant);
  return lu === undefined ? montant : ecrireMontant(lu).replace(".", ",");
};
