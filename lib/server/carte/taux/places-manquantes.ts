import "server-only";
import { placesPrevues } from "@/lib/domain/carte/constat";
import { manquantes as compterManquantes } from "@/lib/domain/carte/manquantes";
import { ETATS_VIVANTS } from "@/lib/domain/etats";
import type { Voie } from "@/lib/domain/places";
import type { OptionsTaux, PlaceManquante, PlacesManquantes, TerritoireCarte } from "@/lib/schemas/carte-taux";
import { lecture, type Tx } from "@/lib/server/base";
import { demandesRetenues } from "@/lib/server/carte/retenues";
import type { Agent } from "@/lib/server/droits";
import { nommerDossiers } from "@/lib/server/liens/vers-demande-vue";
import type { Prisma } from "@/prisma/genere/client";
import { demandesDe, filtresDe, lisible } from "./territoire";

type Options = Pick<OptionsTaux, "rentree" | "academie" | "voie"> & { limite?: number };

/**
 * Places that validated demands promised for this rentrée and that the constat did not see open, largest first. A demand without a
 * constat is counted apart: its places are unknown, not missing. Null: these figures are not this person's to read.
 */
export async function placesManquantes(
  agent: Agent,
  lieu: TerritoireCarte,
  { rentree, academie, voie, limite = 6 }: Options,
): Promise<PlacesManquantes | null> {
  const territoire: TerritoireCarte = { ...lieu, academie: academie ?? lieu.academie ?? null };
  if (!lisible(agent, territoire)) return null;
  const ou = { AND: [demandesDe(agent, territoire), { rentree }, demandesRetenues("valide")] };
  return lecture(async (tx) => {
    const validees = await tx.demandeOrion.count({ where: ou });
    const constats = await lireConstats(tx, rentree, ou);
    const ecarts = constats
      .map(({ demande, ...c }) => {
        const promises = compter(voie, demande.scolaireFuture, demande.apprentissageFuture);
        const ouvertes = compter(voie, c.scolaire, c.apprentissage);
        const { places: manquantes, colorees } = compterManquantes(placesPrevues(demande), c, voie);
        return { ...c, demande, promises, ouvertes, manquantes, coloreesManquantes: colorees };
      })
      .filter((e) => e.manquantes > 0 || e.coloreesManquantes > 0)
      .sort(
        (a, b) =>
          b.manquantes - a.manquantes ||
          b.coloreesManquantes - a.coloreesManquantes ||
          (a.demande.numero < b.demande.numero ? -1 : 1),
      );
    const montrees = ecarts.slice(0, limite);
    const completer = await contexte(
      tx,
      agent,
      rentree,
      montrees.map((e) => e.demande.numero),
    );
    const somme = (liste: typeof ecarts): number => liste.reduce((n, e) => n + e.manquantes, 0);
    const incompletes = ecarts.filter((e) => e.manquantes > 0);
    const filtres = { ...filtresDe(territoire, rentree), ...(voie && { voie }), base: "constate" };
    return {
      total: { places: somme(ecarts), filtres: { ...filtres, compte: "ecart" } },
      colorees: {
        places: ecarts.reduce((n, e) => n + e.coloreesManquantes, 0),
        filtres: { ...filtres, compte: "ecart_colorees" },
      },
      demandes: incompletes.length,
      formations: new Set(incompletes.map((e) => `${e.demande.uai} ${e.demande.cfd}`)).size,
      lignes: montrees.map(({ demande, promises, ouvertes, manquantes, coloreesManquantes, motif, precision }) => ({
        numero: demande.numero,
        uai: demande.uai,
        etablissement: demande.etablissement,
        cfd: demande.cfd,
        formation: demande.formation,
        diplome: demande.diplome,
        promises,
        ouvertes,
        manquantes,
        coloreesManquantes,
        motif,
        precision,
        ...completer(demande.numero),
      })),
      autres: { demandes: ecarts.length - montrees.length, places: somme(ecarts.slice(limite)) },
      sansConstat: validees - constats.length,
    };
  });
}

const compter = (voie: Voie | undefined, scolaire: number, apprentissage: number): number =>
  (voie === "apprentissage" ? 0 : scolaire) + (voie === "scolaire" ? 0 : apprentissage);

const lireConstats = (tx: Tx, rentree: number, demande: Prisma.DemandeOrionWhereInput) =>
  tx.constatPlaces.findMany({
    where: { rentree, demande },
    select: {
      scolaire: true,
      scolaireColoree: true,
      apprentissage: true,
      apprentissageColoree: true,
      motif: true,
      precision: true,
      demande: {
        select: {
          numero: true,
          uai: true,
          etablissement: true,
          cfd: true,
          formation: true,
          diplome: true,
          scolaireFuture: true,
          scolaireColoreeFuture: true,
          apprentissageFuture: true,
          apprentissageColoreeFuture: true,
        },
      },
    },
  });

type Complement = Pick<PlaceManquante, "motifDemandeLe" | "projets" | "autresProjets">;

/** Whether the reason was asked for, and the projects that these demands are tied to. */
async function contexte(
  tx: Tx,
  agent: Agent,
  rentree: number,
  numeros: readonly string[],
): Promise<(numero: string) => Complement> {
  const parmi = { numero: { in: [...numeros] } };
  const demandees = await tx.demandeMotif.findMany({ where: { ...parmi, rentree } });
  const liens = await tx.lienCarte.findMany({
    where: { ...parmi, etat: "confirme", dossier: { etat: { in: [...ETATS_VIVANTS] } } },
    orderBy: [{ decideLe: "asc" }, { dossierId: "asc" }],
    select: { numero: true, dossierId: true },
  });
  const noms = await nommerDossiers(
    tx,
    agent,
    liens.map((l) => l.dossierId),
  );
  return (numero) => {
    const siens = liens.filter((l) => l.numero === numero);
    const projets = siens.flatMap(({ dossierId }) => {
      const nom = noms.get(dossierId);
      return nom === undefined ? [] : [{ dossierId, nom }];
    });
    return {
      motifDemandeLe: demandees.find((d) => d.numero === numero)?.demandeeLe.toISOString() ?? null,
      projets,
      autresProjets: siens.length - projets.length,
    };
  };
}
