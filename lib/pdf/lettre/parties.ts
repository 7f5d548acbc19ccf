/** The blocks around the amount: who commits, to which project, and where to sign. */
import { ecrireDate, typographie } from "@/lib/domain/ecriture";
import type { Feuille } from "../feuille";
import { ecrireFaits } from "../tableau";
import type { Style } from "../texte";
import { COULEURS, STYLES } from "../theme";
import type { EntreeLettre } from "./entree";
import { ecrireSiret } from "./identifiants";

const NOM: Style = { graisse: "gras", taille: 12, couleur: COULEURS.texte };

/** The sender's block, as at the head of a letter. */
export function ecrireIdentitePartenaire(f: Feuille, { partenaire: p }: EntreeLettre): void {
  f.paragraphe(p.nom, NOM, { apres: 1 });
  const faits = [
    p.nature,
    p.siret === null ? null : `SIRET ${ecrireSiret(p.siret)}`,
    p.uai === null ? null : `UAI ${p.uai}`,
    p.commune,
  ].filter((t) => t !== null);
  if (faits.length > 0) f.paragraphe(faits.join(" · "), STYLES.discret, { apres: 4 });
  champs(f, [["Adresse\u00a0:", null]]);
  f.espace(8);
}

export function ecrireProjet(f: Feuille, { projet, partenaire }: EntreeLettre): void {
  f.titre(2, "Projet", STYLES.titre3, { avant: 4, apres: 2 });
  const duree = [
    projet.debut === null ? null : `Début le ${ecrireDate(projet.debut)}`,
    projet.dureeMois === null ? null : `${projet.dureeMois} mois`,
  ].filter((t) => t !== null);
  const calendrier = [
    ...(duree.length === 0 ? [] : [duree.join(", ")]),
    ...(projet.depot === null ? [] : [`dépôt prévu le ${ecrireDate(projet.depot)}`]),
  ];
  ecrireFaits(f, [
    ["Intitulé", projet.acronyme === null ? projet.titre : `${projet.acronyme}, ${projet.titre}`],
    ["Chef de file", projet.chefDeFile],
    ["Régime", [projet.regime, projet.region].filter((t) => t !== null).join(", ")],
    ["Calendrier", calendrier.length === 0 ? null : typographie(`${calendrier.join(" ; ")}.`)],
    ...(partenaire.role === null ? [] : [["Notre rôle", partenaire.role] as const]),
  ]);
}

const HAUTEUR = 20;
const GOUTTIERE = 18;

type Champ = readonly [libelle: string, valeur: string | null];

/** Labels side by side, each with what is known, or a line to write on: the line is for the eye, the label says what is expected. */
function champs(f: Feuille, liste: readonly Champ[]): void {
  const largeur = (f.largeur - GOUTTIERE * (liste.length - 1)) / liste.length;
  const prets = liste.map(([libelle, valeur], rang) => {
    const troncons = [
      f.troncon(valeur === null ? libelle : `${libelle} `, STYLES.corps),
      ...(valeur === null ? [] : [f.troncon(valeur, STYLES.corpsMoyen)]),
    ];
    return { lignes: f.lignes(troncons, largeur), blanc: valeur === null, x: f.x + rang * (largeur + GOUTTIERE) };
  });
  const interligne = f.interligne(STYLES.corps.taille);
  const hauteur = HAUTEUR + (Math.max(...prets.map((p) => p.lignes.length)) - 1) * interligne;
  f.reserver(hauteur);
  const { y } = f;
  for (const { lignes, blanc, x } of prets) {
    const element = f.element("P");
    element.add(() => {
      for (const [i, ligne] of lignes.entries()) f.tracer(ligne, x, y + i * interligne, HAUTEUR);
    });
    element.end();
    const depart = x + (lignes[0]?.largeur ?? 0) + 6;
    if (blanc) f.filet(depart, y + HAUTEUR - 5, Math.max(0, x + largeur - depart), COULEURS.discret, 0.6);
  }
  f.espace(hauteur);
}

const CADRE = 72;

export function ecrireSignature(f: Feuille, { partenaire: p }: EntreeLettre): void {
  // The blanks and their frame are signed on one page.
  const suite = 3 * HAUTEUR + CADRE + 16;
  f.titre(2, "Signature", STYLES.titre3, { avant: 4, apres: 2, suite });
  champs(f, [
    ["Nom et prénom\u00a0:", p.signataireNom],
    ["Fonction\u00a0:", p.signataireFonction],
  ]);
  champs(f, [
    ["Fait à\u00a0:", null],
    ["Date de signature\u00a0:", null],
  ]);
  f.paragraphe("Signature d’une personne habilitée à engager l’organisation, et cachet\u00a0:", STYLES.corps, {
    apres: 4,
  });
  const { x, y, largeur } = f;
  f.decor(() => f.doc.rect(x, y, largeur, CADRE).lineWidth(0.6).stroke(COULEURS.discret));
  f.espace(CADRE + 8);
}
