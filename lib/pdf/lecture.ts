/** Small readings of the exchange file that several sections share. Absent is `undefined`, never zero. */
import { type Centimes, lireMontant, somme } from "@/lib/domain/argent";
import { accorder, ecrireDate, ecrireEuros, ecrireEurosSansUnite, ecrireNombre } from "@/lib/domain/ecriture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { EntreePdf } from "./entree";
import { NON_RENSEIGNE } from "./theme";

/** Blank is absent. */
export const texteOu = (texte: string | null | undefined): string | undefined =>
  texte == null || texte.trim() === "" ? undefined : texte;

export const euros = (montant: string | null | undefined): string | undefined => {
  const lu = montant == null ? undefined : lireMontant(montant);
  return lu === undefined ? undefined : ecrireEuros(lu);
};

export const montantNu = (montant: string | null | undefined): string | undefined => {
  const lu = montant == null ? undefined : lireMontant(montant);
  return lu === undefined ? undefined : ecrireEurosSansUnite(lu);
};

export const jour = (date: string | null | undefined): string | undefined =>
  date == null ? undefined : ecrireDate(date);

export const mois = (duree: number | null | undefined): string | undefined =>
  duree == null ? undefined : accorder(duree, "mois", "mois");

export const nombre = (n: number | null | undefined): string | undefined => (n == null ? undefined : ecrireNombre(n));

export const ouiNon = (valeur: boolean | null | undefined): string | undefined =>
  valeur == null ? undefined : valeur ? "Oui" : "Non";

/** Sum of the amounts that are given; undefined when none is. */
export function total(montants: Iterable<string | null | undefined>): Centimes | undefined {
  const lus = [...montants].flatMap((m) => (m == null ? [] : (lireMontant(m) ?? [])));
  return lus.length === 0 ? undefined : somme(lus);
}

export const nomDuPartenaire = (fichier: DossierFichier): ((id: string | null | undefined) => string) => {
  const noms = new Map((fichier.partenaires ?? []).map((p) => [p.id, texteOu(p.nom)]));
  return (id) => (id == null ? "Partenaire non renseigné" : (noms.get(id) ?? id));
};

export const chefDeFile = (fichier: DossierFichier): string | undefined =>
  (fichier.partenaires ?? [])
    .filter((p) => p.chefDeFile)
    .map((p) => texteOu(p.nom) ?? p.id ?? NON_RENSEIGNE)
    .join(", ") || undefined;

export const ecrireMention = (mention: EntreePdf["mention"]): string =>
  mention.type === "apercu"
    ? "Aperçu, non déposé"
    : `Version ${mention.numero} déposée le ${ecrireDate(mention.deposeeLe)}`;

/** Short name for the running header. */
export const nomCourt = (fichier: DossierFichier): string =>
  texteOu(fichier.acronyme) ?? texteOu(fichier.titre) ?? "Dossier sans titre";
