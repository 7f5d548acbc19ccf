/**
 * The right to modify was withdrawn while edits waited: they stay on this device, to be read and copied by the person who typed
 * them, until they let them go.
 */
import type { Adresse } from "@/lib/domain/edition/adresses";
import { SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import type { SectionSaisie } from "@/lib/schemas/sections";
import type { Etats } from "./etats";
import { clientsGardes, editionsDe, lireGardee, oublier } from "./garde";

/** `valeur`: as typed; null: cleared, or a row taken out. */
export type EnAttente = { section: SectionSaisie; adresse: Adresse; valeur: unknown };

const AUCUNE: readonly EnAttente[] = [];

export function creerSansDroit(etats: Etats, client: string, stockage: () => Storage | null) {
  const { partage } = etats;
  let derniere: readonly EnAttente[] = AUCUNE;

  function lire(): EnAttente[] {
    const { id, lecteur } = partage.espace;
    const stock = stockage();
    const autres = stock === null ? [] : clientsGardes(stock, lecteur.id, id).filter((c) => c !== client);
    const editions = [
      ...autres.flatMap((c) => (stock && lireGardee(stock, lecteur.id, id, c)?.editions) || []),
      ...SECTIONS_SAISIE.flatMap((s) => editionsDe(s, etats.section(s), etats.conflits, partage.vues, partage.lot)),
    ];
    return editions.map(({ section, adresse, valeur }) => ({ section, adresse, valeur: valeur ?? null }));
  }

  return {
    /** What this person typed in this dossier and may no longer save, oldest page first. The same array as long as it says the same. */
    enAttenteSansDroit(): readonly EnAttente[] {
      const suivante = partage.espace.droits.modifier ? AUCUNE : lire();
      if (JSON.stringify(suivante) !== JSON.stringify(derniere)) derniere = suivante;
      return derniere;
    },
    /** Lets go of all of it, once read. With the right to modify nothing is forgotten: it can still be saved. */
    oublierGardees(): void {
      if (partage.espace.droits.modifier) return;
      const { id, lecteur } = partage.espace;
      const stock = stockage();
      if (stock !== null)
        for (const c of [...clientsGardes(stock, lecteur.id, id), client]) oublier(stock, lecteur.id, id, c);
      partage.lot = null;
      partage.ecartees = [];
      partage.aJuger.clear();
      etats.conflits.clear();
      etats.refus.lever();
      for (const s of SECTIONS_SAISIE) {
        const { enregistre, saisie, revision } = etats.section(s);
        if (saisie === enregistre) continue;
        etats.poser(s, {
          saisie: enregistre,
          contenu: enregistre,
          fautives: new Set(),
          fautes: {},
          revision: revision + 1,
        });
      }
      etats.publier();
    },
  };
}
