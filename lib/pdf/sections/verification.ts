/** Every rule of the regime: verdict, severity, what was found, figures, distance, how to correct, source and quotation. */
import {
  CODES_GROUPE,
  ecrireDate,
  ecrireMarge,
  ecrireValeur,
  nomGroupe,
  nomSeverite,
  nomVerdict,
} from "@/lib/domain/ecriture";
import { ecrireConfirmation } from "@/lib/domain/evolution-regime";
import { regime } from "@/lib/domain/regimes";
import type { Constat, Severite } from "@/lib/domain/verdict";
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { dessinerIcone } from "../icones";
import { texteOu } from "../lecture";
import { ecrireTableau } from "../tableau";
import type { Troncon } from "../texte";
import { COULEUR_VERDICT, COULEURS, STYLES } from "../theme";

const SEVERITES: Severite[] = ["bloquante", "a_justifier", "conseil"];

/** Said beside the distance: which side of the limit. */
const ecrireDistance = (c: Constat): string | undefined => {
  if (!c.marge) return undefined;
  const negative = c.marge.type === "montant" ? c.marge.montant < 0n : c.marge.nombre < 0;
  return `${ecrireMarge(c.marge)}${negative ? " (au-delà de la limite)" : ""}`;
};

function ecrireSynthese(f: Feuille, constats: readonly Constat[]): void {
  const compte = (s: Severite, v?: Constat["verdict"]) =>
    String(constats.filter((c) => c.severite === s && (v === undefined || c.verdict === v)).length);
  ecrireTableau(f, {
    legende: "Nombre de règles par sévérité et verdict",
    colonnes: [
      { titre: "Sévérité", part: 0.4 },
      { titre: "Conforme", part: 0.15, droite: true },
      { titre: "Non conforme", part: 0.15, droite: true },
      { titre: "Indéterminé", part: 0.15, droite: true },
      { titre: "Total", part: 0.15, droite: true },
    ],
    rangees: SEVERITES.map((s) => ({
      cases: [
        { texte: majuscule(nomSeverite(s)), entete: true },
        compte(s, "conforme"),
        compte(s, "non_conforme"),
        compte(s, "indetermine"),
        compte(s),
      ],
    })),
  });
}

const majuscule = (texte: string): string => texte.charAt(0).toUpperCase() + texte.slice(1);

function ecrireRegle(f: Feuille, c: Constat, justification: string | undefined): void {
  const champ = (nom: string, valeur: string): Troncon[] => [
    f.troncon(`${nom}\u202f: `, STYLES.celluleDiscrete),
    f.troncon(valeur, STYLES.celluleMoyen),
  ];
  f.dans("Sect", () => {
    f.titre(4, c.titre, STYLES.titre4, { avant: 6, apres: 1, suite: 62 });
    ecrireEtat(f, c);
    f.paragraphe(c.message, STYLES.corps, { apres: 3 });
    const distance = ecrireDistance(c);
    const figures = [
      ...c.figures.map((x) => champ(x.libelle, ecrireValeur(x.valeur))),
      ...(distance ? [champ("Distance à la limite", distance)] : []),
    ];
    if (figures.length > 0)
      f.bloc(
        figures.flatMap((x, i) => (i === 0 ? x : [f.troncon("  ·  ", STYLES.cellule), ...x])),
        { apres: 3 },
      );
    if (c.pourCorriger) f.bloc(champ("Pour corriger", c.pourCorriger), { apres: 3 });
    if (justification) f.bloc(champ("Justification de l’équipe", justification), { apres: 3 });
    ecrireSource(f, c);
  });
}

/** Icon, verdict, then severity and code in plain text. */
function ecrireEtat(f: Feuille, c: Constat): void {
  const hauteur = f.interligne(9);
  const ligne = f.lignes(
    [
      f.troncon(nomVerdict(c.verdict), { graisse: "gras", taille: 9, couleur: COULEUR_VERDICT[c.verdict] }),
      f.troncon(`  ·  ${nomSeverite(c.severite)}  ·  ${c.code}`, {
        graisse: "normal",
        taille: 8.5,
        couleur: COULEURS.discret,
      }),
    ],
    f.largeur,
  );
  const element = f.element("P");
  element.add(() => {
    dessinerIcone(f.doc, c.verdict, f.x, f.y + 2.3, 8.5);
    for (const [i, l] of ligne.entries()) f.tracer(l, f.x + 13, f.y + i * hauteur, hauteur);
  });
  element.end();
  f.espace(ligne.length * hauteur + 2);
}

function ecrireSource(f: Feuille, c: Constat): void {
  const { reference, citation, aConfirmer, confirmation } = c.source;
  const morceaux: Troncon[] = [f.troncon(`Source\u202f: ${reference}`, STYLES.discret)];
  if (citation) morceaux.push(f.troncon(` «\u00a0${citation}\u00a0»`, { ...STYLES.discret, graisse: "italique" }));
  if (aConfirmer)
    morceaux.push(f.troncon(" [source à confirmer]", { ...STYLES.discret, graisse: "gras", couleur: COULEURS.alerte }));
  if (confirmation !== undefined) morceaux.push(f.troncon(`. ${ecrireConfirmation(confirmation)}.`, STYLES.discret));
  f.bloc(morceaux, { apres: 5 });
  f.filet(f.x, f.y, f.largeur, COULEURS.filet);
  f.espace(4);
}

export function ecrireVerification(f: Feuille, { fichier, resultat, regime: jeu }: EntreePdf): void {
  const ensemble = jeu ?? regime(resultat.regime, resultat.regimeNumero);
  f.paragraphe(
    `Règles du régime ${resultat.regime} («\u00a0${ensemble.nom}\u00a0»), jeu n°\u00a0${resultat.regimeNumero}, ${ensemble.effetLe === undefined ? ensemble.periode.texte : `appliqué depuis le ${ecrireDate(ensemble.effetLe)}`}. Une donnée absente donne «\u00a0indéterminé\u00a0», jamais «\u00a0conforme\u00a0».`,
  );
  ecrireSynthese(f, resultat.constats);
  const justifications = fichier.justifications ?? {};
  for (const groupe of CODES_GROUPE) {
    const constats = resultat.constats.filter((c) => c.groupe === groupe);
    if (constats.length === 0) continue;
    f.sousTitre(`Règles\u202f: ${nomGroupe(groupe).toLowerCase()}`);
    for (const c of constats) ecrireRegle(f, c, texteOu(justifications[c.code]));
  }
  ecrireJustifications(f, justifications, resultat.constats);
}

/** All of them in one place, those of rules that the regime no longer holds included. */
function ecrireJustifications(f: Feuille, justifications: Record<string, string>, constats: readonly Constat[]): void {
  f.sousTitre("Justifications écrites par l’équipe");
  const ecrites = Object.entries(justifications)
    .filter(([, texte]) => texteOu(texte) !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (ecrites.length === 0) {
    f.absent();
    return;
  }
  for (const [code, texte] of ecrites) {
    f.titre(4, constats.find((c) => c.code === code)?.titre ?? code, STYLES.titre4, { avant: 4, apres: 2, suite: 30 });
    f.reponse(texte);
  }
}
