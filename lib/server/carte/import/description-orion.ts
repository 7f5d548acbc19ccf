import "server-only";
import { nomRegion } from "@/lib/domain/nomenclatures";
import { type ColonnesLues, ENTETES_ORION, reconnaitreColonnes } from "@/lib/domain/orion/colonnes";
import type { DemandeLue, RemarqueLigne } from "@/lib/domain/orion/demande";
import { lireDemande, lireNumero } from "@/lib/domain/orion/lire-demande";
import { regionDeInsee } from "@/lib/domain/orion/territoires";
import { remesurerConstats } from "@/lib/server/carte/constat/remesurer-constats";
import {
  type Croisements,
  chargerCroisements,
  remarqueAnnuaire,
  remarqueDispositif,
  remarqueEtablissement,
  remarqueFormation,
} from "@/lib/server/carte/croisements";
import type { DescriptionImport, RangeeImport } from "@/lib/server/carte/import/description";
import { apercevoirDemandes } from "@/lib/server/carte/import/orion-apercu";
import { appliquerDemandes, comparerDemandes, reprendreInachevees } from "@/lib/server/carte/import/orion-sql";
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
    // What was said once of the annuaire is not said again on each row.
    const dits = new Set<string>();
    return {
      colonnes: lues.colonnes,
      source: lues.source,
      ...(colonneCle && { colonneCle }),
      lire(ligne, cellules) {
        const ecartee = regionAcademique && ecarter(croisements, lues, ligne, cellules, regionAcademique);
        if (ecartee) return ecartee;
        const lue = lireDemande(ligne, cellules, lues);
        if (!lue.ok) {
          const cle = lireNumero((cellules[lues.places.get("numero") ?? -1] ?? "").trim());
          const numero = cle === undefined ? {} : { cle };
          return lue.inachevee === null
            ? { type: "refusee", refus: lue.refus, ...numero }
            : { type: "ecartee", remarque: lue.inachevee, ...numero };
        }
        const { demande } = lue;
        if (regionAcademique !== null && demande.regionAcademique !== regionAcademique) return { type: "ecartee" };
        const avertissements = [...lue.avertissements, ...croiser(croisements, lues, ligne, demande, dits)];
        return { type: "prise", cle: demande.numero, valeurs: ligneDemande(demande), avertissements };
      },
    };
  },
  comparer: comparerDemandes,
  reprendreEcartees: reprendreInachevees,
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

/**
 * A row of another région, broken or not, must not stop this one's import; and one that its own UAI denies is not believed, or a
 * région would write on another's établissement. Said then: nobody else sees why it is missing. Null: this région's.
 */
function ecarter(
  croisements: Croisements,
  lues: ColonnesLues,
  ligne: number,
  cellules: readonly string[],
  regionAcademique: string,
): RangeeImport | null {
  const lire = (champ: string) => (cellules[lues.places.get(champ) ?? -1] ?? "").trim();
  const uai = lire("uai").toUpperCase();
  const [dite, sienne] = [regionDeInsee(lire("regionAcademique")), croisements.region(uai)];
  const connues = [dite, sienne].filter((region) => region !== null);
  if (connues.every((region) => region === regionAcademique)) return null;
  if (!connues.includes(regionAcademique)) return { type: "ecartee" };
  const [champ, motif] =
    sienne === regionAcademique
      ? [
          "regionAcademique",
          `son UAI est de votre région académique, mais la ligne est dite de la région ${nomRegion(dite as string)}`,
        ]
      : [
          "uai",
          `elle est dite de votre région académique, mais son UAI est de la région ${nomRegion(sienne as string)}`,
        ];
  return {
    type: "ecartee",
    remarque: {
      ...{ ligne, colonne: enteteDe(lues, champ) ?? champ, valeur: lire(champ) },
      motif: `Ligne écartée : ${motif}. Corrigez-la dans Orion, ou confiez-la à l’équipe de Rigel.`,
    },
  };
}

/** What the annuaire and the nomenclature say of it: warnings, since they may be late on the carte. */
function croiser(
  croisements: Croisements,
  lues: ColonnesLues,
  ligne: number,
  d: DemandeLue,
  dits: Set<string>,
): RemarqueLigne[] {
  const annuaire = remarqueAnnuaire(croisements, d.uai);
  const inedite = annuaire !== null && !dits.has(annuaire.cle) ? annuaire : null;
  if (inedite !== null) dits.add(inedite.cle);
  const remarques: [string, string | null, string | null][] = [
    ["uai", inedite?.motif ?? null, d.uai],
    ["uai", remarqueEtablissement(croisements, d.uai, d.rentree), d.uai],
    ["cfd", remarqueFormation(croisements, d.cfd, d.rentree, d.type === "fermeture"), d.cfd],
    ["dispositif", remarqueDispositif(croisements, d.cfd, d.dispositif), d.dispositif],
  ];
  return remarques.flatMap(([champ, motif, valeur]) =>
    motif === null ? [] : [{ ligne, colonne: enteteDe(lues, champ) ?? champ, motif, valeur: valeur ?? "" }],
  );
}
