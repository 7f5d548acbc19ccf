import "server-only";
import { type ColonnesLues, ENTETES_ORION, reconnaitreColonnes } from "@/lib/domain/orion/colonnes";
import type { DemandeLue, RemarqueLigne } from "@/lib/domain/orion/demande";
import { lireDemande } from "@/lib/domain/orion/lire-demande";
import { regionDeInsee } from "@/lib/domain/orion/territoires";
import { remesurerConstats } from "@/lib/server/carte/constat/remesurer-constats";
import {
  type Croisements,
  chargerCroisements,
  remarqueEtablissement,
  remarqueFormation,
} from "@/lib/server/carte/croisements";
import type { DescriptionImport } from "@/lib/server/carte/import/description";
import { apercevoirDemandes } from "@/lib/server/carte/import/orion-apercu";
import { appliquerDemandes, comparerDemandes } from "@/lib/server/carte/import/orion-sql";
import { ligneDemande } from "@/lib/server/carte/ligne-demande";

/** Demands of Orion: restitution, recueil, and every older header. */
export const descriptionOrion: DescriptionImport = {
  genre: "orion",
  attendu: "un export d’Orion",
  entetesAttendus: ENTETES_ORION,
  async preparer(entetes, { regionAcademique }) {
    // Reads the nomenclature as imported last, which the levels come from too.
    const croisements = await chargerCroisements();
    const lues = reconnaitreColonnes(entetes);
    const colonneCle = enteteDe(lues, "numero");
    return {
      colonnes: lues.colonnes,
      source: lues.source,
      ...(colonneCle && { colonneCle }),
      lire(ligne, cellules) {
        const lue = lireDemande(ligne, cellules, lues);
        if (!lue.ok)
          return dAilleurs(lues, cellules, regionAcademique)
            ? { type: "ecartee" }
            : { type: "refusee", refus: lue.refus };
        const { demande } = lue;
        if (regionAcademique !== null && demande.regionAcademique !== regionAcademique) return { type: "ecartee" };
        const avertissements = [...lue.avertissements, ...croiser(croisements, lues, ligne, demande)];
        return { type: "prise", cle: demande.numero, valeurs: ligneDemande(demande), avertissements };
      },
    };
  },
  comparer: comparerDemandes,
  async appliquer(tx, importId, maintenant, _par, avancer) {
    await appliquerDemandes(tx, importId, maintenant, avancer);
    // Places seen open are counted against those the demand started from, which may just have changed.
    await remesurerConstats(tx, importId, "demandes");
  },
  apercevoir: apercevoirDemandes,
};

const enteteDe = (lues: ColonnesLues, champ: string): string | undefined => {
  const place = lues.places.get(champ);
  return place === undefined ? undefined : lues.entetes[place];
};

/** A broken row that says it is of another région would not have been taken: it must not stop this one's import. */
function dAilleurs(lues: ColonnesLues, cellules: readonly string[], regionAcademique: string | null): boolean {
  const place = lues.places.get("regionAcademique");
  const region = place === undefined ? null : regionDeInsee(cellules[place] ?? "");
  return regionAcademique !== null && region !== null && region !== regionAcademique;
}

/** What the annuaire and the nomenclature say of it: warnings, since they may be late on the carte. */
function croiser(croisements: Croisements, lues: ColonnesLues, ligne: number, d: DemandeLue): RemarqueLigne[] {
  const etablissement = remarqueEtablissement(croisements, d.uai, d.rentree);
  const formation = remarqueFormation(croisements, d.cfd, d.rentree, d.type === "fermeture");
  return [
    ...(etablissement === null
      ? []
      : [{ ligne, colonne: enteteDe(lues, "uai") ?? "UAI", motif: etablissement, valeur: d.uai }]),
    ...(formation === null
      ? []
      : [{ ligne, colonne: enteteDe(lues, "cfd") ?? "CFD", motif: formation, valeur: d.cfd }]),
  ];
}
