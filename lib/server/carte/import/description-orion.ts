import "server-only";
import { reconnaitreColonnes } from "@/lib/domain/orion/colonnes";
import { lireDemande } from "@/lib/domain/orion/lire-demande";
import { base } from "@/lib/server/base";
import type { DescriptionImport } from "@/lib/server/carte/import/description";
import { apercevoirDemandes } from "@/lib/server/carte/import/orion-apercu";
import { appliquerDemandes, comparerDemandes } from "@/lib/server/carte/import/orion-sql";
import { ligneDemande } from "@/lib/server/carte/ligne-demande";
import { tenirAJour } from "@/lib/server/referentiels/tenir-a-jour";

/** Demands of Orion: restitution, recueil, and every older header. */
export const descriptionOrion: DescriptionImport = {
  genre: "orion",
  attendu: "un export d’Orion",
  entetesAttendus: ["N° demande", "numero"],
  async preparer(entetes, { regionAcademique }) {
    // Levels come from the nomenclature as imported last.
    await tenirAJour(await base());
    const lues = reconnaitreColonnes(entetes);
    const place = lues.places.get("numero");
    const colonneCle = place === undefined ? undefined : entetes[place];
    return {
      colonnes: lues.colonnes,
      source: lues.source,
      ...(colonneCle && { colonneCle }),
      lire(ligne, cellules) {
        const lue = lireDemande(ligne, cellules, lues);
        if (!lue.ok) return { type: "refusee", refus: lue.refus };
        const { demande, avertissements } = lue;
        if (regionAcademique !== null && demande.regionAcademique !== regionAcademique) return { type: "ecartee" };
        return { type: "prise", cle: demande.numero, valeurs: ligneDemande(demande), avertissements };
      },
    };
  },
  comparer: comparerDemandes,
  appliquer: (tx, importId, maintenant, _par, avancer) => appliquerDemandes(tx, importId, maintenant, avancer),
  apercevoir: apercevoirDemandes,
};
