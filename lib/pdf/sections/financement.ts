/** Financing plan, who pays what, and how the subsidy is shared out. */
import { type Centimes, lireMontant, ZERO } from "@/lib/domain/argent";
import { ecrireEurosSansUnite } from "@/lib/domain/ecriture";
import { NATURES_FINANCEMENT, SOURCES, type Source } from "@/lib/domain/nomenclatures";
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { dessinerRepartition, type Part } from "../figures";
import { montantNu, nomDuPartenaire, ouiNon, total } from "../lecture";
import { ecrireTableau, type Rangee } from "../tableau";
import { STYLES } from "../theme";

const ecrireOu = (m: Centimes | undefined): string | undefined =>
  m === undefined ? undefined : ecrireEurosSansUnite(m);

function ecrirePlan(f: Feuille, { fichier }: EntreePdf): void {
  const lignes = fichier.financements ?? [];
  const nom = nomDuPartenaire(fichier);
  const bilan = (titre: string, montant: string | undefined, genre: "sous-total" | "total"): Rangee => ({
    genre,
    cases: [{ texte: titre, entete: true, colonnes: 4 }, montant],
  });
  const de = (filtre: (source: Source | null | undefined) => boolean) =>
    ecrireOu(total(lignes.filter((l) => filtre(l.source)).map((l) => l.montant)));
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
          { texte: l.source == null ? "Non renseigné" : SOURCES.libelles[l.source], entete: true },
          l.partenaire == null ? (l.source === "france2030" ? "—" : undefined) : nom(l.partenaire),
          l.nature == null ? (l.source === "france2030" ? "—" : undefined) : NATURES_FINANCEMENT.libelles[l.nature],
          l.source === "france2030" && l.engage == null ? "—" : ouiNon(l.engage),
          montantNu(l.montant),
        ],
      })),
      bilan(
        "Subvention demandée (France 2030)",
        de((s) => s === "france2030"),
        "sous-total",
      ),
      bilan(
        "Cofinancements",
        de((s) => s !== "france2030"),
        "sous-total",
      ),
      bilan(
        "Total des ressources",
        de(() => true),
        "total",
      ),
    ],
  });
}

/** One part per source, the subsidy first: a ceiling reads from the left. */
function parts({ fichier }: EntreePdf): Part[] {
  const parSource = new Map<Source | null, bigint>();
  for (const l of fichier.financements ?? []) {
    const montant = l.montant == null ? undefined : lireMontant(l.montant);
    if (montant !== undefined) parSource.set(l.source ?? null, (parSource.get(l.source ?? null) ?? 0n) + montant);
  }
  const rang = (s: Source | null) => (s === null ? SOURCES.codes.length : SOURCES.codes.indexOf(s));
  return [...parSource]
    .sort(([a], [b]) => rang(a) - rang(b))
    .filter(([, montant]) => montant > 0n)
    .map(([s, montant]) => ({
      nom: s === null ? "Source non renseignée" : SOURCES.libelles[s],
      montant: montant as Centimes,
    }));
}

function ecrireQuiPaie(f: Feuille, e: EntreePdf): void {
  const segments = parts(e);
  const somme = segments.reduce((s, p) => s + p.montant, ZERO as bigint) as Centimes;
  if (somme === 0n) return;
  f.sousTitre("Qui paie quoi");
  dessinerRepartition(f, segments, somme);
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
  if (c?.financementsAnterieurs === true || (c?.texte ?? "").trim() !== "") f.reponse(c?.texte);
}
