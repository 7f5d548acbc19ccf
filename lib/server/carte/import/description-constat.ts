import "server-only";
import {
  CHAMPS_EFFECTIF,
  COLONNES_CONSTAT,
  type ColonneConstat,
  colonneConstat,
  lireEffectif,
} from "@/lib/domain/carte/lire-effectif";
import { departementDeUai } from "@/lib/domain/habilitations";
import type { RemarqueLigne } from "@/lib/domain/orion/demande";
import {
  chargerCroisements,
  remarqueAnnuaire,
  remarqueEtablissement,
  remarqueMef,
} from "@/lib/server/carte/croisements";
import { apercevoirEffectifs, appliquerEffectifs, comparerEffectifs } from "@/lib/server/carte/import/constat-sql";
import type { DescriptionImport, LecteurImport } from "@/lib/server/carte/import/description";
import { departements, mefDeMefstat11 } from "@/lib/server/reference";

const cleDe = ({
  uai,
  mefstat11,
  rentree,
}: Readonly<Record<"uai" | "mefstat11", string> & { rentree: string | number }>) =>
  `${uai.toUpperCase()} ${mefstat11.toUpperCase()} ${rentree}`.slice(0, 60);

/**
 * nMef.csv writes 9 for a course that has no years: BPA, CSA and CAPA taken by modules (apprentices, adults), licences
 * professionnelles. Who is in first year cannot be told (docs/constat.md).
 */
const SANS_ANNEE = 9;
const MOTIF_SANS_ANNEE =
  "La nomenclature ne dit pas l’année de ce cursus : ses élèves ne comptent pas dans l’effectif de référence, qui est celui des premières années.";

/** Constat de rentrée: pupils by UAI and MEFSTAT11, the denominator of the rates. Counts pupils, not places (domain/2). */
export const descriptionConstat: DescriptionImport = {
  genre: "constat",
  attendu: "un constat de rentrée",
  entetesAttendus: COLONNES_CONSTAT.mefstat11,
  async preparer(entetes, { regionAcademique }) {
    const croisements = await chargerCroisements();
    const lues = entetes.map(colonneConstat);
    const places = Object.fromEntries(CHAMPS_EFFECTIF.map((c) => [c, lues.indexOf(c)])) as Record<
      ColonneConstat,
      number
    >;
    const nomDe = (champ: ColonneConstat) => entetes[places[champ]] ?? COLONNES_CONSTAT[champ][0];
    const territoires = new Map(departements().map((d) => [d.code, d]));
    // What was said once of an établissement or of a MEFSTAT11 is not said again on each of its rows.
    const dits = new Set<string>();
    let rentree: number | null = null;
    const lecteur: LecteurImport = {
      colonnes: {
        reconnues: entetes.flatMap((entete, i) => (lues[i] ? [{ entete, champ: lues[i] }] : [])),
        inconnues: entetes.filter((_, i) => lues[i] === null),
        manquantes: CHAMPS_EFFECTIF.filter((c) => places[c] < 0).map((c) => `« ${COLONNES_CONSTAT[c][0]} »`),
      },
      source: "constat",
      colonneCle: nomDe("mefstat11"),
      rentree: () => rentree,
      lire(ligne, cellules) {
        const brut = Object.fromEntries(CHAMPS_EFFECTIF.map((c) => [c, cellules[places[c]] ?? ""])) as Record<
          ColonneConstat,
          string
        >;
        const territoire = territoires.get(departementDeUai(brut.uai.toUpperCase()) ?? "");
        if (regionAcademique !== null && territoire !== undefined && territoire.region !== regionAcademique)
          return { type: "ecartee" };
        const lue = lireEffectif(brut);
        const remarquer = (champ: ColonneConstat, motif: string): RemarqueLigne => ({
          ...{ ligne, colonne: nomDe(champ), motif, valeur: brut[champ] },
        });
        if (!lue.ok)
          return { type: "refusee", refus: lue.fautes.map((f) => remarquer(f.champ, f.motif)), cle: cleDe(brut) };
        const { effectif } = lue;
        // A UAI whose département is not known belongs to nobody's région.
        if (regionAcademique !== null && territoire === undefined) return { type: "ecartee" };
        rentree ??= effectif.rentree;
        if (effectif.rentree !== rentree)
          return {
            type: "refusee",
            cle: cleDe(effectif),
            refus: [
              remarquer(
                "rentree",
                `Ce fichier commence par la rentrée ${rentree} : un constat ne porte que sur une rentrée, séparez-les.`,
              ),
            ],
          };
        const mef = mefDeMefstat11(effectif.mefstat11);
        const avertissements: RemarqueLigne[] = [];
        const dire = (champ: ColonneConstat, cle: string, motif: string | null) => {
          if (motif === null || dits.has(cle)) return;
          dits.add(cle);
          avertissements.push(remarquer(champ, motif));
        };
        const annuaire = remarqueAnnuaire(croisements, effectif.uai);
        if (annuaire !== null) dire("uai", annuaire.cle, annuaire.motif);
        dire("uai", effectif.uai, remarqueEtablissement(croisements, effectif.uai, effectif.rentree));
        if (mef === undefined)
          dire(
            "mefstat11",
            effectif.mefstat11,
            "Ce MEFSTAT11 n’est d’aucune formation que Rigel suit : ses élèves ne comptent pas dans l’effectif de référence.",
          );
        else {
          const { mefstat11 } = effectif;
          dire("mefstat11", mefstat11, remarqueMef(croisements, mef, effectif.rentree));
          if (mef.annee === SANS_ANNEE) dire("mefstat11", `${mefstat11} année`, MOTIF_SANS_ANNEE);
        }
        return {
          type: "prise",
          cle: cleDe(effectif),
          valeurs: {
            ...effectif,
            cfd: mef?.cfd ?? null,
            dispositif: mef?.dispositif ?? null,
            premiereAnnee: mef?.annee === 1,
            regionAcademique: territoire?.region ?? null,
            academie: territoire?.academie ?? null,
          },
          avertissements,
        };
      },
    };
    return lecteur;
  },
  comparer: comparerEffectifs,
  appliquer: (tx, importId, _maintenant, _par, avancer) => appliquerEffectifs(tx, importId, avancer),
  apercevoir: apercevoirEffectifs,
};
