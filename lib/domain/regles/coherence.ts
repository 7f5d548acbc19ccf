/** Money ↔ carte ↔ consortium, on what the dossier alone says. */
import { centimes } from "../argent";
import { dernierJour, ecartJours } from "../dates";
import { accorder, ecrireDate, ecrireEuros, enumerer } from "../ecriture";
import { estCofinancement } from "../faits";
import { etatsLettres } from "../lettres";
import { sansTransformation } from "./carte";
import { nommer, nommerCampus } from "./consortium";
import {
  champ,
  conforme,
  figureDate,
  figureMontant,
  figureNombre,
  indetermine,
  margeJours,
  margeMontant,
  nonConforme,
  regle,
} from "./regle";
import { SOURCES_REGLES } from "./sources";

export const cohEtab = regle({
  code: "COH_ETAB",
  titre: "Établissements des transformations partenaires du projet",
  groupe: "coherence",
  source: SOURCES_REGLES.coherence,
  evalue: ({ dossier: { transformations, partenaires, campus } }) => {
    if (transformations.length === 0) return sansTransformation();
    const figures = [figureNombre("Transformations", transformations.length)];
    if (campus.length > 0)
      return conforme({
        message: `Le projet est lié à ${enumerer(campus.map(nommerCampus))}, dont les établissements sont membres.`,
        figures,
        champs: [champ("partenaires", "campus-0-nom")],
      });
    const connus = new Set(partenaires.flatMap((p) => (p.uai === undefined ? [] : [p.uai])));
    const etrangeres = transformations
      .map((t, rang) => ({ uai: t.uai, rang }))
      .filter(({ uai }) => uai !== undefined && !connus.has(uai));
    const sansUai = transformations.flatMap((t, i) =>
      t.uai === undefined ? [champ("transformations", `transformations-${i}-uai`)] : [],
    );
    if (etrangeres.length > 0) {
      const uais = [...new Set(etrangeres.map(({ uai }) => uai ?? ""))];
      return nonConforme({
        message: `${uais.length > 1 ? "Ces établissements ne sont pas partenaires" : "Cet établissement n’est pas partenaire"} du projet : ${enumerer(uais)}.`,
        figures: [...figures, figureNombre("Établissements hors du projet", uais.length)],
        pourCorriger: "Ajoutez ces établissements aux partenaires, ou liez le campus dont ils sont membres.",
        champs: [
          champ("partenaires", "ajouter-partenaire"),
          ...etrangeres.map(({ rang }) => champ("transformations", `transformations-${rang}-uai`)),
        ],
      });
    }
    if (sansUai.length > 0)
      return indetermine({
        message: "L’établissement d’une transformation n’est pas connu.",
        figures,
        pourCorriger: "Indiquez l’UAI de chaque transformation.",
        champs: sansUai,
      });
    return conforme({
      message: "Chaque établissement concerné par une transformation est partenaire du projet.",
      figures,
      champs: [champ("transformations", "transformations-0-uai")],
    });
  },
});

/** A rentrée is counted on 1 September (formats.md). */
const jourDeRentree = (annee: number): string => `${String(annee).padStart(4, "0")}-09-01`;

export const cohCalendrier = regle({
  code: "COH_CALENDRIER",
  titre: "Rentrées dans le calendrier du projet",
  groupe: "coherence",
  source: SOURCES_REGLES.coherence,
  evalue: ({ dossier: { transformations, debut, dureeMois } }) => {
    if (transformations.length === 0) return sansTransformation();
    if (debut === undefined || dureeMois === undefined)
      return indetermine({
        message: "Les dates du projet ne sont pas connues.",
        pourCorriger: "Indiquez la date de début et la durée du projet.",
        champs: [
          ...(debut === undefined ? [champ("identite", "debut")] : []),
          ...(dureeMois === undefined ? [champ("identite", "dureeMois")] : []),
        ],
      });
    const fin = dernierJour(debut, dureeMois);
    const datees = transformations.flatMap((t, rang) => {
      if (t.rentree === undefined) return [];
      const jour = jourDeRentree(t.rentree);
      return [{ rang, annee: t.rentree, distance: Math.min(ecartJours(debut, jour), ecartJours(jour, fin)) }];
    });
    const figures = [figureDate("Début", debut), figureDate("Dernier jour", fin)];
    const dehors = datees.filter((d) => d.distance < 0);
    const marge =
      datees.length === 0
        ? undefined
        : margeJours(datees.reduce((m, d) => Math.min(m, d.distance), Number.POSITIVE_INFINITY));
    if (dehors.length > 0)
      return nonConforme({
        message: `Hors du calendrier du projet (du ${ecrireDate(debut)} au ${ecrireDate(fin)}) : rentrée ${enumerer([...new Set(dehors.map((d) => String(d.annee)))])}.`,
        figures,
        ...(marge ? { marge } : {}),
        pourCorriger: "Changez la rentrée de ces transformations, ou les dates du projet.",
        champs: [
          ...dehors.map((d) => champ("transformations", `transformations-${d.rang}-rentree`)),
          champ("identite", "debut"),
          champ("identite", "dureeMois"),
        ],
      });
    const sansRentree = transformations.flatMap((t, i) =>
      t.rentree === undefined ? [champ("transformations", `transformations-${i}-rentree`)] : [],
    );
    if (sansRentree.length > 0)
      return indetermine({
        message: `La rentrée de ${accorder(sansRentree.length, "transformation")} n’est pas connue.`,
        figures,
        pourCorriger: "Indiquez la rentrée de chaque transformation.",
        champs: sansRentree,
      });
    return conforme({
      message: `Chaque rentrée tombe entre le ${ecrireDate(debut)} et le ${ecrireDate(fin)}.`,
      figures,
      ...(marge ? { marge } : {}),
      champs: [champ("transformations", "transformations-0-rentree")],
    });
  },
});

