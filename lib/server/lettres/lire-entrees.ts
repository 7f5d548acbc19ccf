import "server-only";
import { centimes } from "@/lib/domain/argent";
import { type DateIso, jourAParis } from "@/lib/domain/dates";
import type { Financement } from "@/lib/domain/dossier";
import type { Total } from "@/lib/domain/faits";
import { apportsParPartenaire, RIEN } from "@/lib/domain/lettres";
import {
  type CodeRegime,
  NATURES,
  type Nature,
  type NatureFinancement,
  nomRegion,
  REGIMES,
  type Source,
} from "@/lib/domain/nomenclatures";
import { env } from "@/lib/env";
import type { EntreeLettre } from "@/lib/pdf/lettre/entree";
import type { Tx } from "@/lib/server/base";
import { versJour } from "@/lib/server/dossiers/lignes";

/** What a letter says, read from the dossier as it is now; its number and nothing else is the register's. */
export type Engagement = { nom: string; plan: Total; entree: Omit<EntreeLettre, "numero"> };

const SELECTION = {
  titre: true,
  acronyme: true,
  regime: true,
  regionAcademique: true,
  debut: true,
  dureeMois: true,
  dateDepot: true,
  partenaires: {
    orderBy: { rang: "asc" },
    select: {
      cle: true,
      nom: true,
      nature: true,
      chefDeFile: true,
      siret: true,
      uai: true,
      aideEtat: true,
      role: true,
      signataireNom: true,
      signataireFonction: true,
      organisation: { select: { commune: true } },
    },
  },
  financements: {
    orderBy: { rang: "asc" },
    select: { source: true, partenaire: true, montant: true, nature: true, engage: true, baseValorisation: true },
  },
} as const;

type LigneLue = { source: string | null; partenaire: string | null; montant: bigint | null; engage: boolean | null };

const plansDe = (lignes: readonly LigneLue[]): ReadonlyMap<string, Total> =>
  apportsParPartenaire(
    lignes.map(
      (f): Financement => ({
        engage: f.engage === true,
        ...(f.partenaire !== null && { partenaire: f.partenaire }),
        ...(f.source !== null && { source: f.source as Source }),
        ...(f.montant !== null && { montant: centimes(f.montant) }),
      }),
    ),
  );

/** What each partner of the dossier brings today: partners without a line are there, with nothing. */
export async function lirePlans(tx: Tx, dossierId: string): Promise<ReadonlyMap<string, Total>> {
  const { partenaires, financements } = await tx.dossier.findUniqueOrThrow({
    where: { id: dossierId },
    select: {
      partenaires: { select: { cle: true } },
      financements: { select: { source: true, partenaire: true, montant: true, engage: true } },
    },
  });
  const plans = plansDe(financements);
  return new Map(partenaires.map((p) => [p.cle, plans.get(p.cle) ?? RIEN]));
}

export async function lireEngagements(
  tx: Tx,
  dossierId: string,
  maintenant: Date,
): Promise<ReadonlyMap<string, Engagement>> {
  const d = await tx.dossier.findUniqueOrThrow({ where: { id: dossierId }, select: SELECTION });
  const plans = plansDe(d.financements);
  const chef = d.partenaires.find((p) => p.chefDeFile === true);
  const projet: EntreeLettre["projet"] = {
    titre: d.titre,
    acronyme: d.acronyme,
    regime: REGIMES.libelles[d.regime as CodeRegime],
    region: d.regionAcademique === null ? null : nomRegion(d.regionAcademique),
    debut: versJour(d.debut) as DateIso | null,
    dureeMois: d.dureeMois,
    depot: versJour(d.dateDepot) as DateIso | null,
    chefDeFile: chef?.nom ?? null,
  };
  return new Map(
    d.partenaires.map((p) => [
      p.cle,
      {
        nom: p.nom ?? "Partenaire sans nom",
        plan: plans.get(p.cle) ?? RIEN,
        entree: {
          prepareeLe: jourAParis(maintenant),
          administration: env.RIGEL_ADMINISTRATION,
          projet,
          partenaire: {
            nom: p.nom ?? "Partenaire sans nom",
            nature: p.nature === null ? null : NATURES.libelles[p.nature as Nature],
            siret: p.siret,
            uai: p.uai,
            commune: p.organisation?.commune ?? null,
            role: p.role,
            chefDeFile: p.chefDeFile === true,
            signataireNom: p.signataireNom,
            signataireFonction: p.signataireFonction,
            aideEtat: p.aideEtat,
          },
          lignes: d.financements.flatMap((f) =>
            f.partenaire === p.cle && f.source !== null && f.source !== "france2030" && f.montant !== null
              ? [
                  {
                    source: f.source as Source,
                    nature: f.nature as NatureFinancement | null,
                    montant: centimes(f.montant),
                    baseValorisation: f.baseValorisation,
                  },
                ]
              : [],
          ),
        },
      },
    ]),
  );
}
