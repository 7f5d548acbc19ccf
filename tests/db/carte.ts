import { randomUUID } from "node:crypto";
import type { DemandeLue } from "@/lib/domain/orion/demande";
import { ligneDemande } from "@/lib/server/carte/ligne-demande";
import type { PrismaClient } from "@/prisma/genere/client";

/** An opening of 15 places in the voie scolaire, validated, Auvergne-Rhône-Alpes, rentrée 2025; what a test says replaces it. */
export const demandeLue = (valeurs: Partial<DemandeLue> & { numero: string }): DemandeLue => ({
  uai: "0690001A",
  etablissement: "LP exemple",
  commune: "LYON",
  secteur: "PU",
  regionAcademique: "01",
  academie: "10",
  departement: "69",
  cfd: "40025519",
  formation: "Métiers de l’électricité et de ses environnements connectés",
  dispositif: "247",
  diplome: "BAC PRO",
  nsf: null,
  rentree: 2025,
  type: "ouverture_nette",
  statut: "demande validée",
  motifs: [],
  coloration: null,
  filiereCmq: null,
  nomCmq: null,
  amiCma: null,
  amiCmaValide: null,
  amiCmaEnCours: null,
  amiCmaAnnee: null,
  scolaireActuelle: 0,
  scolaireFuture: 15,
  scolaireColoreeActuelle: 0,
  scolaireColoreeFuture: 0,
  apprentissageActuelle: 0,
  apprentissageFuture: 0,
  apprentissageColoreeActuelle: 0,
  apprentissageColoreeFuture: 0,
  quadrant: null,
  millesime: null,
  emploi: null,
  poursuite: null,
  devenir: null,
  pression: null,
  coutTravaux: null,
  coutEquipement: null,
  creeeLe: null,
  modifieeLe: null,
  autres: {},
  ...valeurs,
});

/** Puts demands on the carte as an applied import would, and gives that import's id. */
export async function poserDemandes(
  client: PrismaClient,
  demandes: readonly (Partial<DemandeLue> & { numero: string })[],
  le = new Date("2025-02-03T08:00:00Z"),
): Promise<string> {
  const id = randomUUID();
  const commun = { genre: "orion", etat: "applique", nomFichier: "orion.csv", commenceLe: le, appliqueLe: le } as const;
  await client.importCarte.create({ data: { id, ...commun, regionAcademique: "01", crees: demandes.length } });
  await client.demandeOrion.createMany({
    data: demandes.map((d) => ({
      ...ligneDemande(demandeLue(d)),
      coutTravaux: null,
      coutEquipement: null,
      importeLe: le,
      importId: id,
      creeParImportId: id,
    })),
  });
  return id;
}
