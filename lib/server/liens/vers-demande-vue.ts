import "server-only";
import type { Decompte, Mesures } from "@/lib/domain/carte/mesures";
import { decompte } from "@/lib/domain/carte/mesures";
import { STATUTS_ECARTES, TYPES_ECARTES } from "@/lib/domain/carte/methodes";
import { capacites } from "@/lib/domain/carte/places-demande";
import { ETATS_VIVANTS } from "@/lib/domain/etats";
import type { DemandeVue } from "@/lib/schemas/liens-carte";
import type { Tx } from "@/lib/server/base";
import type { OccupeesLues } from "@/lib/server/carte/effectifs/lire-occupees";
import { type Agent, dossiersPermis, peut } from "@/lib/server/droits";
import type { DemandeLueEnBase } from "@/lib/server/liens/selection-demande";
import { type Duree, suivre } from "@/lib/server/liens/suivre";

/** Counted by no rate, whatever the base. */
const horsTaux = (d: { statut: string; type: string }): boolean =>
  (STATUTS_ECARTES as readonly string[]).includes(d.statut) || (TYPES_ECARTES as readonly string[]).includes(d.type);

const compter = (m: Mesures): Decompte => decompte("igesr", m) as Decompte;

export type Lien = NonNullable<DemandeVue["lien"]>;

export function versDemandeVue(
  agent: Agent,
  d: DemandeLueEnBase,
  lien: Lien | null,
  ailleurs: DemandeVue["ailleurs"],
  occupees: OccupeesLues,
  /** Of the dossier that it is tied to. */
  projet?: Duree,
): DemandeVue {
  const { regionAcademique, uai } = d;
  const constat = d.constats.find((c) => c.rentree === d.rentree);
  const compte = horsTaux(d) ? null : compter(d);
  const { scolaire, scolaireColoree, apprentissage, apprentissageColoree } = capacites(d);
  return {
    numero: d.numero,
    uai,
    etablissement: d.etablissement,
    cfd: d.cfd,
    formation: d.formation,
    diplome: d.diplome,
    rentree: d.rentree,
    type: d.type,
    statut: d.statut,
    coloration: d.coloration,
    quadrant: d.quadrant,
    places: {
      scolaire: [...scolaire],
      scolaireColoree: [...scolaireColoree],
      apprentissage: [...apprentissage],
      apprentissageColoree: [...apprentissageColoree],
    },
    compte,
    constat: constat === undefined || compte === null ? null : compter(constat),
    occupees: occupees.a(d, d.rentree),
    suivi: projet === undefined ? [] : suivre(d, projet, occupees),
    ouverte: peut(agent, "carte.lire", { regionAcademique, uai }),
    lien,
    ailleurs,
  };
}

/**
 * The other live dossiers that each of these demands is tied to. A name is a right: to whom may not read that dossier it stays « un
 * autre dossier ».
 */
export async function doubleComptes(
  tx: Tx,
  agent: Agent,
  dossierId: string,
  numeros: readonly string[],
): Promise<ReadonlyMap<string, DemandeVue["ailleurs"]>> {
  if (numeros.length === 0) return new Map();
  const liens = await tx.lienCarte.findMany({
    where: {
      numero: { in: [...numeros] },
      etat: "confirme",
      dossierId: { not: dossierId },
      dossier: { etat: { in: [...ETATS_VIVANTS] } },
    },
    orderBy: [{ decideLe: "asc" }, { dossierId: "asc" }],
    select: { numero: true, dossierId: true },
  });
  const noms = await nommerDossiers(
    tx,
    agent,
    liens.map((l) => l.dossierId),
  );
  const parNumero = new Map<string, DemandeVue["ailleurs"]>();
  for (const l of liens) {
    const nom = noms.get(l.dossierId);
    const dit = nom === undefined ? { dossierId: null, nom: "un autre dossier" } : { dossierId: l.dossierId, nom };
    parNumero.set(l.numero, [...(parNumero.get(l.numero) ?? []), dit]);
  }
  return parNumero;
}

/** Those among them that this person may read, each by its short name. */
export async function nommerDossiers(
  tx: Tx,
  agent: Agent,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const vus = await tx.dossier.findMany({
    where: { id: { in: [...new Set(ids)] }, AND: [dossiersPermis(agent, "lien.lire")] },
    select: { id: true, acronyme: true, titre: true },
  });
  return new Map(vus.map((d) => [d.id, d.acronyme ?? d.titre]));
}
