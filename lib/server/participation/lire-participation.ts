import "server-only";
import { type Centimes, centimes } from "@/lib/domain/argent";
import { anneesGrille, grille } from "@/lib/domain/budget";
import type { DateIso } from "@/lib/domain/dates";
import type { Financement, Lettre, Partenaire } from "@/lib/domain/dossier";
import { etatsLettres } from "@/lib/domain/lettres";
import type { Categorie, CodeRegime, Nature, NatureFinancement, Poste, Source } from "@/lib/domain/nomenclatures";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { Part, ParticipationLue } from "@/lib/schemas/participation";
import { lecture, type Tx } from "@/lib/server/base";
import { versJour, versMontant } from "@/lib/server/dossiers/lignes";
import { type Agent, partsPermises } from "@/lib/server/droits";
import { dossiersDesParts } from "@/lib/server/participation/lister-participations";
import type { Prisma } from "@/prisma/genere/client";

const LIGNES = { orderBy: { rang: "asc" } } as const;
const SELECTION_PART = {
  cle: true,
  nom: true,
  nature: true,
  categorie: true,
  chefDeFile: true,
  siret: true,
  uai: true,
  aideEtat: true,
  lettre: true,
  lettreMontant: true,
  lettreSigneeLe: true,
  lignesBudget: { ...LIGNES, select: { poste: true, annee: true, montant: true, eligible: true, libelle: true } },
  financements: { ...LIGNES, select: { source: true, nature: true, montant: true, engage: true } },
  repartitions: { ...LIGNES, select: { subvention: true } },
} as const satisfies Prisma.PartenaireSelect;
type PartLue = Prisma.PartenaireGetPayload<{ select: typeof SELECTION_PART }>;

const montant = (m: bigint | null): Centimes | null => (m === null ? null : centimes(m));
/** A sum of nothing known is not zero. */
const somme = (montants: readonly (bigint | null)[]): Centimes | null => {
  const connus = montants.filter((m) => m !== null);
  return connus.length === 0 ? null : centimes(connus.reduce((t, m) => t + m, 0n));
};

/** null: no such dossier, or no right on any part of it. */
export async function lireParticipation(agent: Agent, dossierId: string): Promise<ParticipationLue | null> {
  if (!estIdentifiant(dossierId) || !dossiersDesParts(agent).includes(dossierId)) return null;
  return lecture(async (tx) => {
    const dossier = await tx.dossier.findUnique({
      where: { id: dossierId },
      select: {
        titre: true,
        acronyme: true,
        etat: true,
        regime: true,
        dateDepot: true,
        debut: true,
        dureeMois: true,
        coutTotal: true,
        coutEligible: true,
        subvention: true,
        partenaires: { where: partsPermises(agent), orderBy: { rang: "asc" }, select: SELECTION_PART },
      },
    });
    if (dossier === null) return null;
    const { partenaires, debut, dureeMois, coutTotal, coutEligible, subvention, ...entete } = dossier;
    const periode = { debut: versJour(debut), dureeMois };
    return {
      ...entete,
      dossierId,
      regime: entete.regime as CodeRegime,
      dateDepot: versJour(entete.dateDepot),
      parts: partenaires.map((p) => versPart(p, periode)),
      totaux:
        partenaires.length === 0
          ? null
          : {
              cout: montant(coutTotal),
              coutEligible: montant(coutEligible),
              subvention: montant(subvention),
              ...(await lireFinancement(tx, agent, dossierId)),
            },
    };
  });
}

/** Of all partners together: one sum, no line. */
async function lireFinancement(tx: Tx, agent: Agent, dossierId: string) {
  const { _sum, _count } = await tx.financement.aggregate({
    where: { dossierId, dossier: { partenaires: { some: partsPermises(agent) } } },
    _sum: { montant: true },
    _count: { _all: true, montant: true },
  });
  return { financement: montant(_sum.montant), financementsSansMontant: _count._all - _count.montant };
}

function versPart(p: PartLue, { debut, dureeMois }: { debut: DateIso | null; dureeMois: number | null }): Part {
  const lignes = p.lignesBudget.map((l) => ({
    ...l,
    partenaire: p.cle,
    poste: l.poste as Poste | null,
    montant: versMontant(l.montant),
  }));
  return {
    cle: p.cle,
    nom: p.nom ?? "Partenaire sans nom",
    nature: p.nature as Nature | null,
    categorie: p.categorie as Categorie | null,
    chefDeFile: p.chefDeFile === true,
    siret: p.siret,
    uai: p.uai,
    aideEtat: p.aideEtat,
    budget: grille(lignes, anneesGrille(lignes, debut, dureeMois), [p.cle]),
    apports: p.financements.map((f) => ({
      source: f.source as Source | null,
      nature: f.nature as NatureFinancement | null,
      montant: montant(f.montant),
      engage: f.engage === true,
    })),
    lettre: lettreDe(p),
    subvention: somme(p.repartitions.map((r) => r.subvention)),
  };
}

/** The same reading as the workspace and the rules, on this partner's lines alone. */
function lettreDe(p: PartLue): Part["lettre"] {
  const lettre: Lettre | undefined = p.lettre
    ? {
        ...(p.lettreMontant !== null && { montant: centimes(p.lettreMontant) }),
        ...(p.lettreSigneeLe !== null && { signeeLe: versJour(p.lettreSigneeLe) as DateIso }),
      }
    : undefined;
  const partenaire: Partenaire = { id: p.cle, chefDeFile: false, ...(lettre && { lettre }) };
  const lignes: Financement[] = p.financements.map((f) => ({
    partenaire: p.cle,
    engage: f.engage === true,
    ...(f.source !== null && { source: f.source as Source }),
    ...(f.montant !== null && { montant: centimes(f.montant) }),
  }));
  return etatsLettres([partenaire], lignes)[0] ?? { type: "absente", attendue: false };
}
