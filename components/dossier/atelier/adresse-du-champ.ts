/** DOM id of a control ↔ address of its field. */
import { type Adresse, sectionDe } from "@/lib/domain/edition/adresses";
import { adresseDeChemin, cheminDAdresse } from "@/lib/domain/edition/changements";
import { estEditable, type SectionEditable } from "@/lib/domain/edition/formes";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { idDeChamp } from "../identifiant-champ";

type Saisies = { lire: (section: SectionSaisie) => { saisie: unknown } };

export const adresseAuChemin = (magasin: Saisies, section: string, chemin: string): Adresse | null =>
  estEditable(section) ? adresseDeChemin(section, magasin.lire(section as SectionSaisie).saisie, chemin) : null;

/** `partenaires-2-nom` → its address, through what is typed in the section. */
export function adresseDeLId(magasin: Saisies, section: string | null, id: string): Adresse | null {
  if (section === null || id === "") return null;
  const chemin = id.replace(/^reponses-/, "").replaceAll("-", ".");
  return adresseAuChemin(magasin, section, chemin);
}

/** The nearest named control around what has the focus. */
export function adresseDuFocus(magasin: Saisies, section: string | null, cible: Element | null): Adresse | null {
  for (
    let noeud = cible?.closest("[id]") ?? null;
    noeud !== null;
    noeud = noeud.parentElement?.closest("[id]") ?? null
  ) {
    const adresse = adresseDeLId(magasin, section, noeud.id);
    if (adresse !== null) return adresse;
    if (noeud.matches("form, section, main")) return null;
  }
  return null;
}

/** Path in the section's form; null: that row is no longer there. */
export function cheminDe(magasin: Saisies, adresse: Adresse): string | null {
  const section = sectionDe(adresse);
  if (!estEditable(section)) return null;
  return cheminDAdresse(magasin.lire(section as SectionEditable as SectionSaisie).saisie, adresse);
}

export function idDe(magasin: Saisies, adresse: Adresse): string | null {
  const chemin = cheminDe(magasin, adresse);
  return chemin === null ? null : idDeChamp(chemin);
}
