import { ecrireMontant } from "@/lib/domain/argent";
import {
  accorder,
  CODES_GROUPE,
  ecrireEuros,
  ecrireMarge,
  ecrireTaux,
  nomGroupe,
  nomSeverite,
  nomVerdict,
  nomVerdictGlobal,
  typographie,
} from "@/lib/domain/ecriture";
import { verifier } from "@/lib/domain/eligibilite";
import { REGIMES } from "@/lib/domain/nomenclatures";
import type { Constat, Marge, Resultat, VerdictGlobal } from "@/lib/domain/verdict";
import { versDossier } from "@/lib/schemas/lecture";
import { FORMAT_DOSSIER } from "@/lib/schemas/rigel-dossier";
import { lireArguments } from "../arguments";
import { CODES, type Commande } from "../commande";
import { lireDossier } from "../fichiers";

const SORTIE: Record<VerdictGlobal, number> = {
  eligible: CODES.BON,
  non_eligible: CODES.NEGATIF,
  indetermine: CODES.INDETERMINE,
};

const margeJson = (marge: Marge): string | number =>
  marge.type === "montant" ? ecrireMontant(marge.montant) : marge.nombre;

/** The object of formats.md, keys in its order. */
export const enJson = (r: Resultat) => ({
  format: FORMAT_DOSSIER,
  regime: r.regime,
  verdict: r.verdict,
  coutTotal: ecrireMontant(r.coutTotal),
  coutEligible: ecrireMontant(r.coutEligible),
  subvention: ecrireMontant(r.subvention),
  taux: r.taux,
  subventionMax: ecrireMontant(r.subventionMax),
  resteACofinancer: ecrireMontant(r.resteACofinancer),
  regles: r.constats.map((c) => ({
    code: c.code,
    severite: c.severite,
    verdict: c.verdict,
    message: c.message,
    ...(c.marge === undefined ? {} : { marge: margeJson(c.marge) }),
    ...(c.pourCorriger === undefined ? {} : { pourCorriger: c.pourCorriger }),
    source: c.source.reference,
  })),
});

const lignesConstat = (c: Constat): string[] => [
  `  ${nomVerdict(c.verdict).padEnd(13)}${c.code.padEnd(18)}${nomSeverite(c.severite)}${c.marge ? `, marge ${ecrireMarge(c.marge)}` : ""}`,
  `    ${c.message}`,
  ...(c.pourCorriger ? [`    Pour corriger : ${c.pourCorriger}`] : []),
  ...(c.verdict === "conforme"
    ? []
    : [`    Source : ${c.source.reference}${c.source.aConfirmer ? " (source à confirmer)" : ""}`]),
];

function enTexte(titre: string, r: Resultat): string {
  const compte = (verdict: Constat["verdict"]) => r.constats.filter((c) => c.verdict === verdict).length;
  return typographie(
    [
      `${titre}`,
      `${REGIMES.libelles[r.regime]} (${r.regime})`,
      "",
      `Verdict : ${nomVerdictGlobal(r.verdict)}`,
      `${accorder(r.constats.length, "règle")} : ${accorder(compte("conforme"), "conforme")}, ${accorder(compte("non_conforme"), "non conforme", "non conformes")}, ${accorder(compte("indetermine"), "indéterminée")}`,
      "",
      `Coût total : ${ecrireEuros(r.coutTotal)}`,
      `Coût éligible : ${ecrireEuros(r.coutEligible)}`,
      `Subvention demandée : ${ecrireEuros(r.subvention)}${r.taux === null ? "" : ` (${ecrireTaux(r.taux)} du coût éligible)`}`,
      `Subvention maximale : ${ecrireEuros(r.subventionMax)}`,
      `Reste à cofinancer : ${ecrireEuros(r.resteACofinancer)}`,
      ...CODES_GROUPE.flatMap((code) => {
        const constats = r.constats.filter((c) => c.groupe === code);
        return constats.length === 0 ? [] : ["", nomGroupe(code), ...constats.flatMap(lignesConstat)];
      }),
    ].join("\n"),
  );
}

export const verifierCommande: Commande = {
  nom: "verifier",
  resume: "dit si un dossier est éligible, règle par règle",
  aide: [
    "Usage : npm run --silent rigel -- verifier FICHIER [--json]",
    "",
    "Vérifie un dossier rigel-dossier/1 contre les règles de son régime.",
    "",
    "  FICHIER   le dossier, un fichier JSON en UTF-8",
    "  --json    écrit le résultat en JSON",
    "  --help    affiche cette aide",
    "",
    "Codes de sortie : 0 éligible, 1 non éligible, 2 indéterminé, 64 fichier ou usage incorrect.",
  ].join("\n"),
  async executer(args, { out }) {
    const lus = lireArguments(args, { json: { type: "boolean" } }, ["FICHIER"]);
    const fichier = await lireDossier(lus.arguments[0] as string);
    const resultat = verifier(versDossier(fichier));
    out(`${lus.options.json ? JSON.stringify(enJson(resultat), null, 2) : enTexte(fichier.titre, resultat)}\n`);
    return SORTIE[resultat.verdict];
  },
};