export const cohLettres = regle({
  code: "COH_LETTRES",
  titre: "Lettres signées pour le montant d’aujourd’hui",
  groupe: "coherence",
  source: SOURCES_REGLES.coherence,
  evalue: ({ dossier: { partenaires, financements } }) => {
    const etats = etatsLettres(partenaires, financements);
    const lettres = partenaires.flatMap((p, rang) => {
      const etat = etats[rang];
      if (etat === undefined || etat.type === "absente") return [];
      return [{ etat, nom: nommer(p, rang), ou: champ("partenaires", `partenaires-${rang}-lettreEngagement-montant`) }];
    });
    if (lettres.length === 0)
      return indetermine({
        message: "Aucune lettre d’engagement n’est encore enregistrée.",
        pourCorriger: "Enregistrez la lettre d’engagement de chaque cofinanceur.",
        champs: [
          partenaires.length > 0
            ? champ("partenaires", "partenaires-0-lettreEngagement-montant")
            : champ("partenaires", "ajouter-partenaire"),
        ],
      });
    const figures = [
      figureNombre("Lettres", lettres.length),
      figureNombre("Lettres au montant du plan", lettres.filter(({ etat }) => etat.accord === "egal").length),
    ];
    const differentes = lettres.flatMap(({ etat, nom, ou }) =>
      etat.accord === "different" && etat.montant !== undefined ? [{ ...etat, montant: etat.montant, nom, ou }] : [],
    );
    if (differentes.length > 0) {
      const ecart = differentes.reduce(
        (t, e) => t + (e.montant > e.auPlan ? e.montant - e.auPlan : e.auPlan - e.montant),
        0n,
      );
      const detail = differentes.map(
        (e) =>
          `${e.nom} (${ecrireEuros(e.montant)} ${e.type === "perimee" ? "signés" : "dans une lettre non signée"}, ${ecrireEuros(e.auPlan)} au plan)`,
      );
      const signees = differentes.some((e) => e.type === "perimee");
      return nonConforme({
        message: `${differentes.length > 1 ? "Ces lettres ne portent pas" : "Cette lettre ne porte pas"} le montant du plan : ${enumerer(detail)}.`,
        figures: [...figures, figureMontant("Écart", centimes(ecart))],
        marge: margeMontant(-ecart),
        pourCorriger: signees
          ? "Faites signer une nouvelle lettre au montant du plan, ou ramenez la ligne au montant signé."
          : "Mettez la lettre au montant du plan avant sa signature, ou ramenez la ligne au montant de la lettre.",
        champs: differentes.map((e) => e.ou),
      });
    }
    const inconnues = lettres.filter(({ etat }) => etat.accord === "inconnu");
    const anonymes = financements.flatMap((f, i) =>
      f.partenaire === undefined && estCofinancement(f) !== "non"
        ? [champ("financement", `financements-${i}-partenaire`)]
        : [],
    );
    if (inconnues.length > 0)
      return indetermine({
        message: `Montant à comparer non connu pour la lettre de : ${enumerer(inconnues.map((e) => e.nom))}.`,
        figures,
        pourCorriger:
          "Indiquez le montant de chaque lettre, et le montant, la source et le partenaire de chaque cofinancement.",
        champs: [...inconnues.map((e) => e.ou), ...anonymes],
      });
    if (anonymes.length > 0)
      return indetermine({
        message: `${accorder(anonymes.length, "cofinancement")} sans partenaire : aucune lettre ne peut le couvrir.`,
        figures,
        pourCorriger: "Indiquez le partenaire de chaque cofinancement.",
        champs: anonymes,
      });
    return conforme({
      message: `Chaque lettre porte le montant d’aujourd’hui (${accorder(lettres.length, "lettre")}).`,
      figures,
      marge: margeMontant(0n),
      champs: lettres.slice(0, 1).map((e) => e.ou),
    });
  },
});
