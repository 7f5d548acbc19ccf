/** Financing plan by origin, who pays what, the ceiling proved, and how the subsidy is shared out and passed on. */
import { type Centimes, centimes, ZERO } from "@/lib/domain/argent";
import { ecrireEuros, ecrireEurosSansUnite, ecrireTaux } from "@/lib/domain/ecriture";
import { certain, type Total } from "@/lib/domain/faits";
import { NATURES_FINANCEMENT, SOURCES } from "@/lib/domain/nomenclatures";
import { ORIGINES } from "@/lib/domain/origines";
import { inconnues, partageSubvention, planParOrigine, quiPaieQuoi } from "@/lib/domain/plan-financement";
import { reversements } from "@/lib/domain/repartition";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { versDossier } from "@/lib/schemas/vers-dossier";
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { dessinerRepartition, type Part } from "../figures";
import { montantNu, nomDuPartenaire, texteOu, total } from "../lecture";
import { type Case, ecrireTableau, type Rangee } from "../tableau";
import { ecrireReponse } from "../texte-riche";
import { STYLES } from "../theme";
import { ecrirePreuvePlafond } from "./plafond";

const ORIGINE_INCONNUE = "Origine à préciser";

type LigneFichier = NonNullable<DossierFichier["financements"]>[number];

const nomSource = (l: LigneFichier): string => (l.source == null ? ORIGINE_INCONNUE : SOURCES.libelles[l.source]);

/** Nothing typed is not zero: `undefined` writes « Non renseigné ». */
const ecrireTotal = (t: Total, saisi: boolean): string | undefined =>
  saisi ? `${certain(t) ? "" : "au moins "}${ecrireEurosSansUnite(t.min)}` : undefined;

const ecrireEngage = ({ source, engage }: LigneFichier): string | undefined => {
  if (engage == null) return source === "france2030" ? "—" : undefined;
  return engage ? "Engagé" : "Espéré";
};

function ecrirePlan(f: Feuille, { fichier }: EntreePdf): void {
  const lignes = fichier.financements ?? [];
  const nom = nomDuPartenaire(fichier);
  const plan = planParOrigine(versDossier(fichier).financements);
  const bilan = (titre: string, montant: string | undefined, genre: "sous-total" | "total"): Rangee => ({
    genre,
    cases: [{ texte: titre, entete: true, colonnes: 4 }, montant],
  });
  const saisie = (l: LigneFichier) => total([l.montant]) !== undefined;
  const cofinancements = lignes.filter((l) => l.source !== "france2030");
  const parmi = (test: (l: LigneFichier) => boolean) => cofinancements.filter(test).some(saisie);
  ecrireTableau(f, {
    legende: "Plan de financement par origine, en euros",
    colonnes: [
      { titre: "Source", part: 0.36 },
      { titre: "Partenaire", part: 0.64 },
      { titre: "Nature" },
      { titre: "Engagement" },
      { titre: "Montant", droite: true },
    ],
    rangees: [
      ...plan.groupes.flatMap(({ origine, rangs, total: sien, part }): Rangee[] => {
        const siennes = rangs.map((r) => lignes[r] as LigneFichier);
        const titre = origine === null ? ORIGINE_INCONNUE : ORIGINES[origine];
        return [
          { genre: "groupe", cases: [{ texte: titre, entete: true, colonnes: 5 }] },
          ...siennes.map((l) => ({
            cases: [
              { texte: nomSource(l), entete: true },
              l.partenaire == null ? (l.source === "france2030" ? "—" : undefined) : nom(l.partenaire),
              l.nature == null ? (l.source === "france2030" ? "—" : undefined) : NATURES_FINANCEMENT.libelles[l.nature],
              ecrireEngage(l),
              montantNu(l.montant),
            ],
          })),
          bilan(
            part === null
              ? `Total, ${titre.toLocaleLowerCase("fr")}`
              : `Total, ${titre.toLocaleLowerCase("fr")} (${ecrireTaux(part)} du plan)`,
            ecrireTotal(sien, siennes.some(saisie)),
            "sous-total",
          ),
        ];
      }),
      bilan("Total des ressources", ecrireTotal(plan.total, lignes.some(saisie)), "total"),
      bilan(
        "Cofinancement engagé",
        ecrireTotal(
          plan.engage,
          parmi((l) => l.engage === true),
        ),
        "sous-total",
      ),
      bilan(
        "Cofinancement espéré",
        ecrireTotal(
          plan.espere,
          parmi((l) => l.engage !== true),
        ),
        "sous-total",
      ),
      bilan(
        plan.partPrivee === null ? "Part privée" : `Part privée (${ecrireTaux(plan.partPrivee)} des cofinancements)`,
        ecrireTotal(plan.prive, cofinancements.some(saisie)),
        "sous-total",
      ),
    ],
  });
}

