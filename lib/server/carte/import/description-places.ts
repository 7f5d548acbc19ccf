import "server-only";
import { A_REMPLIR, COLONNES_PLACES, type ColonnePlaces, colonnePlaces } from "@/lib/domain/carte/colonnes-places";
import { CHAMPS_CONSTAT } from "@/lib/domain/carte/constat";
import { motifEcrit } from "@/lib/domain/carte/motifs-ecart";
import type { PlacesDemande } from "@/lib/domain/carte/places-demande";
import { type ChampLigne, lireLigneConstat } from "@/lib/domain/carte/saisie-constat";
import type { RemarqueLigne } from "@/lib/domain/orion/demande";
import { base } from "@/lib/server/base";
import { DEMANDES_SUIVIES, PROJETS_SUIVIS, rentreesDe } from "@/lib/server/carte/constat/lire-constat";
import { CHAMPS_DEMANDE } from "@/lib/server/carte/constat/mesures-constat";
import type { DescriptionImport } from "@/lib/server/carte/import/description";
import { apercevoirPlaces, appliquerPlaces, comparerPlaces } from "@/lib/server/carte/import/places-sql";

type Suivie = PlacesDemande & { uai: string; rentrees: readonly number[] };

/** The demands that a constat may be said of: what the rows of the file are read against. */
async function demandesSuivies(regionAcademique: string | null, maintenant: Date): Promise<Map<string, Suivie>> {
  const client = await base();
  const lues = await client.demandeOrion.findMany({
    where: { AND: [DEMANDES_SUIVIES], ...(regionAcademique === null ? {} : { regionAcademique }) },
    select: { ...CHAMPS_DEMANDE, numero: true, uai: true, rentree: true, liens: PROJETS_SUIVIS },
  });
  return new Map(lues.map((d) => [d.numero, { ...d, rentrees: rentreesDe(d, maintenant) }]));
}

const NECESSAIRES = ["numero", "rentree", ...CHAMPS_CONSTAT] as const satisfies readonly ColonnePlaces[];

/** Places really open, from Rigel's own table filled in (api/v1/carte/places.csv). */
export const descriptionPlaces: DescriptionImport = {
  genre: "places",
  attendu: "le tableau des places téléchargé depuis Rigel",
  entetesAttendus: [COLONNES_PLACES.scolaire],
  ecartees: (n) => (n === 1 ? "sa seule ligne n’est pas remplie" : `aucune de ses ${n} lignes n’est remplie`),
  async preparer(entetes, { regionAcademique, maintenant }) {
    const suivies = await demandesSuivies(regionAcademique, maintenant);
    const lues = entetes.map(colonnePlaces);
    const place = (champ: ColonnePlaces) => lues.indexOf(champ);
    const lire = (cellules: readonly string[], champ: ColonnePlaces) => cellules[place(champ)] ?? "";
    const nomDe = (champ: ColonnePlaces) => entetes[place(champ)] ?? COLONNES_PLACES[champ];
    return {
      colonnes: {
        reconnues: entetes.flatMap((entete, i) => (lues[i] ? [{ entete, champ: lues[i] }] : [])),
        inconnues: entetes.filter((_, i) => lues[i] === null),
        manquantes: NECESSAIRES.filter((c) => place(c) < 0).map((c) => `« ${COLONNES_PLACES[c]} »`),
      },
      source: "places",
      colonneCle: nomDe("numero"),
      lire(ligne, cellules) {
        const numero = lire(cellules, "numero");
        const remarquer = (champ: ColonnePlaces, motif: string): RemarqueLigne => ({
          ...{ ligne, colonne: nomDe(champ), motif, valeur: lire(cellules, champ) },
        });
        const texte = lire(cellules, "rentree").replace(/[.,]0+$/, "");
        const cle = `${numero} ${texte}`.slice(0, 100);
        const refuser = (champ: ColonnePlaces, motif: string) => ({
          ...{ type: "refusee" as const, refus: [remarquer(champ, motif)], cle },
        });
        const saisie = Object.fromEntries(A_REMPLIR.map((c) => [c, lire(cellules, c)])) as Record<ChampLigne, string>;
        // Not filled in: nothing is said of that demand, which is not the same as no place.
        if (A_REMPLIR.every((c) => saisie[c] === "")) return { type: "ecartee" };
        const demande = suivies.get(numero);
        if (demande === undefined)
          return refuser(
            "numero",
            "Cette demande n’est pas sur la carte de votre région académique, ou elle n’y est pas suivie (brouillon, refusée, supprimée, ajustement).",
          );
        const rentree = /^\d{4}$/.test(texte) ? Number(texte) : Number.NaN;
        if (!demande.rentrees.includes(rentree))
          return refuser(
            "rentree",
            `Cette demande n’est pas suivie à cette rentrée : de la sienne à cinq ans après la fin du projet, une fois la rentrée passée${
              demande.rentrees.length === 0 ? "" : ` (${demande.rentrees.join(", ")})`
            }.`,
          );
        const lue = lireLigneConstat({ ...saisie, motif: motifEcrit(saisie.motif) ?? saisie.motif }, demande);
        if (lue.etat === "vide") return { type: "ecartee" };
        if (lue.etat === "fautes")
          return { type: "refusee", refus: lue.fautes.map((f) => remarquer(f.champ, f.message)), cle };
        const uai = lire(cellules, "uai").toUpperCase();
        const { places, motif, precision } = lue.constat;
        return {
          type: "prise",
          cle,
          valeurs: { numero, rentree, ...places, motif, precision, vue: null },
          avertissements:
            uai === "" || uai === demande.uai
              ? []
              : [remarquer("uai", `Sur la carte, cette demande est de l’établissement ${demande.uai}.`)],
        };
      },
    };
  },
  comparer: comparerPlaces,
  appliquer: appliquerPlaces,
  apercevoir: apercevoirPlaces,
};
