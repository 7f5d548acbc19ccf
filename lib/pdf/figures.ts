/** Figures drawn as vectors, each with its sentence; the same numbers always stand in a table beside. */
import type { Centimes } from "@/lib/domain/argent";
import { ecrireEuros, ecrireTaux, typographie } from "@/lib/domain/ecriture";
import type { CalculPlafond } from "@/lib/domain/plafond";
import type { Resultat } from "@/lib/domain/verdict";
import type { Feuille } from "./feuille";
import type { Style } from "./texte";
import { BLEUS, COULEURS } from "./theme";

const PETIT: Style = { graisse: "normal", taille: 8, couleur: COULEURS.texte };
const PETIT_GRAS: Style = { ...PETIT, graisse: "gras" };

/** Reserves the height, opens the Figure with its bounding box, lets `dessiner` draw at the top left corner. */
function figure(f: Feuille, hauteur: number, alt: string, dessiner: (x: number, y: number) => void): void {
  f.reserver(hauteur);
  const element = f.element("Figure", { alt, bbox: [f.x, f.y, f.x + f.largeur, f.y + hauteur] });
  element.add(() => dessiner(f.x, f.y));
  element.end();
  f.espace(hauteur + 8);
}

function etiquette(
  f: Feuille,
  texte: string,
  style: Style,
  x: number,
  y: number,
  ancre: "gauche" | "centre" | "droite",
): void {
  const ligne = f.lignes([f.troncon(texte, style)], Number.POSITIVE_INFINITY)[0];
  if (!ligne) return;
  const decalage = ancre === "gauche" ? 0 : ancre === "centre" ? ligne.largeur / 2 : ligne.largeur;
  const gauche = Math.min(Math.max(x - decalage, f.x), f.x + f.largeur - ligne.largeur);
  f.tracer(ligne, gauche, y, 11);
}

/** Position of an amount on a bar of width `largeur`, drawn only: no verdict is ever read from it. */
const position = (montant: Centimes, tout: Centimes, largeur: number): number =>
  tout <= 0n ? 0 : Math.min(largeur, (Number((montant * 1_000_000n) / tout) / 1_000_000) * largeur);

export function decrireJauge(r: Resultat): string {
  const ecart = (r.subventionMax - r.subvention) as Centimes;
  const suite =
    ecart >= 0n
      ? `il reste ${ecrireEuros(ecart)} de marge`
      : `le plafond est dépassé de ${ecrireEuros(-ecart as Centimes)}`;
  const part = r.taux === null ? "une part inconnue" : ecrireTaux(r.taux);
  return typographie(
    `Jauge du plafond : la subvention demandée, ${ecrireEuros(r.subvention)}, représente ${part} du coût éligible de ${ecrireEuros(r.coutEligible)} ; le plafond est de ${ecrireEuros(r.subventionMax)} ; ${suite}.`,
  );
}

/**
 * Full width is the eligible cost; the black mark is the ceiling, the part beyond it is hatched. Where the regime's own ceiling
 * is the lower one, a thin mark keeps the share of the eligible cost in sight.
 */
export function dessinerJauge(f: Feuille, r: Resultat, { part, plafond: retenu }: CalculPlafond): void {
  const depasse = r.subvention > r.subventionMax;
  figure(f, 54, decrireJauge(r), (x, y) => {
    const haut = y + 16;
    const h = 16;
    const plafond = position(r.subventionMax, r.coutEligible, f.largeur);
    const subvention = position(r.subvention, r.coutEligible, f.largeur);
    f.doc.rect(x, haut, f.largeur, h).fill("#EEEEEE");
    f.doc.save();
    f.doc.rect(x + plafond, haut, f.largeur - plafond, h).clip();
    for (let i = plafond - h; i < f.largeur; i += 5) f.doc.moveTo(x + i, haut + h).lineTo(x + i + h, haut);
    f.doc.lineWidth(0.7).stroke("#929292");
    f.doc.restore();
    f.doc.rect(x, haut + 2, subvention, h - 4).fill(depasse ? COULEURS.erreur : COULEURS.bleu);
    if (retenu < part)
      f.doc.rect(x + position(part, r.coutEligible, f.largeur) - 0.4, haut - 3, 0.8, h + 6).fill(COULEURS.texte);
    f.doc.rect(x + plafond - 1, haut - 3, 2, h + 6).fill(COULEURS.texte);
    const taux = r.taux === null ? "" : ` (${ecrireTaux(r.taux)})`;
    etiquette(f, `Plafond\u202f: ${ecrireEuros(r.subventionMax)}`, PETIT_GRAS, x + plafond, y, "centre");
    etiquette(
      f,
      `Subvention demandée\u202f: ${ecrireEuros(r.subvention)}${taux}`,
      PETIT_GRAS,
      x,
      haut + h + 5,
      "gauche",
    );
    etiquette(f, `Coût éligible\u202f: ${ecrireEuros(r.coutEligible)}`, PETIT, x + f.largeur, haut + h + 5, "droite");
  });
}

export type Part = { nom: string; montant: Centimes };

/** « Qui paie quoi »: one bar, each part with its letter, the legend below; readable without colour. */
export function dessinerRepartition(f: Feuille, parts: readonly Part[], total: Centimes): void {
  const detail = parts.map((p) => `${p.nom}, ${ecrireEuros(p.montant)}`).join(" ; ");
  const alt = typographie(`Barre « Qui paie quoi » : ${detail} ; total ${ecrireEuros(total)}.`);
  const colonnes = 2;
  const rangs = Math.ceil(parts.length / colonnes);
  figure(f, 30 + rangs * 13, alt, (x, y) => {
    let curseur = x;
    for (const [i, p] of parts.entries()) {
      const l = position(p.montant, total, f.largeur);
      const teinte = BLEUS[i % BLEUS.length] as string;
      f.doc.rect(curseur, y, l, 20).fill(teinte);
      if (i > 0) f.doc.rect(curseur - 0.5, y, 1, 20).fill(COULEURS.blanc);
      if (l > 12)
        etiquette(
          f,
          lettre(i),
          { ...PETIT_GRAS, couleur: estSombre(teinte) ? COULEURS.blanc : COULEURS.texte },
          curseur + l / 2,
          y + 4.5,
          "centre",
        );
      const lx = x + (i % colonnes) * (f.largeur / colonnes);
      const ly = y + 26 + Math.floor(i / colonnes) * 13;
      f.doc.rect(lx, ly + 2, 8, 8).fill(teinte);
      const legende = f.lignes(
        [f.troncon(`${lettre(i)}  ${p.nom}\u202f: `, PETIT), f.troncon(ecrireEuros(p.montant), PETIT_GRAS)],
        Number.POSITIVE_INFINITY,
      )[0];
      if (legende) f.tracer(legende, lx + 13, ly, 12);
      curseur += l;
    }
  });
}

const lettre = (i: number): string => String.fromCharCode(65 + (i % 26));
const estSombre = (hexa: string): boolean =>
  [1, 3, 5].reduce((s, i) => s + Number.parseInt(hexa.slice(i, i + 2), 16), 0) < 3 * 140;
