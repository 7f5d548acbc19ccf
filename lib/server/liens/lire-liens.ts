import "server-only";
import { centimes, ecrireMontant } from "@/lib/domain/argent";
import type { TypeDemande } from "@/lib/domain/carte/methodes";
import { SEUIL } from "@/lib/domain/carte/propositions";
import { coutParPlaceCreee, placesCreees } from "@/lib/domain/places";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { DemandeVue, EtatLien, LiensVus, PropositionVue } from "@/lib/schemas/liens-carte";
import { lecture, type Tx } from "@/lib/server/base";
import { lireOccupees } from "@/lib/server/carte/effectifs/lire-occupees";
import { type Agent, cartePermise, dossiersPermis } from "@/lib/server/droits";
import { conditionsCandidates, correspondanceDe, SELECTION_PROJET, versProjet } from "@/lib/server/liens/projet-carte";
import { SELECTION_DEMANDE } from "@/lib/server/liens/selection-demande";
import { doubleComptes, type Lien, versDemandeVue } from "@/lib/server/liens/vers-demande-vue";
import type { Prisma } from "@/prisma/genere/client";

/** Looked at for one dossier, and shown on its page: beyond, the table of the demands serves better. */
const CANDIDATES_MAX = 3_000;
const MONTREES_MAX = 100;

/** Demands tied to a dossier, set aside and proposed; null: no such dossier, or no right to it. */
export async function lireLiens(agent: Agent, dossierId: string): Promise<LiensVus | null> {
  if (!estIdentifiant(dossierId)) return null;
  return lecture(async (tx) => {
    const dossier = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "lien.lire")] },
      select: { coutEligible: true, liensCarte: SELECTION_LIENS, ...SELECTION_PROJET },
    });
    if (dossier === null) return null;
    const permis = async (verbe: "lien.decider" | "historique.lire") =>
      (await tx.dossier.count({ where: { id: dossierId, AND: [dossiersPermis(agent, verbe)] } })) > 0;
    const [decider, suivi] = [await permis("lien.decider"), await permis("historique.lire")];
    const decidees = dossier.liensCarte.map((l) => l.numero);
    const trouvees = decider ? await proposer(tx, agent, dossier, decidees) : [];
    const montrees = trouvees.slice(0, MONTREES_MAX);
    const ailleurs = await doubleComptes(tx, agent, dossierId, [...decidees, ...montrees.map((t) => t.demande.numero)]);
    const occupees = await lireOccupees(tx, agent, [
      ...dossier.liensCarte.map((l) => l.demande),
      ...montrees.map((t) => t.demande),
    ]);
    const vue = (d: Lue, lien: Lien | null) =>
      versDemandeVue(
        agent,
        d,
        lien,
        ailleurs.get(d.numero) ?? [],
        occupees,
        lien?.etat === "confirme" ? dossier : undefined,
      );
    const liees = dossier.liensCarte.map(({ demande, etat, version, decideLe, decidePar, raisons }) =>
      vue(demande, {
        etat: etat as EtatLien,
        version,
        le: decideLe.toISOString(),
        // Who did what in a dossier is told to whom may read its history.
        par: suivi ? `${decidePar.prenom} ${decidePar.nom}` : null,
        raisons,
      }),
    );
    const confirmees = liees.filter((d) => d.lien?.etat === "confirme");
    return {
      dossierId,
      decider,
      confirmees,
      propositions: montrees.map(({ demande, raisons, force }) => ({ ...vue(demande, null), raisons, force })),
      propositionsEnPlus: trouvees.length - montrees.length,
      ecartees: liees.filter((d) => d.lien?.etat === "ecarte"),
      bilan: dresserBilan(confirmees, dossier.coutEligible),
      carteVide: (await tx.demandeOrion.findFirst({ where: cartePermise(agent), select: { numero: true } })) === null,
    };
  });
}

const ORDRE = [{ demande: { rentree: "asc" } }, { demande: { uai: "asc" } }, { numero: "asc" }] as const;
const SELECTION_LIENS = {
  orderBy: [...ORDRE],
  select: {
    numero: true,
    etat: true,
    version: true,
    decideLe: true,
    raisons: true,
    decidePar: { select: { prenom: true, nom: true } },
    demande: { select: SELECTION_DEMANDE },
  },
} satisfies Prisma.Dossier$liensCarteArgs;

/** Best first. Only among the demands that this person may read on the carte. */
async function proposer(
  tx: Tx,
  agent: Agent,
  dossier: Parameters<typeof versProjet>[0],
  decidees: readonly string[],
): Promise<({ demande: Lue } & Pick<PropositionVue, "raisons" | "force"> & { score: number })[]> {
  const projet = versProjet(dossier);
  const candidates = conditionsCandidates(projet);
  if (candidates === null) return [];
  const lues = await tx.demandeOrion.findMany({
    where: { AND: [cartePermise(agent), candidates, { numero: { notIn: [...decidees] } }] },
    orderBy: [{ rentree: "desc" }, { numero: "asc" }],
    take: CANDIDATES_MAX,
    select: SELECTION_DEMANDE,
  });
  return lues
    .flatMap((demande) => {
      const trouvee = correspondanceDe(projet, demande);
      return trouvee === null || trouvee.score < SEUIL ? [] : [{ demande, ...trouvee }];
    })
    .sort(
      (a, b) =>
        b.score - a.score || a.demande.rentree - b.demande.rentree || (a.demande.numero < b.demande.numero ? -1 : 1),
    );
}
type Lue = Prisma.DemandeOrionGetPayload<{ select: typeof SELECTION_DEMANDE }>;

/** Of the demands that a rate counts; places now and after, of all that are tied. */
export function dresserBilan(confirmees: readonly DemandeVue[], coutEligible: bigint | null): LiensVus["bilan"] {
  const bilan = { actuelles: 0, futures: 0, ouvertes: 0, fermees: 0, colorees: 0, transformees: 0, creees: 0 };
  for (const { places, compte, type } of confirmees) {
    if (compte === null) continue;
    bilan.creees += placesCreees({ type: type as TypeDemande, ...places });
    bilan.actuelles += places.scolaire[0] + places.apprentissage[0];
    bilan.futures += places.scolaire[1] + places.apprentissage[1];
    bilan.ouvertes += compte.ouvertes;
    bilan.fermees += compte.fermees;
    bilan.colorees += compte.colorees;
    bilan.transformees += compte.transformees;
  }
  // A cost of zero is a budget not entered yet.
  const cout = coutParPlaceCreee(coutEligible ? centimes(coutEligible) : null, bilan.creees);
  return {
    ...bilan,
    coutEligible: coutEligible === null ? null : ecrireMontant(centimes(coutEligible)),
    coutParPlace: cout === null ? null : ecrireMontant(cout),
  };
}
