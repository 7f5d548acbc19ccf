import "server-only";
import { centimes, ecrireMontant } from "@/lib/domain/argent";
import type { LettreVue } from "@/lib/schemas/lettres";
import type { Prisma } from "@/prisma/genere/client";

const NOM = { select: { prenom: true, nom: true } } as const;

export const SELECTION_LETTRE = {
  id: true,
  partenaire: true,
  nomPartenaire: true,
  numero: true,
  montant: true,
  prepareeLe: true,
  prepareePar: NOM,
  pdfOctets: true,
  envoyeeLe: true,
  envoyeePar: NOM,
  envoyeeA: true,
  signeeLe: true,
  nomFichier: true,
  octets: true,
  deposeeLe: true,
  deposeePar: NOM,
  retireeLe: true,
  retireePar: NOM,
  motifRetrait: true,
  version: true,
} as const satisfies Prisma.LettreEngagementSelect;

type Lue = Prisma.LettreEngagementGetPayload<{ select: typeof SELECTION_LETTRE }>;
type Personne = { prenom: string; nom: string } | null;
const nomDe = (p: Personne): string | null => (p === null ? null : `${p.prenom} ${p.nom}`);

/** `adresses`: whether this person may read where it was sent. */
export const versLettreVue = (l: Lue, adresses: boolean): LettreVue => ({
  id: l.id,
  partenaire: l.partenaire,
  nomPartenaire: l.nomPartenaire,
  numero: l.numero,
  montant: ecrireMontant(centimes(l.montant)),
  prepareeLe: l.prepareeLe.toISOString(),
  prepareePar: nomDe(l.prepareePar) ?? "",
  pdfOctets: l.pdfOctets,
  envoi:
    l.envoyeeLe === null
      ? null
      : { le: l.envoyeeLe.toISOString(), par: nomDe(l.envoyeePar), a: adresses ? l.envoyeeA : null },
  signature:
    l.signeeLe === null || l.deposeeLe === null
      ? null
      : {
          le: l.signeeLe.toISOString().slice(0, 10),
          fichier: { nom: l.nomFichier ?? "lettre", octets: l.octets ?? 0 },
          deposeeLe: l.deposeeLe.toISOString(),
          deposeePar: nomDe(l.deposeePar),
        },
  retrait:
    l.retireeLe === null
      ? null
      : { le: l.retireeLe.toISOString(), par: nomDe(l.retireePar), motif: l.motifRetrait ?? "" },
  version: l.version,
});
