import { type OptionsTable, RefusFichier, type TableOuverte } from "./contrat";

export async function ouvrirXlsx(
  _chemin: string,
  nom: string,
  _octets: number,
  _options: OptionsTable,
): Promise<TableOuverte> {
  throw new RefusFichier(`« ${nom} » est un classeur : enregistrez-le en « CSV UTF-8 ».`);
}
