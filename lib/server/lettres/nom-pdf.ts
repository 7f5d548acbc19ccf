/** « lettre-engagement-branche-industrielle-2.pdf »: harmless on every system. */
export function nomPdf({ nomPartenaire, numero }: { nomPartenaire: string; numero: number }): string {
  const nom = nomPartenaire
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return `lettre-engagement-${nom === "" ? "partenaire" : nom}-${numero}.pdf`;
}
