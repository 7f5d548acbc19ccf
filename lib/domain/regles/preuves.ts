/** Dated evidence: what must exist before the filing. Without a filing date a dated piece is enough: a draft is unfinished, not refused. */
import { ajouterJours, type DateIso, ecartJours } from "../dates";
import { ecrireDate } from "../ecriture";
import type { TypePiece } from "../nomenclatures";
import type { Champ } from "../sections";
import type { CodeRegle } from "./codes";
import { champ, conforme, figureDate, indetermine, margeJours, nonConforme, regle, vide } from "./regle";
import { SOURCES_REGLES } from "./sources";

/** A document of `date` against the filing day: the same day is in time. */
function daterAvantDepot(nom: string, date: DateIso, dateDepot: DateIso | undefined, ou: Champ) {
  if (dateDepot === undefined)
    return conforme({
      message: `${nom} : document du ${ecrireDate(date)}.`,
      figures: [figureDate("Document daté du", date)],
      champs: [ou],
    });
  const marge = ecartJours(date, dateDepot);
  const figures = [figureDate("Document daté du", date), figureDate("Dépôt", dateDepot)];
  if (marge < 0)
    return nonConforme({
      message: `${nom} : le document du ${ecrireDate(date)} est postérieur au dépôt du ${ecrireDate(dateDepot)}.`,
      figures,
      marge: margeJours(marge),
      pourCorriger: `Déposez à partir du ${ecrireDate(date)}, ou joignez un document daté d’avant le ${ecrireDate(ajouterJours(dateDepot, 1))}.`,
      champs: [ou, champ("identite", "dateDepot")],
    });
  return conforme({
    message: `${nom} : document du ${ecrireDate(date)}, avant le dépôt du ${ecrireDate(dateDepot)}.`,
    figures,
    marge: margeJours(marge),
    champs: [ou],
  });
}

type Preuve = {
  code: CodeRegle;
  type: TypePiece;
  titre: string;
  nom: string;
  absente: string;
  aJoindre: string;
  source: { reference: string; citation?: string };
};

const exigerPiece = (preuve: Preuve) =>
  regle({
    code: preuve.code,
    titre: preuve.titre,
    groupe: "projet",
    source: preuve.source,
    evalue: ({ dossier }) => {
      const ou = champ("pieces", `pieces-${preuve.type}`);
      const pieces = dossier.pieces.filter((p) => p.type === preuve.type);
      const dates = pieces.flatMap((p) => (p.date === undefined ? [] : [p.date])).sort();
      // Of several pieces of one type the earliest dated counts (formats.md).
      const premiere = dates[0];
      if (premiere === undefined)
        return indetermine({
          message: pieces.length > 0 ? `${preuve.nom} : le document joint n’est pas daté.` : preuve.absente,
          pourCorriger: pieces.length > 0 ? "Indiquez la date du document." : preuve.aJoindre,
          champs: [ou],
        });
      return daterAvantDepot(preuve.nom, premiere, dossier.dateDepot, ou);
    },
  });

export const strategieRa = exigerPiece({
  code: "STRATEGIE_RA",
  type: "strategie_recteur",
  titre: "Stratégie du recteur de région académique",
  nom: "Stratégie du recteur",
  absente: "Aucune preuve datée de la stratégie fixée par le recteur de région académique n’est jointe.",
  aJoindre: "Joignez le document daté du recteur de région académique.",
  source: SOURCES_REGLES.strategie,
});

export const validationRegion = exigerPiece({
  code: "VALIDATION_REGION",
  type: "validation_region",
  titre: "Projet validé et soutenu par le conseil régional",
  nom: "Validation du conseil régional",
  absente: "Aucune preuve datée du conseil régional n’est jointe. Le CPRDFOP seul ne suffit pas.",
  aJoindre: "Joignez la délibération de la Région, datée.",
  source: SOURCES_REGLES.region,
});

export const diagnostic = regle({
  code: "DIAGNOSTIC",
  titre: "Diagnostic précis, daté et sourcé",
  groupe: "projet",
  source: SOURCES_REGLES.diagnostic,
  evalue: ({ dossier: { diagnostic: d, dateDepot } }) => {
    const manques = [
      ...(vide(d?.texte) ? [{ nom: "texte", cle: "texte" }] : []),
      ...(d?.date === undefined ? [{ nom: "date", cle: "date" }] : []),
      ...(vide(d?.source) ? [{ nom: "source", cle: "source" }] : []),
    ];
    if (d?.date === undefined || manques.length > 0)
      return indetermine({
        message:
          manques.length === 3
            ? "Le diagnostic n’est pas encore écrit."
            : `Le diagnostic est incomplet : il manque ${manques.map((m) => `${m.nom === "texte" ? "le" : "la"} ${m.nom}`).join(" et ")}.`,
        pourCorriger: "Donnez le texte du diagnostic, sa date et sa source.",
        champs: manques.map((m) => champ("diagnostic", `reponses-diagnostic-${m.cle}`)),
      });
    return daterAvantDepot("Diagnostic", d.date, dateDepot, champ("diagnostic", "reponses-diagnostic-date"));
  },
});