/** What is lent, and how its worth was reckoned. Only the portal knows it: the exchange file has no place for it. */
function ecrireBases(f: Feuille, { fichier, complements }: EntreePdf): void {
  const nom = nomDuPartenaire(fichier);
  const valorisations = (fichier.financements ?? []).flatMap((l, rang) =>
    l.nature === "valorisation" ? [{ l, base: complements?.financements?.[rang]?.baseValorisation }] : [],
  );
  if (complements === undefined || valorisations.length === 0) return;
  f.sousTitre("Bases des valorisations");
  ecrireTableau(f, {
    legende: "Ce qui est prêté, et comment sa valeur est calculée, en euros",
    colonnes: [
      { titre: "Source", part: 0.35 },
      { titre: "Montant", droite: true },
      { titre: "Base", part: 0.65 },
    ],
    rangees: valorisations.map(({ l, base }) => ({
      cases: [
        { texte: l.partenaire == null ? nomSource(l) : `${nomSource(l)}, ${nom(l.partenaire)}`, entete: true },
        montantNu(l.montant),
        texteOu(base),
      ],
    })),
  });
}

/** The segments of the screen's drawing, subsidy first: a ceiling reads from the left. One part per source. */
function ecrireQuiPaie(f: Feuille, { fichier, resultat }: EntreePdf): void {
  const dossier = versDossier(fichier);
  const { ressources, totalRessources } = quiPaieQuoi(dossier, resultat.subventionMax);
  const inconnus = inconnues(dossier).ressources;
  if (totalRessources === ZERO && inconnus === 0) return;
  f.sousTitre("Qui paie quoi");
  if (inconnus > 0) {
    f.paragraphe("Montant inconnu\u202f: une source attend son montant, un dessin serait faux.", STYLES.absent);
    return;
  }
  const parts = new Map<string, Part>();
  for (const { cle, montant } of ressources) {
    const source = dossier.financements[cle]?.source;
    const nom = source === undefined ? ORIGINE_INCONNUE : SOURCES.libelles[source];
    parts.set(nom, { nom, montant: centimes((parts.get(nom)?.montant ?? ZERO) + montant) });
  }
  dessinerRepartition(f, [...parts.values()], totalRessources);
}

const absolu = (m: Centimes): Centimes => centimes(m < 0n ? -m : m);

function ecrireRepartition(f: Feuille, { fichier }: EntreePdf): void {
  f.sousTitre("Répartition de la subvention entre les partenaires");
  const lignes = fichier.repartition ?? [];
  if (lignes.length === 0) {
    f.absent();
    return;
  }
  const nom = nomDuPartenaire(fichier);
  const dossier = versDossier(fichier);
  const r = reversements(dossier);
  const { reste, subvention, repartie } = partageSubvention(dossier.financements, dossier.repartition);
  const droite = (texte: string): Case => ({ texte, droite: true });
  const somme = (titre: string, montant: Centimes): Rangee => ({
    genre: "sous-total",
    cases: [{ texte: titre, entete: true, colonnes: 4 }, ecrireEurosSansUnite(montant)],
  });
  ecrireTableau(f, {
    legende: "Part de chaque partenaire et ce que reverse le chef de file, en euros",
    colonnes: [
      { titre: "Partenaire", part: 1 },
      { titre: "Coût éligible", droite: true },
      { titre: "Part", droite: true },
      { titre: "Taux", droite: true },
      { titre: "Reversé", droite: true },
    ],
    rangees: [
      ...r.lignes.map((l) => ({
        cases: [
          { texte: `${nom(l.partenaire)}${l.chefDeFile ? " (chef de file)" : ""}`, entete: true },
          ecrireTotal(l.coutEligible, true),
          l.subvention === null
            ? droite("—")
            : ecrireTotal(l.subvention, certain(l.subvention) || l.subvention.min > 0n),
          droite(l.taux === null ? "—" : ecrireTaux(l.taux)),
          droite(l.chefDeFile ? "—" : ecrireEurosSansUnite(l.reverse)),
        ],
      })),
      somme("Total réparti", repartie),
      somme("Total reversé par le chef de file", r.reverse),
      ...(certain(subvention)
        ? [somme(r.garde < 0n ? "Reversé au-delà de la subvention" : "Gardé par le chef de file", absolu(r.garde))]
        : []),
    ],
    note: !certain(subvention)
      ? "La subvention demandée n’est pas connue au centime."
      : reste === ZERO
        ? "Toute la subvention demandée est répartie, au centime."
        : `${reste > 0n ? "Reste à répartir" : "Réparti en trop"}\u202f: ${ecrireEuros(absolu(reste))} sur ${ecrireEuros(subvention.min)} demandés.`,
  });
}

export function ecrireFinancement(f: Feuille, e: EntreePdf): void {
  if ((e.fichier.financements ?? []).length === 0) f.absent();
  else {
    ecrirePlan(f, e);
    ecrireBases(f, e);
    ecrireQuiPaie(f, e);
  }
  ecrirePreuvePlafond(f, e);
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
