/** Financing plan, who pays what, and how the subsidy is shared out. */
import { type Centimes, centimes, ZERO } from "@/lib/domain/argent";
import type { Financement } from "@/lib/domain/dossier";
import { ecrireEurosSansUnite } from "@/lib/domain/ecriture";
import { type Appartenance, estCofinancement, estSubvention, totaliser } from "@/lib/domain/faits";
import { NATURES_FINANCEMENT, SOURCES } from "@/lib/domain/nomenclatures";
import { quiPaieQuoi } from "@/lib/domain/plan-financement";
import { versDossier } from "@/lib/schemas/vers-dossier";
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { dessinerRepartition, type Part } from "../figures";
import { montantNu, nomDuPartenaire, ouiNon, total } from "../lecture";
import { ecrireTableau, type Rangee } from "../tableau";
import { ecrireReponse } from "../texte-riche";
import { STYLES } from "../theme";

const ORIGINE_INCONNUE = "Origine à préciser";

const ecrireOu = (m: Centimes | undefined): string | undefined =>
  m === undefined ? undefined : ecrireEurosSansUnite(m);

function ecrirePlan(f: Feuille, { fichier }: EntreePdf): void {
  const lignes = fichier.financements ?? [];
  const nom = nomDuPartenaire(fichier);
  const bilan = (titre: string, montant: string | undefined, genre: "sous-total" | "total"): Rangee => ({
    genre,
    cases: [{ texte: titre, entete: true, colonnes: 4 }, montant],
  });
  const financements = versDossier(fichier).financements;
  /** Nothing typed is not zero: `undefined` writes « Non renseigné ». */
  const de = (appartient: (f: Financement) => Appartenance) =>
    ecrireOu(
      financements.some((f) => f.montant !== undefined && appartient(f) === "oui")
        ? totaliser(financements, appartient).min
        : undefined,
    );
  const sansSource = (f: Financement): Appartenance => (f.source === undefined ? "oui" : "non");
  ecrireTableau(f, {
    legende: "Plan de financement, en euros",
    colonnes: [
      { titre: "Source", part: 0.36 },
      { titre: "Partenaire", part: 0.64 },
      { titre: "Nature" },
      { titre: "Engagé" },
      { titre: "Montant", droite: true },
    ],
    rangees: [
      ...lignes.map((l) => ({
        cases: [
          { texte: l.source == null ? ORIGINE_INCONNUE : SOURCES.libelles[l.source], entete: true },
          l.partenaire == null ? (l.source === "france2030" ? "—" : undefined) : nom(l.partenaire),
          l.nature == null ? (l.source === "france2030" ? "—" : undefined) : NATURES_FINANCEMENT.libelles[l.nature],
          l.source === "france2030" && l.engage == null ? "—" : ouiNon(l.engage),
          montantNu(l.montant),
        ],
      })),
      bilan("Subvention demandée (France 2030)", de(estSubvention), "sous-total"),
      bilan("Cofinancements", de(estCofinancement), "sous-total"),
      ...(financements.some((f) => f.source === undefined)
        ? [bilan(ORIGINE_INCONNUE, de(sansSource), "sous-total")]
        : []),
      bilan(
        "Total des ressources",
        de(() => "oui"),
        "total",
      ),
    ],
  });
}

/** The segments of the screen's drawing, subsidy first: a ceiling reads from the left. One part per source. */
function ecrireQuiPaie(f: Feuille, { fichier, resultat }: EntreePdf): void {
  const dossier = versDossier(fichier);
  const { ressources, totalRessources } = quiPaieQuoi(dossier, resultat.subventionMax);
  if (totalRessources === ZERO) return;
  const parts = new Map<string, Part>();
  for (const { cle, montant } of ressources) {
    const source = dossier.financements[cle]?.source;
    const nom = source === undefined ? ORIGINE_INCONNUE : SOURCES.libelles[source];
    parts.set(nom, { nom, montant: centimes((parts.get(nom)?.montant ?? ZERO) + montant) });
  }
  f.sousTitre("Qui paie quoi");
  dessinerRepartition(f, [...parts.values()], totalRessources);
}

function ecrireRepartition(f: Feuille, { fichier }: EntreePdf): void {
  f.sousTitre("Répartition de la subvention entre les partenaires");
  const lignes = fichier.repartition ?? [];
  if (lignes.length === 0) {
    f.absent();
    return;
  }
  const nom = nomDuPartenaire(fichier);
  ecrireTableau(f, {
    legende: "Subvention reversée à chaque partenaire, en euros",
    colonnes: [
      { titre: "Partenaire", part: 1 },
      { titre: "Subvention", droite: true },
    ],
    rangees: [
      ...lignes.map((l) => ({ cases: [{ texte: nom(l.partenaire), entete: true }, montantNu(l.subvention)] })),
      {
        genre: "total" as const,
        cases: [{ texte: "Total réparti", entete: true }, ecrireOu(total(lignes.map((l) => l.subvention)))],
      },
    ],
  });
}

export function ecrireFinancement(f: Feuille, e: EntreePdf): void {
  if ((e.fichier.financements ?? []).length === 0) f.absent();
  else {
    ecrirePlan(f, e);
    ecrireQuiPaie(f, e);
  }
  ecrireRepartition(f, e);
  f.sousTitre("Financements antérieurs et complémentarité");
  const c = e.fichier.reponses?.complementarite;
  if (c?.financementsAnterieurs == null) f.absent();
  else
    f.paragraphe(
      c.financementsAnterieurs
        ? "Des financements PIA2, PIA3 ou AMI CMA ont déjà porté sur le même équipement."
        : "Aucun financement PIA2, PIA3 ou AMI CMA n’a porté sur le même équipement.",
      STYLES.corpsMoyen,
    );
  if (c?.financementsAnterieurs === true || (c?.texte ?? "").trim() !== "") ecrireReponse(f, c?.texte);
}
